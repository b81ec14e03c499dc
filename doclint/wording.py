"""Owns how messages quote: what is seen of a text, how it begins, the first of many addresses."""

from collections.abc import Iterable

from doclint.regex import regex

_HIDDEN = regex("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x1f]")


def seen(text: str) -> str:
    """Give a text without the characters that nobody sees: they are told as hidden-character."""
    return text if text.isascii() else _HIDDEN.sub("", text)


def excerpt(text: str, most: int = 60) -> str:
    """Give the beginning of a text on one line, for a message."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def listed(targets: Iterable[str], most: int = 3) -> str:
    """Write addresses for a message: the first few, and how many more."""
    shown = [f"`{target}`" for target in targets]
    more = f" and {len(shown) - most} more" if len(shown) > most else ""
    return ", ".join(shown[:most]) + more
