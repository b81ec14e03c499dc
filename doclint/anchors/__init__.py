"""Owns anchors: the ids that authors write, the slugs that renderers make, and which ones a site pins."""
