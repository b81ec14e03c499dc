"""Owns what speaks for a number of a translation being the source's miswritten, and what speaks against it."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate

from doclint.language import function_words
from doclint.linked import same_target
from doclint.model import (
    Block,
    Document,
    Heading,
    Image,
    Inline,
    InlineCode,
    Link,
    Pair,
    Prose,
    Row,
    Span,
    Table,
    inlines_of,
)
from doclint.numbers import Number, Said, has_figures, numbers, same_otherwise
from doclint.record import record
from doclint.regex import regex

# One figure alone may stand for a word on the other side: three of the 12.
_LEAST_FIGURES = 2
_MOST_TIMES_AS_LONG = 2.5
_LEAST_OUTLINE = 3
_MOST_TRIED = 40_000  # pairs of links
_NEAR = 24  # code points beside a number
_BEFORE = regex(r"(?<!\w)([A-Za-z][\w+#.-]+?)[\s*_`\"':(<>=~≥≤-]{1,6}\Z", re.ASCII)
_BEHIND = regex(r"[\s\u00a0\u202f]?([A-Za-z][A-Za-z]+)", re.ASCII)
_MARK = regex(r"\\?[.):\]]")
_LABEL = regex(r"\\?[.):\]]|\.?\s")


@record
class _Found:
    """A number, the block that it stands in, and whether it numbers the block: a section, a step, a note."""

    number: Number
    page: Document
    block: Block
    label: bool = False

    @property
    def span(self) -> Span:
        return Span(self.number.start, self.number.end)

    def said(self) -> Said:
        """Give the number with what stands around it."""
        span = self.block.span
        return Said(self.number, self.page.text, span.start, span.end, self.page.language)


Both = tuple[_Found, _Found]
Same = Callable[[Link, Link], bool]


def changed(pair: Pair) -> Iterator[tuple[Span, Span]]:
    """Yield numbers of source and translation, one of which stands where the other should."""
    labels: list[Both] = []
    kept = 0
    same = cache(lambda: same_target(pair))
    for at, row in enumerate(pair.rows):
        # what has no figures on one side has nothing that could stand for another number, nor a label that was kept
        if not (_has_figures(pair.source, row.source) and _has_figures(pair.translation, row.translation)):
            continue
        match row.source, row.translation:
            case ((Table() as source,), (Table() as translation,)):
                found = list(_in_table(pair, source, translation))
            case ours, theirs if ours and theirs and all(isinstance(one, Prose | Heading) for one in (*ours, *theirs)):
                left, right = (
                    [number for block in blocks for number in _in(page, block)]
                    for page, blocks in ((pair.source, ours), (pair.translation, theirs))
                )
                if [item.number.text for item in left] == [item.number.text for item in right]:
                    kept += sum(item.label for item in left)
                    continue
                kept += sum(item.label for item in left) - sum(item.label for item in _rest(left, right))
                found = list(_in_text(pair.rows, at, left, right, same))
            case _:
                continue
        labels += [both for both in found if both[0].label and both[1].label]
        yield from ((one.span, other.span) for one, other in found if not (one.label and other.label))
    # sections that moved take their numbers along; one that is out of step with all others does not
    if len(labels) == 1 and kept >= _LEAST_OUTLINE:
        yield labels[0][0].span, labels[0][1].span


def _has_figures(page: Document, blocks: Sequence[Block]) -> bool:
    for block in blocks:  # noqa: SIM110  # a generator takes as long again
        if has_figures(page.text, block.span.start, block.span.end):
            return True
    return False


def _in_text(
    rows: Sequence[Row], at: int, ours: Sequence[_Found], theirs: Sequence[_Found], same: Callable[[], Same]
) -> Iterator[Both]:
    """Yield numbers of which one replaces the other; those in the text of links that lead elsewhere are these links'.

    `same` gives the test whether two links lead to the same place.
    """
    left, right = _rest(ours, theirs), _rest(theirs, ours)
    if not left or len(left) != len(right):
        return
    elsewhere = _elsewhere(rows[at], same)
    both = list(zip(left, right, strict=True))
    placed = [bool(_beside(source) & _beside(translation)) for source, translation in both]
    known = not any(elsewhere) and (len(ours) > 1 or _known_neighbours(rows, at))
    rest = known and sum(placed) >= len(both) - 1  # what is left over when all others have their place has its own
    for (source, translation), sure in zip(both, placed, strict=True):
        if any(
            span.holds(found.span)
            for found, spans in zip((source, translation), elsewhere, strict=True)
            for span in spans
        ):
            continue
        if _miswritten(source.number, translation.number) or (
            (rest or (known and sure))
            and _equal_otherwise(rows[at])
            and not same_otherwise(source.said(), translation.said())
        ):
            yield source, translation


def _beside(found: _Found) -> frozenset[str]:
    """Give the names and units that stand right before and behind a number: they are the same in every language."""
    text, block, number = found.page.text, found.block.span, found.number
    before = _BEFORE.search(text, max(block.start, number.start - _NEAR), number.start)
    behind = _BEHIND.match(text, number.end, min(block.end, number.end + _NEAR))
    ordinary = function_words(found.page.language)
    words = ((before and f"{before[1]} …"), behind and f"… {behind[1]}")
    return frozenset(word for word in words if word and word.strip("… ").lower() not in ordinary)


def _in_table(pair: Pair, source: Table, translation: Table) -> Iterator[Both]:
    """Yield numbers in the same cell of two tables; more than a few that differ are another state of the table."""
    if [len(row) for row in source.rows] != [len(row) for row in translation.rows]:
        return
    ours, theirs = (list(_in(page, block)) for page, block in ((pair.source, source), (pair.translation, translation)))
    left, right = _rest(ours, theirs), _rest(theirs, ours)
    if len(left) != len(right) or not left or len(left) * 4 > max(4, len(source.rows)):
        return
    for one, other in zip(left, right, strict=True):
        same_place = _cell(one, source) == _cell(other, translation)
        if same_place and not same_otherwise(one.said(), other.said()):
            yield one, other


def _cell(found: _Found, table: Table) -> tuple[int, int]:
    row = next(n for n, span in enumerate(table.row_spans) if span.holds(found.span))
    before = found.page.text[table.row_spans[row].start : found.number.start]
    return row, len(re.findall(r"(?<!\\)\|", before)) + (not before.lstrip().startswith("|"))


def _miswritten(source: Number, translation: Number) -> bool:
    if source.scaled and translation.scaled:
        return True
    return source.figures == translation.figures >= _LEAST_FIGURES


def _known_neighbours(rows: Sequence[Row], at: int) -> bool:
    """Say whether what stands before and behind a row has its counterpart too, so that the row is no guess."""
    around = (rows[n] for n in (at - 1, at + 1) if 0 <= n < len(rows))
    return not rows[at].moved and all(row.source and row.translation for row in around)


def _equal_otherwise(row: Row) -> bool:
    """Say whether two blocks have the same code and as many links and images, and are about as long.

    What an address asks for (`?v=k3x`) is the same, too: another video has numbers of its own.
    """
    if len(row.source) > 1 or len(row.translation) > 1:
        return False
    (source,), (translation,) = row.source, row.translation
    shorter, longer = sorted((len(source.span), len(translation.span)))
    return longer <= _MOST_TIMES_AS_LONG * shorter and _marks(source) == _marks(translation)


def _marks(block: Block) -> Counter[str]:
    inlines: tuple[Inline, ...] = getattr(block, "inlines", ())
    shown = (item.text if isinstance(item, InlineCode) else type(item).__name__ for item in inlines)
    asked = (getattr(item, "target", "").partition("?")[2] for item in inlines)
    return Counter((*shown, *asked))


def _elsewhere(row: Row, same: Callable[[], Same]) -> tuple[list[Span], list[Span]]:
    """Give the links of either side that lead where the other side has no link."""
    ours, theirs = list(inlines_of(row.source, Link)), list(inlines_of(row.translation, Link))
    if not (ours or theirs) or len(ours) * len(theirs) > _MOST_TRIED:
        return [], []
    alike = same()
    pairs = [(one, other) for one in ours for other in theirs if alike(one, other)]
    known = {id(link) for both in pairs for link in both}
    lost, gained = ([link.span for link in links if id(link) not in known] for links in (ours, theirs))
    return lost, gained


def _in(page: Document, block: Block) -> Iterator[_Found]:
    """Yield the numbers in a block, outside code, links' targets and tags."""
    found = list(numbers(page.text, page.language, block.span.start, block.span.end))
    if not found:
        return
    inlines: tuple[Inline, ...] = getattr(block, "inlines", ())
    taken = sorted((span.start, span.end) for span in (getattr(item, "target_span", item.span) for item in inlines))
    ends = list(accumulate((end for _, end in taken), max))
    for number in found:
        before = bisect_right(taken, (number.start, len(page.text)))
        if not before or ends[before - 1] <= number.start:
            yield _Found(number, page, block, _is_label(page, block, number))


def _is_label(page: Document, block: Block, number: Number) -> bool:
    """Say whether a number numbers its block: nothing that is read stands before it, and it is written as one."""
    behind = page.text[number.end : number.end + 2]
    if not (_LABEL if isinstance(block, Heading) else _MARK).match(behind):
        return False
    before = page.text[block.span.start : number.start]
    for item in reversed(getattr(block, "inlines", ())):
        if isinstance(item, Image) and item.span.end <= number.start:
            before = before[: item.span.start - block.span.start] + before[item.span.end - block.span.start :]
    return not any(char.isalnum() for char in before)


def _rest(these: Sequence[_Found], others: Sequence[_Found]) -> list[_Found]:
    """Give the numbers that the other side does not have, one for one."""
    places: dict[str, list[int]] = {}
    for place in reversed(range(len(others))):
        for reading in _readings(others[place].number):
            places.setdefault(reading, []).append(place)
    taken: set[int] = set()
    left = []
    for item in these:
        readings = _readings(item.number)
        found = (_first(item.number, others, places.get(reading, []), taken) for reading in readings)
        match = min((place for place in found if place is not None), default=None)
        if match is None:
            left.append(item)
        else:
            taken.add(match)
    return left


def _readings(number: Number) -> frozenset[str]:
    """Give what two numbers that may be one share: a reading, or the text."""
    return number.plain | number.scaled | {number.text.casefold()}


def _first(number: Number, others: Sequence[_Found], places: list[int], taken: set[int]) -> int | None:
    """Give the first place, the list's last, of one that may be the number and is not taken; taken ones are dropped."""
    while places and places[-1] in taken:
        places.pop()
    return next((at for at in reversed(places) if at not in taken and number.same(others[at].number)), None)
