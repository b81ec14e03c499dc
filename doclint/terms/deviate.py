"""Owns the question which pages say a term otherwise than the rest of the site does."""

from collections import defaultdict
from collections.abc import Iterator

from doclint.model import Place, Span
from doclint.record import record
from doclint.terms import USUAL_PAGES
from doclint.terms.learn import Learnt, Line, Rendering
from doclint.terms.match import found, words


@record
class Deviation:
    """A page that says a term otherwise than the site: where first, how often, and how the site says it."""

    term: str
    usual: Rendering
    other: Rendering
    place: Place
    related: Place
    times: int


# The site's way of saying it is so four of five times that other pages say anything known.
_USUAL_SHARE = 0.8
_TIMES = 2
# The English word itself may be a label, a product or an identifier: that takes more to be believed.
_TIMES_KEPT = 3


def deviations(learnt: Learnt) -> Iterator[Deviation]:
    """Yield the pages that say a term in another of its known ways throughout, at least twice."""
    if not learnt.renderings:
        return
    usual = learnt.renderings[0]
    usual_lines = {id(line) for line, _ in usual.places}
    known = {id(line): line.pair.translation.path for item in learnt.renderings for line, _ in item.places}
    for other in learnt.renderings[1:]:
        by_page: dict[str, list[tuple[Line, Span]]] = defaultdict(list)
        for line, span in other.places:
            if id(line) not in usual_lines:
                by_page[line.pair.translation.path].append((line, span))
        kept = other.text.casefold() == learnt.source.casefold()
        for path, places in by_page.items():
            elsewhere = sum(page != path for page in known.values())
            if len(places) < (_TIMES_KEPT if kept else _TIMES) or path in usual.pages:
                continue
            if len(usual.pages) >= USUAL_PAGES and len(usual_lines) >= _USUAL_SHARE * elsewhere:
                line, span = places[0]
                there = Place(line.pair.source, _first(learnt.source, line))
                yield Deviation(learnt.source, usual, other, Place(line.pair.translation, span), there, len(places))


def _first(term: str, line: Line) -> Span:
    return next(found(words(term, line.pair.source.language), line.source), line.row.source[0].span)
