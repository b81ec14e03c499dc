"""Owns lists that a translation wrote so that they are none: marks inside a line, or with no blank behind them."""

from collections.abc import Iterator
from functools import lru_cache

from doclint.model import Pair, Prose, Row, Span
from doclint.record import record
from doclint.regex import regex

# A mark behind the end of a sentence, as in `Bring: * a rope. * a lamp.`; a lone one may be a dash.
_INSIDE = regex(r"(?<=[.:;!?。：；！？])[ \t]+([*+-][ \t]?)(?=[^\W_]|[`\[])")
_LEAST = 2
# A line whose mark has no blank behind it, such as `-rope`.
_BARE = regex(r"\n[ \t]*([-+•・·]|\d{1,3}[.)、．）])(?=[^\W\d_])")


@record
class Flattened:
    """A list that is none: the paragraph that holds it, where its first mark stands, and the item it begins with.

    `bare` says that the marks lack the blank behind them; `rows` are the rows of the source that the paragraph says, by
    their identity.
    """

    prose: Prose
    mark: Span
    item: Prose
    bare: bool
    rows: frozenset[int]


@lru_cache(maxsize=2)
def flattened(pair: Pair) -> tuple[Flattened, ...]:
    """Find the lists of a pair that a paragraph says; rules about lists and paragraphs share one look."""
    return tuple(_found(pair))


def _found(pair: Pair) -> Iterator[Flattened]:
    told: set[int] = set()
    if all(row.translation and len(row.source) == 1 for row in pair.rows):
        return
    for number, row in enumerate(pair.rows):
        beside = (*pair.rows[max(0, number - 1) : number], *pair.rows[number + 1 : number + 2])
        alone = any(not other.translation for other in beside)
        if not alone and len(row.source) == 1:
            continue
        match row.translation:
            case (Prose() as prose,) if not _BARE.match("\n" + prose.text):  # else every item lacks the blank
                near = [one for one in _lost_around(pair.rows, number) if id(one) not in told]
                lost = [block for one in near for block in (*one.source, *one.carried)]
                items = [block for block in (*row.source, *lost) if isinstance(block, Prose) and block.role == "item"]
                marks = (
                    _marks(pair, row, prose)
                    if len(items) > (prose.role == "item") and (lost or len(row.source) > 1)
                    else []
                )
                if marks:
                    rows = frozenset(id(one) for one in near)
                    told |= rows
                    first = min(items, key=lambda item: item.span)
                    yield Flattened(prose, marks[0][0], first, marks[0][1], rows)
            case _:
                pass


def _lost_around(rows: tuple[Row, ...], number: int) -> Iterator[Row]:
    """Yield the rows before and behind one, up to the next that has a counterpart, where they are prose alone."""
    for step in (-1, 1):
        at = number + step
        while 0 <= at < len(rows) and not rows[at].translation:
            if not all(isinstance(block, Prose) for block in (*rows[at].source, *rows[at].carried)):
                break
            yield rows[at]
            at += step


def _marks(pair: Pair, row: Row, prose: Prose) -> list[tuple[Span, bool]]:
    """Give the marks in a paragraph that make no items, each with whether it lacks but the blank behind it."""
    text, span = pair.translation.text, prose.span
    bare = [Span(*found.span(1)) for found in _BARE.finditer(text, span.start, span.end)]
    if bare:
        return [(mark, True) for mark in bare]
    inside = [Span(*found.span(1)) for found in _INSIDE.finditer(text, span.start, span.end)]
    own = [found for block in row.source for found in _INSIDE.finditer(getattr(block, "text", ""))]
    return [(mark, False) for mark in inside] if len(inside) >= _LEAST and not own else []
