"""See rules/changed-number.md."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from doclint.model import Block, Document, Finding, Heading, Inline, Pair, Place, Prose, Row, Span
from doclint.numbers import Number, numbers

# One figure alone may stand for a word on the other side: three of the 12.
_LEAST_FIGURES = 2


def check(pair: Pair) -> Iterator[Finding]:
    """Yield numbers in running text that differ from the source's: as many figures, but others."""
    for row in pair.rows:
        if not _running_text(row):
            continue
        ours = [item for block in row.source for item in _numbers(pair.source, block)]
        theirs = [item for block in row.translation for item in _numbers(pair.translation, block)]
        left, right = _rest(ours, theirs), _rest(theirs, ours)
        if len(left) != len(right):
            continue
        for source, translation in zip(left, right, strict=True):
            if source.figures == translation.figures >= _LEAST_FIGURES or (source.scaled and translation.scaled):
                place, there = Span(translation.start, translation.end), Span(source.start, source.end)
                shown, other = (" ".join(number.text.split()) for number in (translation, source))
                message = f"the number {shown} is {other} in the source"
                yield Finding(pair.translation, place, message, Place(pair.source, there))


def _running_text(row: Row) -> bool:
    blocks = (*row.source, *row.translation)
    return bool(row.source and row.translation) and all(isinstance(block, Prose | Heading) for block in blocks)


def _numbers(page: Document, block: Block) -> Iterator[Number]:
    """Yield the numbers in a block, outside code, links' targets and tags."""
    inlines: tuple[Inline, ...] = getattr(block, "inlines", ())
    taken = sorted((span.start, span.end) for span in (getattr(item, "target_span", item.span) for item in inlines))
    ends = list(accumulate((end for _, end in taken), max))
    for number in numbers(page.text, page.language, block.span.start, block.span.end):
        before = bisect_right(taken, (number.start, len(page.text)))
        if not before or ends[before - 1] <= number.start:
            yield number


def _rest(these: list[Number], others: list[Number]) -> list[Number]:
    """Give the numbers that the other side does not have, one for one."""
    places: dict[str, list[int]] = {}
    for place in reversed(range(len(others))):
        for reading in _readings(others[place]):
            places.setdefault(reading, []).append(place)
    taken: set[int] = set()
    left = []
    for number in these:
        found = (_first(number, others, places.get(reading, []), taken) for reading in _readings(number))
        match = min((place for place in found if place is not None), default=None)
        if match is None:
            left.append(number)
        else:
            taken.add(match)
    return left


def _readings(number: Number) -> frozenset[str]:
    """Give what two numbers that may be one share: a reading, or the text."""
    return number.plain | number.scaled | {number.text.casefold()}


def _first(number: Number, others: list[Number], places: list[int], taken: set[int]) -> int | None:
    """Give the first place, the list's last, of one that may be the number and is not taken; taken ones are dropped."""
    while places and places[-1] in taken:
        places.pop()
    return next((at for at in reversed(places) if at not in taken and number.same(others[at])), None)
