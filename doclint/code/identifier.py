"""Owns what the name of something in a program looks like, told from words: `KettleError`, `max_rows`, `app.run()`."""

from doclint.regex import regex

_NAME = regex(
    r"[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+|[a-z][a-z0-9]*(?:[A-Z][a-z0-9]*)+|[A-Za-z]\w*_\w+|[A-Za-z]\w*(?:\.[A-Za-z]\w*)*\(\)"
)
_LONGEST = 80
_PART = regex(r"[A-Z]?[a-z0-9]+|[A-Z]+")


def is_name(text: str) -> bool:
    """Say whether a code span is a name that nobody would take for a word."""
    return len(text) <= _LONGEST and _NAME.fullmatch(text) is not None


def name_parts(text: str) -> list[str]:
    """Give the words of which a name is made: kettle and error."""
    return [part.lower() for part in _PART.findall(text)]
