"""Owns what a token of code is."""

from typing import Literal

from doclint.record import record
from doclint.regex import regex

Category = Literal[
    "comment", "doc", "string", "name", "key", "word", "keyword", "number", "sign", "line", "indent", "text"
]

OPENING = regex(r"[A-Za-z@$]{0,3}(\"\"\"|'''|[\"'`])")
"""The beginning of a quoted string: the letters before its quote, and the quote."""


@record
class Token:
    """A token: what it is, what it says, and where it stands in the body (code points).

    `role` is the name of the key, argument or attribute that a literal is the value of.
    """

    category: Category
    text: str
    at: int
    end: int
    role: str = ""


def bare(literal: str) -> str:
    """Give what a literal says: without its quotes and the letters before them."""
    opening = OPENING.match(literal)
    if not opening:
        return literal
    inner = literal[opening.end() :]
    return inner.removesuffix(opening[1])
