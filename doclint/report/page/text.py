"""Document text as HTML: nothing in it can become markup, what hides is named, and stretches are marked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise

from doclint.model import Span
from doclint.record import record, replace
from doclint.regex import regex
from doclint.report.screen import is_hidden, name_of

_TOKEN = regex(r"\w+|\s+|[^\w\s]")
_MOST_PAIRS = 1_000_000
"""Pairs of tokens up to which two texts are compared; beyond, what differs is marked as a whole."""


@record(order=True)
class Mark:
    """A stretch to be marked: by a CSS class, and by the id of the finding that it belongs to ("" if to none)."""

    span: Span
    style: str
    finding: str = ""


def quoted(text: str) -> str:
    """Make text safe inside an element or a quoted attribute."""
    if text.isascii() and text.isprintable():
        return escape(text)
    return "".join(_sign(char) for char in text.replace("\r\n", "\n"))


def _sign(char: str) -> str:
    return f"‹{name_of(char)}›" if is_hidden(char) and char not in "\t\n" else escape(char)


def marked(text: str, span: Span, marks: Iterable[Mark]) -> str:
    """Give the HTML of `text` at `span` with those marks that lie in it; marks may overlap and are cut to `span`."""
    cut = sorted(_cut(mark, span) for mark in marks if mark.span.start <= span.end and span.start <= mark.span.end)
    points: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in cut:
        if not mark.span:
            points[mark.span.start].append(mark)
    stretches = [mark for mark in cut if mark.span][::-1]
    edges = sorted({span.start, span.end} | {edge for mark in cut for edge in (mark.span.start, mark.span.end)})
    pieces = [_points(points.get(edges[0], ()))]
    over: list[Mark] = []
    for start, end in pairwise(edges):
        over = [mark for mark in over if mark.span.end > start]
        while stretches and stretches[-1].span.start <= start:
            over.append(stretches.pop())
        pieces += (_piece(text[start:end], over), _points(points.get(end, ())))
    return "".join(pieces)


def _cut(mark: Mark, span: Span) -> Mark:
    start = min(max(mark.span.start, span.start), span.end)
    return replace(mark, span=Span(start, max(start, min(mark.span.end, span.end))))


def _piece(text: str, over: Sequence[Mark]) -> str:
    shown = quoted(text)
    return f"{_open(over)}{shown}</mark>" if over and shown else shown


def _points(marks: Sequence[Mark]) -> str:
    """Show marks without length, which say where something belongs."""
    return _open([*marks, replace(marks[0], style="point")]) + "</mark>" if marks else ""


def _open(marks: Sequence[Mark]) -> str:
    styles = " ".join(dict.fromkeys(mark.style for mark in marks))
    findings = " ".join(dict.fromkeys(mark.finding for mark in marks if mark.finding))
    return f'<mark class="{escape(styles)}"' + (f' data-p="{escape(findings)}">' if findings else ">")


def differences(source: str, translation: str) -> tuple[list[Span], list[Span]]:
    """Compare two texts word by word; give what differs on each side, in code points from each text's start."""
    here, there = _TOKEN.findall(source), _TOKEN.findall(translation)
    head = _common(here, there)
    tail = _common(here[head:][::-1], there[head:][::-1])
    left, right = here[head : len(here) - tail], there[head : len(there) - tail]
    starts = sum(map(len, here[:head]))
    one, other = _offsets(left, starts), _offsets(right, starts)
    sides: tuple[list[Span], list[Span]] = ([], [])
    for a, b, c, d in _changes(left, right):
        for side, offsets, start, end in ((sides[0], one, a, b), (sides[1], other, c, d)):
            if start < end:
                side.append(Span(offsets[start], offsets[end]))
    return sides


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _offsets(tokens: Sequence[str], start: int) -> list[int]:
    offsets = [start]
    for token in tokens:
        offsets.append(offsets[-1] + len(token))
    return offsets


def _changes(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    if not left or not right or len(left) * len(right) > _MOST_PAIRS:
        yield 0, len(left), 0, len(right)
        return
    from difflib import SequenceMatcher

    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag != "equal":
            yield a, b, c, d
