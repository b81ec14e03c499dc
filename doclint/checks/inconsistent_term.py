"""See rules/inconsistent-term.md."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from doclint.model import Finding, Place, Site, Span
from doclint.terms import USUAL_PAGES

if TYPE_CHECKING:
    from doclint.terms.base import Uses
    from doclint.terms.learn import Line


def check(site: Site) -> Iterator[Finding]:
    """Yield the pages that say a term otherwise than the term base or, where that has no say, the rest of the site."""
    translated = Counter(pair.translation.language for pair in site.pairs)
    spoken = sorted(language for language in translated if translated[language] > USUAL_PAGES)
    if not site.terms and not spoken:
        return
    from doclint.terms.base import said
    from doclint.terms.deviate import deviations
    from doclint.terms.learn import learn

    given = set()
    for uses in said(site):
        if uses.allowed or uses.forbidden:
            given.add((uses.term.source.casefold(), uses.language))
        yield from _against_the_base(uses)
    for language in spoken:
        for learnt in learn(site.pairs, language, thorough=False, least_pages=USUAL_PAGES + 1):
            if (learnt.source.casefold(), language) in given:
                continue
            for item in deviations(learnt):
                pages = len(item.usual.pages)
                message = (
                    f"“{item.other.text}” for “{item.term}” on this page, {item.times} times; "
                    f"{pages} other pages say “{item.usual.text}”"
                )
                yield Finding(item.place.document, item.place.span, message, item.related)


def _against_the_base(uses: "Uses") -> Iterator[Finding]:
    """Yield the pages on which the term base's rendering stands nowhere; what it forbids is told by another rule."""
    pages: dict[str, list[tuple[Line, Span]]] = defaultdict(list)
    for line, there in uses.lines if uses.allowed else ():
        pages[line.pair.translation.path].append((line, there))
    for places in pages.values():
        phrases = (*uses.allowed, *uses.forbidden)
        if any(uses.found(phrase, line) for line, _ in places for phrase in phrases):
            continue
        line, there = places[0]
        kept = uses.found(uses.term.source, line)
        block = line.row.translation[0]
        span = kept[0] if kept else block.span
        wish = "stays as it is" if uses.term.keep else f"is “{uses.allowed[0]}”"
        message = f"“{uses.term.source}” {wish} in the term base, but this page does not have it"
        yield Finding(line.pair.translation, span, message, Place(line.pair.source, there))
