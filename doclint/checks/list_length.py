"""See rules/list-length.md."""

from collections.abc import Iterator
from itertools import groupby

from doclint.model import Finding, Pair, Place, Prose, Row
from doclint.parity import excerpt


def check(pair: Pair) -> Iterator[Finding]:
    """Yield list items that one side lacks; items that are missing in one place are told once."""
    for place, rows in groupby((row for row in pair.rows if _item(row)), key=lambda row: (row.place, bool(row.source))):
        items = [(row.source or row.translation)[0] for row in rows]
        where, missing = place
        words = excerpt((pair.source if missing else pair.translation).read(items[0].span))
        several = f"{len(items)} list items, from “{words}” on" if len(items) > 1 else f"the list item “{words}”"
        if missing:
            yield Finding(
                pair.translation, where, f"missing here: {several}", Place(pair.source, items[0].span)
            )
        else:
            yield Finding(
                pair.translation, items[0].span, f"the source does not have {several}", Place(pair.source, where)
            )


def _item(row: Row) -> bool:
    if row.source and row.translation:
        return False
    block = (row.source or row.translation)[0]
    return isinstance(block, Prose) and block.role == "item"
