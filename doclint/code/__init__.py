"""Owns code blocks: their language, their cells, and whether a translated one still says the same."""
