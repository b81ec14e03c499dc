"""See rules/list-length.md."""

from collections.abc import Iterator

from doclint.anchors.slugs import plain_text
from doclint.model import Finding, Pair, Place, Prose
from doclint.parity import excerpt


def check(pair: Pair) -> Iterator[Finding]:
    """Yield list items that one side lacks; items that are missing in one place are told once."""
    for row in pair.rows:
        match row.source, row.translation:
            case ((Prose(role="item") as item,), ()):
                what = f"{len(row.carried) + 1} items" if row.carried else "an item"
                verb, first = ("are", ", from ") if row.carried else ("is", ": ")
                message = f"{what} of the source's list {verb} missing here{first}{_words(item, row.carried)}"
                yield Finding(pair.translation, row.place, message, Place(pair.source, item.span))
            case ((), (Prose(role="item") as item,)):
                what = f"these {len(row.carried) + 1} items, from " if row.carried else "this item: "
                message = f"the source's list does not have {what}{_words(item, row.carried)}"
                yield Finding(pair.translation, item.span, message, Place(pair.source, row.place))
            case _:
                pass


def _words(first: Prose, others: tuple[object, ...]) -> str:
    words = excerpt(plain_text(first.text[:200])) or excerpt(first.text)
    return f"“{words}” on" if others else f"“{words}”"
