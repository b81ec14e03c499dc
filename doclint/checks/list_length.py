"""See rules/list-length.md."""

from collections.abc import Iterator

from doclint.model import Block, Document, Finding, Pair, Place, Prose
from doclint.parity import excerpt


def check(pair: Pair) -> Iterator[Finding]:
    """Yield list items that one side lacks; items that are missing in one place are told once."""
    for row in pair.rows:
        match row.source, row.translation:
            case ((Prose(role="item") as item,), ()):
                message = f"the source's list has {_items(pair.source, item, row.carried)} here"
                yield Finding(pair.translation, row.place, message, Place(pair.source, item.span))
            case ((), (Prose(role="item") as item,)):
                message = f"the source's list does not have {_items(pair.translation, item, row.carried)}"
                yield Finding(pair.translation, item.span, message, Place(pair.source, row.place))
            case _:
                pass


def _items(document: Document, first: Prose, others: tuple[Block, ...]) -> str:
    words = excerpt(document.read(first.span))
    return f"{len(others) + 1} more items, from “{words}” on" if others else f"one more item, “{words}”"
