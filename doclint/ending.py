"""Owns where a translation stops while its source goes on."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Literal

from doclint.model import (
    Block,
    Code,
    Comment,
    Component,
    Definition,
    Document,
    FrontMatter,
    Heading,
    Html,
    Pair,
    Prose,
    Row,
    Table,
)
from doclint.record import record
from doclint.regex import regex

# A paragraph as short as this beside its source, and without an end, was cut; a table of so few rows, too.
_CUT = 0.6
_CUT_BEFORE_MORE = 0.95  # where more is missing behind it
# What stands behind the last pair of blocks may be the begin of a section that was cut, if it is no more than this.
_LEFTOVER_BLOCKS = 3
_LEFTOVER_SHARE = 0.4  # of what the source has there
# A page of so few blocks beside a source of so many is a notice in its place.
_NOTICE, _WHOLE = 2, 8
# One gap at the end may be what was added to the source since; so much is not.
_LEAST_SECTIONS, _LEAST_SHARE = 2, 0.3
_ENDS = frozenset(".!?…:;。！？：；।؟|)]}»”’\"'`*_>")
_DENSE = regex(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


@record
class Stop:
    """Where a translation stops.

    What is missing or odd from `translation` on, where the source has what begins with `source`, has this one cause.
    `inside` says of what the last block is a part; it is empty where the last block is whole. `rest` are the source's
    blocks that nothing stands for.
    """

    translation: Block
    source: Block
    inside: Literal["", "sentence", "code", "table", "section"]
    rest: tuple[Block, ...]


def stop(pair: Pair) -> Stop | None:
    """Find where the translation stops; None where it goes as far as its source, or lacks one thing at its end."""
    ours, theirs = running(pair.source), running(pair.translation)
    both = [row for row in pair.rows if row.source and row.translation and not row.moved]
    if 0 < len(theirs) <= _NOTICE and len(ours) >= _WHOLE and not any(isinstance(block, Heading) for block in theirs):
        return Stop(theirs[0], ours[0], "", ours)
    if not both or not ours:  # a page may be nothing but tags that close
        return None
    last = max(both, key=lambda row: row.translation[-1].span.end)
    if last is not max(both, key=lambda row: row.source[-1].span.end):
        return None
    rest = _after(ours, last.source[-1])
    left = _after(theirs, last.translation[-1])
    if left:
        return _leftover(left, rest)
    return _astray(ours, both, last, rest) or _whole(pair, last, rest, _share(rest, ours))


def _astray(ours: Sequence[Block], both: Sequence[Row], last: Row, rest: Sequence[Block]) -> Stop | None:
    """Find a stop where what was left of the last block looks like a later one, so that the gap is before it."""
    done = max((row.source[-1].span.end for row in both if row is not last), default=0)
    gap = [block for block in ours if done <= block.span.start < last.source[0].span.start]
    end = last.translation[-1]
    if isinstance(end, Heading):
        more = any(isinstance(block, Heading) for block in rest)
        bare = more and not isinstance(rest[0], Heading)
        first = gap[0] if gap else last.source[-1]
        follows = [*gap[1:], *last.source, *rest] if gap else rest
        return Stop(end, first, "section", tuple(follows)) if bare or (gap and rest) else None
    if not gap or not isinstance(end, Prose) or not _unended(last):
        return None
    if len(end.text) * _wide(end.text) >= _CUT * _length([*gap, *last.source]):
        return None
    return Stop(end, gap[0], "sentence", (*gap[1:], *last.source, *rest))


def _whole(pair: Pair, last: Row, rest: Sequence[Block], share: float) -> Stop | None:
    """Find a stop right where the last block stands, which may have been cut."""
    gaps = _gaps(pair, rest)
    if gaps > 1 and _is_one_of_many(pair, rest):
        gaps -= 1
    inside = _inside(last, rest, many=gaps > 1)
    sections = sum(isinstance(block, Heading) for block in rest)
    if inside:
        return Stop(last.translation[-1], last.source[-1], inside, tuple(rest))
    if gaps > 1 or (sections >= _LEAST_SECTIONS and share >= _LEAST_SHARE):
        return Stop(last.translation[-1], rest[0], "", tuple(rest))
    return None


def _is_one_of_many(pair: Pair, rest: Sequence[Block]) -> bool:
    """Say whether one block of its section is left, as much as this section has elsewhere that the source has not.

    So it is in a glossary that each language sorts anew: its last entry stands in the middle of the other.
    """
    before = list(takewhile(lambda block: not isinstance(block, Heading), rest))
    begin = max((row.translation[-1].span.end for row in pair.rows if row.translation and _heads(row)), default=0)
    more = [row for row in pair.rows if not row.source and row.translation[0].span.start >= begin]
    return len(before) == 1 and bool(more)


def _heads(row: Row) -> bool:
    return bool(row.source) and isinstance(row.translation[-1], Heading)


@lru_cache(maxsize=4)
def running(document: Document) -> tuple[Block, ...]:
    """Give the blocks that are running text: no comments, no definitions, no markup that only closes or wraps."""
    return tuple(block for block in document.blocks if _running(block))


def _running(block: Block) -> bool:
    if isinstance(block, Comment | Definition | FrontMatter):
        return False
    if isinstance(block, Html):
        return bool(re.sub(r"<[^<>]*>", "", block.text).strip())
    return not (isinstance(block, Component) and (block.closing or block.form == "import"))


def _after(blocks: Sequence[Block], last: Block) -> list[Block]:
    return [block for block in blocks if block.span.start >= last.span.end]


def _length(blocks: Sequence[Block]) -> int:
    return sum(len(block.span) for block in blocks)


def _leftover(left: Sequence[Block], rest: Sequence[Block]) -> Stop | None:
    """Take a few blocks that nothing stands for as the begin of what was cut, where the source goes on for long."""
    small = len(left) <= _LEFTOVER_BLOCKS and _length(left) <= _LEFTOVER_SHARE * _length(rest)
    if not small or len(left) >= len(rest) or len(rest) < 2:
        return None
    end = left[-1]
    broken = isinstance(end, Heading) or (isinstance(end, Code) and not end.closed)
    if broken or (isinstance(end, Prose) and not _ended(end.text)) or isinstance(left[0], Heading):
        return Stop(left[0], rest[0], "section" if isinstance(end, Heading) else "", tuple(rest))
    return None


def _inside(last: Row, rest: Sequence[Block], *, many: bool) -> Literal["", "sentence", "code", "table"]:
    """Say in the middle of what the last block ends; `many` says that it is cut off from much that follows."""
    match last.source[-1], last.translation[-1]:
        case (Code() as ours, Code() as theirs):
            shorter = len(theirs.body.rstrip()) < len(ours.body.rstrip()) * (1.0 if rest else 0.9)
            return "code" if theirs.fence and not theirs.closed and ours.closed and (rest or shorter) else ""
        case (Table() as ours, Table() as theirs):
            return "table" if rest and len(theirs.rows) < _CUT * len(ours.rows) else ""
        case (Prose() as ours, Prose() as theirs):
            short = len(theirs.text) * _wide(theirs.text) < (_CUT_BEFORE_MORE if rest else _CUT) * len(ours.text)
            return "sentence" if _unended(last) and (short or many) else ""
        case _:
            return ""


def _unended(last: Row) -> bool:
    """Say whether the last paragraph ends without the sign that its source ends with."""
    ours, theirs = (getattr(side[-1], "text", "") for side in (last.source, last.translation))
    return len(last.source) <= len(last.translation) and not _ended(theirs) and _ended(ours)


def _ended(text: str) -> bool:
    return text.rstrip()[-1:] in _ENDS


def _wide(text: str) -> float:
    return 2.5 if text and max(text) >= "\u3040" and _DENSE.search(text) else 1.0


def _share(part: Sequence[Block], whole: Sequence[Block]) -> float:
    return len(part) / len(whole)


def _gaps(pair: Pair, rest: Sequence[Block]) -> int:
    """Count the rows that tell of what is missing: one of them needs no other word."""
    known = {id(block) for block in rest}
    return sum(not row.translation and id(row.source[0]) in known for row in pair.rows)
