"""Owns a cheap measure of how much two code blocks have in common, for alignment."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from doclint.model import Code
from doclint.regex import regex

if TYPE_CHECKING:
    import re

# A remark, with the blank or the line end before it.
_REMARK = regex(r"\s(?:#|//|--|%|;;)[ \t][^\n]*|/\*(?:[^*]|\*(?!/)){0,2000}\*/|<!--(?:[^-]|-(?!->)){0,2000}-->")
_REMARK_SIGNS = ("#", "//", "--", "%", ";;", "/*")
_SPOKEN_STRING = regex(r"\"(?=[^\"\s]*+\s)[^\"\n]*+(?:\n[^\"\n]*+)?\"|'(?=[^'\s]*+\s)[^'\n]*+(?:\n[^'\n]*+)?'")
_PIECES = regex(r"\w+|[^\w\s]")
_STRING = regex(r"\"[^\"\n]*+\"|'[^'\n]*+'")
_ASCII = 127
_SAYING = regex(r"\w\w")


@lru_cache(maxsize=8192)
def _bag(body: str) -> tuple[dict[str, int], int]:
    """Weigh the tokens of a body without remarks and prose strings, one by one and all; names weigh more than signs."""
    stripped = _SPOKEN_STRING.sub(' "" ', _without_remarks(body))
    pieces = _PIECES.findall(stripped) or _PIECES.findall(body)
    bag = {piece: count * (3 if len(piece) > 1 else 1) for piece, count in Counter(pieces).items()}
    return bag, sum(bag.values())


@lru_cache(maxsize=8192)
def lines(body: str) -> Counter[str]:
    """Count the lines of a body that say something, without remarks, prose strings, prompts and blanks."""
    stripped = _STRING.sub(_unspoken, _without_remarks(body))
    said = ("".join(line.split()).lstrip("$>").rstrip(";；,") for line in stripped.split("\n"))
    return Counter(line for line in said if _SAYING.search(line))


def _without_remarks(body: str) -> str:
    remarked = any(sign in body for sign in _REMARK_SIGNS)
    return _REMARK.sub(" ", "\n" + body) if remarked else body


def _unspoken(string: "re.Match[str]") -> str:
    return '""' if any(char.isspace() or ord(char) > _ASCII for char in string[0]) else string[0]


def in_common(left: Mapping[str, int], right: Mapping[str, int]) -> int:
    """Give how much two bags of tokens share, each token as often as both hold it."""
    if len(left) > len(right):
        left, right = right, left
    common = 0
    for token, count in left.items():
        if token in right:
            other = right[token]
            common += count if count < other else other  # noqa: FURB136  # `min` takes twice as long
    return common


def similarity(source: Code, translation: Code) -> float:
    """Give how much two blocks have in common, 0 to 1: the share of tokens that both hold (Dice)."""
    return 1.0 if source.body == translation.body else _likeness(source.body, translation.body)


@lru_cache(maxsize=16384)
def _likeness(source: str, translation: str) -> float:
    (left, ours), (right, theirs) = _bag(source), _bag(translation)
    total = ours + theirs
    return 2 * in_common(left, right) / total if total else 1.0
