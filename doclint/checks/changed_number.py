"""See rules/changed-number.md."""

import re
from collections.abc import Iterator

from doclint.model import Block, Finding, Heading, Inline, Pair, Place, Prose, Row, Span

# A number, with its groups and decimals; not part of a name, a path, a date or a time of day, but an address's port.
_NUMBER = re.compile(
    r"(?<![\w.,:/#&-])\d+(?:[.,\u00a0\u202f' ]\d{3})*(?:[.,]\d+)*(?![\w/]|[.,:-]\d)|(?<=\d:)\d{4,5}(?![\w/:])"
)

# One figure alone may stand for a word on the other side: three of the 12.
_LEAST_FIGURES = 2


def check(pair: Pair) -> Iterator[Finding]:
    """Yield numbers in running text that differ from the source's: as many figures, but others."""
    for row in pair.rows:
        if not _running_text(row):
            continue
        ours = [item for block in row.source for item in _numbers(pair.source.text, block)]
        theirs = [item for block in row.translation for item in _numbers(pair.translation.text, block)]
        left, right = _rest(ours, theirs), _rest(theirs, ours)
        if len(left) != len(right):
            continue
        for (source, place), (translation, where) in zip(left, right, strict=True):
            if len(source) == len(translation) >= _LEAST_FIGURES:
                shown = pair.translation.text[where.start : where.end]
                there = pair.source.text[place.start : place.end]
                message = f"the number {shown} is {there} in the source"
                yield Finding(pair.translation, where, message, Place(pair.source, place))


def _running_text(row: Row) -> bool:
    blocks = (*row.source, *row.translation)
    return bool(row.source and row.translation) and all(isinstance(block, Prose | Heading) for block in blocks)


def _numbers(text: str, block: Block) -> Iterator[tuple[str, Span]]:
    """Yield the figures of each number in a block, whatever its separators, outside code, links' targets and tags."""
    inlines: tuple[Inline, ...] = getattr(block, "inlines", ())
    taken = [getattr(item, "target_span", item.span) for item in inlines]
    for match in _NUMBER.finditer(text, block.span.start, block.span.end):
        place = Span(*match.span())
        if not any(span.start <= place.start < span.end for span in taken):
            yield re.sub(r"\D", "", match[0]), place


def _rest(these: list[tuple[str, Span]], others: list[tuple[str, Span]]) -> list[tuple[str, Span]]:
    """Give the numbers that the other side does not have, one for one."""
    values = [value for value, _ in others]
    left = []
    for value, place in these:
        if value in values:
            values.remove(value)
        else:
            left.append((value, place))
    return left
