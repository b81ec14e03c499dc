"""Owns the stretches of a page that are repaired on proof only: code, addresses, markup, damage shown on purpose.

A small scanner of its own: the parser stands above this layer, and damage must not be able to move what it finds.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache

from doclint.model import Span
from doclint.regex import regex

_FENCE = regex(r"^[ \t>]*(?P<mark>`{3,}|~{3,})(?P<info>[^\n]*)$", re.MULTILINE)
_INLINE = regex(r"(?<!`)(`{1,4})(?!`)([^\n]{0,2000}?[^`\n])\1(?!`)")
_ADDRESS = regex(r"https?://[^\s<>\"')\]]+|(?<=\]\()[^()\s]+|<[A-Za-z/][^<>\n]{0,400}>")
_ABOUT = regex(
    r"mojibake|\bftfy\b|windows-125\d|\bcp-?125\d|latin-?1\b|iso[- ]?8859|wrong encoding|misread as|charmap|charset"
    r"|unicode(?:decode|encode)error|garbled",
    re.IGNORECASE,
)
_MENTIONS = regex(
    r"utf-?8|\b(?:en|de)?codings?\b|codificaci|codifica[çz]|encodage|zeichensatz|zeichenkodierung|кодировк|kodowani"
    r"|文字化け|文字コード|乱码|亂碼|编码|編碼|인코딩",
    re.IGNORECASE,
)
# What every such word has in it, in small letters: plain strings are found far sooner than an expression.
_IN_ABOUT = (
    "mojibake ftfy windows-125 cp125 cp-125 latin1 latin-1 8859 wrong misread charmap charset codeerror garbled"
).split()
_IN_MENTIONS = "utf coding codifica encodage zeichen кодировк kodowani 文字 乱码 亂碼 编码 編碼 인코딩".split()
_CONVERTS = regex(r"fix_(?:text|encoding)|\.(?:en|de)code\(|Unicode(?:De|En)codeError|iconv|replace(?:All)?\(")
_IN_CONVERTS = ("fix_", "code(", "codeError", "iconv", "replace")
_TOKENS = regex("[ĠĊĉ]")
_NEAR = 600
"""How many code points around it a word about encodings explains."""


class Stretches:
    """Spans, sorted and not overlapping, that can be asked whether they hold an offset."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        merged: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        self._starts = [start for start, _ in merged]
        self._ends = [end for _, end in merged]

    def __bool__(self) -> bool:
        return bool(self._starts)

    def __contains__(self, offset: int) -> bool:
        nth = bisect_right(self._starts, offset) - 1
        return nth >= 0 and offset < self._ends[nth]


@lru_cache(maxsize=8)
def fences(text: str) -> tuple[Span, ...]:
    """Give the fenced code blocks, their fences included. One that is never closed runs to the end."""
    found: list[Span] = []
    start, mark = 0, ""
    for match in _FENCE.finditer(text):
        if not mark:
            if "`" in match["info"] and match["mark"][0] == "`":
                continue
            start, mark = match.start(), match["mark"]
        elif match["mark"].startswith(mark) and not match["info"].strip():
            found.append(Span(start, match.end()))
            mark = ""
    return (*found, Span(start, len(text))) if mark else tuple(found)


def protected(text: str, *, beyond_ascii: bool = False) -> Stretches:
    """Give code blocks, inline code, addresses and HTML tags; only on lines `beyond_ascii` if nothing else is asked."""
    blocks = [(span.start, span.end) for span in fences(text)]
    inside = Stretches(blocks)
    lines = list(_beyond_ascii(text)) if beyond_ascii else [(0, len(text))]  # none of these goes on to the next line
    found = [match.span() for start, end in lines for match in _ADDRESS.finditer(text, start, end)]
    if "`" in text:
        spans = (match.span() for start, end in lines for match in _INLINE.finditer(text, start, end))
        found += (span for span in spans if span[0] not in inside)
    return Stretches([*blocks, *found])


def _beyond_ascii(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the lines of a text stand that are not ASCII."""
    at = 0
    for line in text.split("\n"):
        if not line.isascii():
            yield at, at + len(line)
        at += len(line) + 1


def about_encodings(text: str) -> Stretches:
    """Give the surroundings of words that speak about encodings: damage there may be shown on purpose."""
    return Stretches(_around(_ABOUT, text) if _has(text, _IN_ABOUT) else ())


def mentions_encodings(text: str) -> Stretches:
    """Give the surroundings of words that so much as mention encodings: code there is shown, unless much is proven."""
    return Stretches(_around(_MENTIONS, text) if _has(text, _IN_MENTIONS) else ())


def _around(words: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    return ((max(0, match.start() - _NEAR), match.end() + _NEAR) for match in words.finditer(text))


def _has(text: str, hints: Iterable[str]) -> bool:
    """Say whether a text has one of these, whatever its case; for `re`, the Turkish letters are an i, too."""
    folded = text.casefold().replace("ı", "i").replace("\u0307", "")
    return any(hint in folded for hint in hints)


def shows_damage(line: str) -> bool:
    """Say whether a line handles damage on purpose: byte-level tokens of a language model, calls that convert."""
    converts = any(sign in line for sign in _IN_CONVERTS) and _CONVERTS.search(line) is not None
    return converts or _TOKENS.search(line) is not None
