"""Owns the use of a given term base: where the source has its terms, and how the translation there says them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from doclint.model import Pair, Site, Span, Term
from doclint.record import record
from doclint.terms.learn import Line, holding, lines
from doclint.terms.match import found, words


@record
class Uses:
    """A term of the base in one language: the lines whose source has it, each with the place there."""

    term: Term
    language: str
    lines: tuple[tuple[Line, Span], ...]

    @property
    def allowed(self) -> tuple[str, ...]:
        """Give what may stand for the term: the term itself where it is not to be translated."""
        return (self.term.source,) if self.term.keep else in_language(self.term.renderings, self.language)

    @property
    def forbidden(self) -> tuple[str, ...]:
        """Give what may not."""
        return in_language(self.term.forbidden, self.language)

    def found(self, phrase: str, line: Line) -> tuple[Span, ...]:
        """Give where a rendering stands in a line's translation, whatever its inflection."""
        exact = self.term.case_sensitive
        return tuple(found(words(phrase, self.language), line.translation, exact=exact))


def in_language(by_code: Mapping[str, tuple[str, ...]], code: str) -> tuple[str, ...]:
    """Give what is said for a language, or for the language without its region."""
    code = code.lower().replace("_", "-")
    return by_code.get(code, by_code.get(code.split("-")[0], ()))


@lru_cache(maxsize=2)
def said(site: Site) -> tuple[Uses, ...]:
    """Give the uses of every term of the site's term base, language by language; two rules share one look."""
    return tuple(_said(site))


def _said(site: Site) -> Iterator[Uses]:
    if not site.terms:
        return
    by_language: dict[str, list[Pair]] = defaultdict(list)
    for pair in site.pairs:
        by_language[pair.translation.language].append(pair)
    for language, pairs in sorted(by_language.items()):
        every = list(lines(pairs))
        source = pairs[0].source.language
        terms = {term.source: term for term in site.terms}
        for name, numbers in holding(every, terms, source).items():
            phrase, exact = words(name, source), terms[name].case_sensitive
            places = [(every[n], next(found(phrase, every[n].source, exact=exact), None)) for n in numbers]
            yield Uses(terms[name], language, tuple((line, span) for line, span in places if span is not None))
