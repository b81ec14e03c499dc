"""See rules/missing-block.md."""

from collections.abc import Iterator
from itertools import groupby

from doclint.model import Finding, Html, Pair, Place, Prose, Row, Table
from doclint.parity import excerpt


def check(pair: Pair) -> Iterator[Finding]:
    """Yield paragraphs, tables and HTML that the translation lacks; what is missing in one place is told once."""
    for place, rows in groupby((row for row in pair.rows if _lost(row)), key=lambda row: row.place):
        blocks = [row.source[0] for row in rows]
        first = blocks[0]
        words = excerpt(pair.source.read(first.span))
        if len(blocks) > 1:
            message = f"{len(blocks)} blocks of the source are missing here, from “{words}” on"
        else:
            kind = "table" if isinstance(first, Table) else "block of HTML" if isinstance(first, Html) else "paragraph"
            message = f"a {kind} of the source is missing here: “{words}”"
        yield Finding(pair.translation, place, message, Place(pair.source, first.span))


def _lost(row: Row) -> bool:
    if row.translation or not row.source:
        return False
    block = row.source[0]
    return isinstance(block, Html | Table) or (isinstance(block, Prose) and block.role != "item")
