"""Owns the part of a page that a parser needs to see to tell what some of its sections hold.

A heading that is certain closes all that stands above it; so a section reads by itself as it does in its page.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from html import unescape

from doclint.record import record
from doclint.regex import regex
from doclint.text.fences import heading_places, outside

_DEFINITION = regex(r"\]:")
_TEMPLATES = ("{{<", "{{%")  # which open what another one closes
_MARKS = " \t>-+*0123456789.)"
_LONGEST = 499  # code points of a label
_BOX = regex(r"<([A-Z][\w.]*)")
_MOST_BRACKETS = 1000  # what looks like ever so many links is read with care, which only a whole page tells of
_BEFORE = frozenset("(<\"'`")
_NEAR = 50


@record
class Part:
    """Sections of a page, one behind the other; `starts` tells where each begins here and on the page."""

    text: str
    starts: tuple[tuple[int, int], ...]

    def on_page(self, at: int) -> int:
        """Turn an offset into the part into one into the page."""
        here, there = self.starts[bisect_right(self.starts, (at, len(self.text) * 2 + at)) - 1]
        return there + at - here


def part_with(text: str, targets: Collection[str]) -> Part | None:
    """Give the sections of a page in which these targets of links may stand; None where only the whole page tells."""
    seen = outside(text)
    if not seen.closed or seen.sure < len(seen.text) or "\r" in text or seen.text.count("[") > _MOST_BRACKETS:
        return None
    if _says_more(seen.text):
        return None
    begins = [0, *heading_places(text), len(seen.text)]
    found = {bisect_right(begins, at) - 1 for target in targets for at in _places(seen.text, target)}
    edges = list(map(seen.on_page, begins))
    starts: list[tuple[int, int]] = []
    pieces: list[str] = []
    for nth in sorted(_with_ends(text, edges, found)):
        starts.append((sum(map(len, pieces)), edges[nth]))
        pieces.append(text[edges[nth] : edges[nth + 1]])
    return Part("".join(pieces), tuple(starts)) if pieces else None


def _says_more(text: str) -> bool:
    """Say whether any section may tell how the others read: definitions of links, templates, entities."""
    defines = any(begins_line(text, label.start()) for label in _DEFINITION.finditer(text))
    return defines or any(sign in text for sign in _TEMPLATES) or ("&" in text and unescape(text) != text)


def begins_line(text: str, end: int) -> bool:
    """Say whether the label that ends at `end` may be a definition's, which begins its line, but for marks."""
    start = text.rfind("[", max(0, end - _LONGEST), end)
    while start > 0 and text[start - 1] == "\\":
        start = text.rfind("[", max(0, end - _LONGEST), start)
    return start < 0 or not text[text.rfind("\n", 0, start) + 1 : start].strip(_MARKS)


def _with_ends(text: str, edges: Sequence[int], sections: Iterable[int]) -> set[int]:
    """Add to sections those in which the boxes that they open are closed for the last time."""
    found, more = set[int](), set(sections)
    while more:
        found |= more
        names = {name for nth in more for name in _BOX.findall(text, edges[nth], edges[nth + 1])}
        ends = (at for name in names if (at := _last_end(text, name)) >= edges[0])
        more = {bisect_right(edges, at) - 1 for at in ends} - found
    return found


def _last_end(text: str, name: str) -> int:
    mentions = re.finditer(rf"</{re.escape(name)}(?![\w./-])", text)
    return max((mention.start() for mention in mentions), default=-1)


def _places(text: str, target: str) -> Iterator[int]:
    """Yield where a target may stand: behind a bracket or a quotation mark, and blanks."""
    at = text.find(target)
    while at >= 0:
        before = text[max(0, at - _NEAR) : at].rstrip()
        if not before or before[-1] in _BEFORE:
            yield at
        at = text.find(target, at + 1)
