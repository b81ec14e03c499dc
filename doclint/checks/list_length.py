"""See rules/list-length.md."""

from collections.abc import Iterator

from doclint.anchors.slugs import plain_text
from doclint.flattened import Flattened, flattened
from doclint.model import Finding, Pair, Place, Prose
from doclint.regex import regex
from doclint.undecided import undecided
from doclint.wording import excerpt

# A mark with no blank behind it makes no item: `-one`, `1.one`, and the marks of other scripts, `1、`, `・`, `•`.
_TORN = regex(r"(?:[-+]|\d{1,3}[.)])[^\W\d_]|\d{1,3}[、．）]|[•・·]|\*[^\W\d_][^*\n]*(?:\n|$)")


def check(pair: Pair) -> Iterator[Finding]:
    """Yield list items that one side lacks; what is missing in one place, or is no list at all, is told once."""
    torn = False
    lists = flattened(pair)
    told = {row for one in lists for row in one.rows}
    yield from (_flat(pair, one) for one in lists)
    for row in pair.rows:
        if id(row) in told:
            continue
        match row.source, row.translation:
            case ((Prose(role="item") as item,), (Prose(role="paragraph") as prose,)) if _TORN.match(prose.text):
                if not torn:
                    message = "this is plain text here, but a list in the source; write `- ` or `1. ` before each item"
                    yield Finding(pair.translation, prose.span, message, Place(pair.source, item.span))
                torn = True
            case ((Prose(role="item"),), ()) | ((), (Prose(role="item"),)) if row.among[0] and not torn:
                yield undecided(pair, row, "items", "the source's list")
            case ((Prose(role="item") as item,), ()) if not torn:
                what = f"{len(row.carried) + 1} items" if row.carried else "an item"
                verb, first = ("are", ", from ") if row.carried else ("is", ": ")
                message = f"{what} of the source's list {verb} missing here{first}{_words(item, row.carried)}"
                yield Finding(pair.translation, row.place, message, Place(pair.source, item.span))
            case ((Prose(role="item"),), ()):
                pass
            case ((), (Prose(role="item") as item,)):
                what = f"these {len(row.carried) + 1} items, from " if row.carried else "this item: "
                message = f"the source's list does not have {what}{_words(item, row.carried)}"
                yield Finding(pair.translation, item.span, message, Place(pair.source, row.place))
            case _:
                torn = False


def _flat(pair: Pair, one: Flattened) -> Finding:
    """Tell of a list that a paragraph says."""
    if one.bare:
        message = "this is plain text here, but an item of a list in the source; write a blank behind its mark"
        return Finding(pair.translation, one.mark, message, Place(pair.source, one.item.span))
    message = (
        "this is plain text here, but a list in the source; begin each item on a line of its own with `- ` or `1. `"
    )
    return Finding(pair.translation, one.prose.span, message, Place(pair.source, one.item.span))


def _words(first: Prose, others: tuple[object, ...]) -> str:
    words = excerpt(plain_text(first.text[:200])) or excerpt(first.text)
    return f"“{words}” on" if others else f"“{words}”"
