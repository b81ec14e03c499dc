"""Owns the search for what is provably damaged in a text: chains the ways to undo it.

Every way looks at the text as if for the first time, and the search ends only when a fresh look finds nothing: so a
repaired text has no repairs.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from doclint.language import SCRIPTS, base, prevailing
from doclint.model import Edit, Span
from doclint.record import field, record, replace
from doclint.regex import regex
from doclint.text import counterpart, entities, evidence, hidden, known, legacy, lossless, lossy, normal
from doclint.text.neighbours import neighbours
from doclint.text.plausible import Plausible
from doclint.text.refill import ASKED, LOST, Refill
from doclint.text.repairs import Repair, apply, chain, proven, without_overlaps
from doclint.text.traces import asked
from doclint.text.witness import Witnesses

_MOST_ROUNDS = 16
_LETTERS = regex(r"[^\W\d_]+")


@record(caching=True)
class _Surroundings:
    """What is known beside the text itself; dear to find out, so only once asked for."""

    language: str | None
    reference: str | None
    clean_words: frozenset[str] = field(repr=False)
    clean_pages: tuple[str, ...] = field(repr=False)
    witnesses: list[Witnesses] = field(default_factory=list, repr=False)
    """Those that were at hand."""

    @cached_property
    def model(self) -> Plausible:
        """The model of the page's language, familiar with the characters of its counterpart."""
        return Plausible(self.language, set(self.reference or ""))

    @property
    def composed(self) -> bool:
        """Say whether other pages are known to write letters and accents as one character."""
        return any(normal.has_joined(text) for text in (self.reference or "", *self.clean_words))

    def words(self, text: str) -> known.Words:
        """Give the known words: the folder's, the counterpart's and the page's own."""
        return known.Words((*self.clean_words, *_LETTERS.findall(text), *_LETTERS.findall(self.reference or "")))

    def refill(self, text: str, hole: str) -> Iterator[Repair]:
        """Yield what can be put in the holes of a text."""
        near = neighbours(self.clean_pages, asked=hole == ASKED)
        near = near if near.telling else neighbours((), asked=hole == ASKED)
        signs = counterpart.signs(text, self.reference or "", hole)
        yield from counterpart.same_lines(text, self.reference or "", hole)
        yield from Refill(text, hole, self.words(text), self.model, near, signs).repairs()


def searched(
    text: str, language: str | None, reference: str | None, clean_words: frozenset[str], clean_pages: tuple[str, ...]
) -> tuple[Repair, ...]:
    """Find the repairs of a text that nothing proves to be whole, sorted and not overlapping."""
    return _searched(text, language, reference, clean_words, clean_pages)[0]


def settled(text: str, language: str | None) -> bool:
    """Say whether nothing on a page is to be repaired, and no words of other pages were asked for to say so."""
    repairs, asked_for_words = _searched(text, language, None, frozenset(), ())
    return not (repairs or asked_for_words)


@lru_cache(maxsize=256)
def _searched(
    text: str, language: str | None, reference: str | None, clean_words: frozenset[str], clean_pages: tuple[str, ...]
) -> tuple[tuple[Repair, ...], bool]:
    """Give the repairs of a text, and whether known words had a say in them."""
    around = _Surroundings(language, reference, clean_words, clean_pages)
    repairs = _chained(text, around)
    return repairs, any(witnesses.asked for witnesses in around.witnesses)


def _chained(text: str, around: _Surroundings) -> tuple[Repair, ...]:
    """Chain the ways of repair until none finds anything."""
    found: tuple[Repair, ...] = ()
    current = text
    for _ in range(_MOST_ROUNDS):
        sure = proven(found)
        repairs = next((made for way in _ways(current, around) if (made := without_overlaps(_beside(sure, way)))), ())
        if not repairs:
            return _sure_of_accents(found, text)
        found = chain(found, repairs, text)
        current = apply(text, found)
    return ()  # a text that never comes to rest is left alone


def _sure_of_accents(found: tuple[Repair, ...], text: str) -> tuple[Repair, ...]:
    """Join accents for sure where the proven repairs bring to light that the page has others joined."""
    if not any(repair.kind == "unnormalized-text" and repair.safety == "unsafe" for repair in found):
        return found
    if not normal.has_joined(apply(text, [repair for repair in found if repair.safety == "safe"])):
        return found
    return tuple(
        replace(repair, safety="safe", confidence=normal.SURE)
        if repair.kind == "unnormalized-text" and repair.codec == normal.APART
        else repair
        for repair in found
    )


def _spoken(text: str, language: str | None) -> str | None:
    """Give the language that damaged text speaks: English words may be all that is left of a page in another script."""
    if language is not None and base(language) in SCRIPTS:
        return language
    heard = prevailing(text)
    return language if heard is None or (heard == "en" and language) else heard


def _beside(sure: Sequence[Span], way: Iterable[Repair]) -> Iterator[Repair]:
    """Yield repairs but for suggestions in what proven ones made: these would be suggestions then, and no more."""
    for repair in way:
        low, high = repair.edit.span.start, repair.edit.span.end
        if repair.safety == "safe" or not any(span.start < high and low < span.end for span in sure):
            yield repair


def _ways(text: str, around: _Surroundings) -> Iterator[list[Repair]]:
    """Yield what each way of repair finds, the weightiest damage first: lighter damage may be a part of it."""
    if legacy.suspicious(text):
        # A page may be in another language than its place says; only words tell code pages apart.
        spoken = replace(around, language=_spoken(text, around.language))
        yield legacy.read(text, spoken.model, spoken.language)
    if evidence.suspicious(text):
        around.witnesses.append(Witnesses(text, around.model, around.reference, around.clean_words))
        yield [_wary(repair) for repair in lossless.undo(text, around.model, around.witnesses[-1])]
    if around.reference:
        yield list(lossy.from_reference(text, around.reference, around.model))
    if LOST in text:
        yield list(around.refill(text, LOST))
    if around.clean_words and asked(text):
        yield list(around.refill(text, ASKED))
    yield list(_removed(text))
    if entities.suspicious(text):
        yield list(entities.unescape(text, around.model))
    if normal.suspicious(text):
        yield list(normal.compose(text, around.model, composed=around.composed))


def _wary(repair: Repair) -> Repair:
    """Make what reads as a lost letter a suggestion: nothing is won by writing the sign for one."""
    return replace(repair, safety="unsafe") if LOST in repair.edit.text and repair.safety == "safe" else repair


def _removed(text: str) -> Iterator[Repair]:
    found = list(hidden.find(text))
    for item in found if len(found) < hidden.MOST else ():
        if item.removable:
            yield Repair(
                Edit(item.span, ""),
                "hidden-character",
                f"a {item.name}",
                "safe" if item.idle else "unsafe",
                0.95 if item.idle else 0.7,
                "nobody sees it, and it does nothing" if item.idle else "nobody sees it; it may let a line break here",
            )
