"""Owns bytes and characters: how a file's bytes become text, and how damaged text is healed."""
