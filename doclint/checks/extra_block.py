"""See rules/extra-block.md."""

from collections.abc import Iterator
from itertools import groupby

from doclint.model import Finding, Html, Pair, Place, Prose, Row, Table
from doclint.parity import excerpt


def check(pair: Pair) -> Iterator[Finding]:
    """Yield paragraphs, tables and HTML that the source does not have; neighbours are told once."""
    for place, rows in groupby((row for row in pair.rows if _added(row)), key=lambda row: row.place):
        blocks = [row.translation[0] for row in rows]
        first = blocks[0]
        words = excerpt(pair.translation.read(first.span))
        if len(blocks) > 1:
            message = f"the source has nothing for these {len(blocks)} blocks, from “{words}” on"
        else:
            message = f"the source has nothing that stands for this: “{words}”"
        yield Finding(pair.translation, first.span, message, Place(pair.source, place))


def _added(row: Row) -> bool:
    if row.source or not row.translation:
        return False
    block = row.translation[0]
    return isinstance(block, Html | Table) or (isinstance(block, Prose) and block.role != "item")
