"""Owns what a site's pages teach about its terms: which renderings stand for one, how often, and where.

Terms are the entries of the site's glossaries and what pages explain in brackets (`**agente** (agent)`). What stands
for a term is found among the words that its paragraphs share and others lack (Dice's coefficient, as in Smadja,
McKeown and Hatzivassiloglou 1996, "Translating collocations for bilingual lexicons").
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from doclint.language import base, function_words
from doclint.model import Block, Document, Heading, Pair, Prose, Row, Span
from doclint.record import record
from doclint.regex import regex
from doclint.terms.glossary import bare, gloss, names
from doclint.terms.likely import Likely
from doclint.terms.match import Token, Words, found, tokens, words

# A companion is believed from three paragraphs on two pages on, where it stands with the term twice as often as alone.
_LEAST_ROWS = 3
_LEAST_DICE = 0.6
_COMPOUNDING = ("de", "nl", "sv", "da", "no", "nb", "fi", "hu", "ja", "zh", "ko", "th")
_LONGEST = 5
_MOST_WORDS = 4
_BRACKETS = regex(
    r"(?P<mark>\*\*|__|\*|_)(?P<own>[^*_\n()]{2,50})(?P=mark)\s*[(（][\"“«*_]*(?P<term>[^\W\d][^()（）\n\"”»*_]{1,40})"
)


@record(eq=False, caching=True)
class Line:
    """A paragraph or heading of one language with its source: where it stands, and the words of both sides."""

    pair: Pair
    row: Row

    @cached_property
    def source(self) -> Words:
        """The words of the source."""
        return _words(self.pair.source, self.row.source)

    @cached_property
    def translation(self) -> Words:
        """The words of the translation; its language may be slow to cut, and most lines speak of no term."""
        return _words(self.pair.translation, self.row.translation)


@record
class Rendering:
    """What stands for a term, and the places in the translations where it does; `named` if a page says that it does."""

    text: str
    words: tuple[Token, ...]
    places: tuple[tuple[Line, Span], ...]
    named: bool = False

    @property
    def pages(self) -> tuple[str, ...]:
        """Give the paths of the pages where it stands, in order."""
        return tuple(dict.fromkeys(line.pair.translation.path for line, _ in self.places))


@record
class Learnt:
    """A term in one language: the paragraphs whose source has it, and its renderings, the most frequent first."""

    source: str
    language: str
    lines: tuple[Line, ...]
    renderings: tuple[Rendering, ...]

    @property
    def believed(self) -> bool:
        """Say whether the first rendering is one to propose; a word left as it is must prevail beyond titles."""
        if not self.renderings:
            return False
        best = self.renderings[0]
        kept = best.text.casefold() == self.source.casefold()
        return not kept or (len(best.places) > 1 and 2 * len(best.places) > len(self.lines))


def lines(pairs: Sequence[Pair], likely: Likely | None = None) -> Iterator[Line]:
    """Yield the paragraphs and headings of these pairs that stand for each other.

    With `likely` only those whose source may hold a term: cutting is slow, and most speak of none.
    """
    for pair in pairs:
        for row in pair.rows:
            both = (*row.source, *row.translation)
            if row.source and row.translation and all(isinstance(block, Prose | Heading) for block in both):
                start, end = row.source[0].span.start, row.source[-1].span.end
                if likely and not likely.terms(pair.source.text[start:end]):
                    continue
                yield Line(pair, row)


def _words(document: Document, blocks: Sequence[Block]) -> Words:
    return tokens(document, *(block.span for block in blocks))


def learn(pairs: Sequence[Pair], language: str, *, thorough: bool = True, least_pages: int = 1) -> Iterator[Learnt]:
    """Yield the terms that the pages in one language teach, by name; only those that are used on `least_pages`.

    A thorough look also counts which words go together with a term, where no page names its rendering.
    """
    own = [pair for pair in pairs if pair.translation.language == language]
    known = _named(own)
    if not known:
        return
    likely = None if thorough else Likely(known, own[0].source.language)
    if likely:  # what stands on too few pages need not be looked for
        pages = Counter(term for pair in own for term in likely.terms(pair.source.text))
        likely = Likely([term for term in known if pages[term] >= least_pages], own[0].source.language)
    every = list(lines(own, likely))
    where = holding(every, known, own[0].source.language)
    index: dict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(every if thorough else ()):
        for stem in line.translation.by_stem:
            index[stem].add(number)
    for source in sorted(known, key=str.casefold):
        rows = where[source]
        if len({every[number].pair.translation.path for number in rows}) >= least_pages:
            made = _renderings(source, known[source], language, every, rows, index)
            yield Learnt(source, language, tuple(every[number] for number in rows), tuple(made))


def _named(pairs: Sequence[Pair]) -> Mapping[str, tuple[str, ...]]:
    """Give the terms that the site explains, each with the renderings that it gives by name."""
    made: dict[str, list[str]] = defaultdict(list)
    spelt: dict[str, str] = {}
    for name in names(pairs):
        source = spelt.setdefault(bare(name.source).casefold(), bare(name.source))
        made[source].append(bare(name.translation))
    for pair in pairs:
        for row in pair.rows:
            for own, term in _in_brackets(pair, row):
                source = spelt.setdefault(term.casefold(), term)
                made[source].append(own)
    return {
        source: tuple(dict.fromkeys(item for item in items if item))
        for source, items in made.items()
        if 0 < len(words(source, "en")) <= _MOST_WORDS and len(source) > 2
    }


def _in_brackets(pair: Pair, row: Row) -> Iterator[tuple[str, str]]:
    """Yield `(agente, agent)` of `**agente** (agent)` where the source has `agent` and not `agente`."""
    if not row.source or not all(isinstance(block, Prose) for block in (*row.source, *row.translation)):
        return
    language = pair.source.language
    said: Words | None = None
    for block in row.translation:
        for match in _BRACKETS.finditer(pair.translation.text, block.span.start, block.span.end):
            own, term = match["own"].strip(" :.,"), match["term"].strip()
            said = _words(pair.source, row.source) if said is None else said
            if len(own.split()) > _MOST_WORDS + 2 or own.casefold() == term.casefold():
                continue
            if any(found(words(term, language), said)) and not any(found(words(own, language), said)):
                yield own, term


def holding(every: Sequence[Line], known: Collection[str], language: str) -> Mapping[str, list[int]]:
    """Give the numbers of the lines whose source has each term; a term inside a longer one does not count."""
    by_first: dict[str, list[tuple[str, tuple[Token, ...]]]] = defaultdict(list)
    for source in known:
        phrase = words(source, language)
        by_first[phrase[0].stem].append((source, phrase))
    made: dict[str, list[int]] = {source: [] for source in known}
    for number, line in enumerate(every):
        hits = [
            (span, source)
            for first in line.source.by_stem.keys() & by_first.keys()
            for source, phrase in by_first[first]
            for span in found(phrase, line.source)
        ]
        for source in _outermost(hits):
            if number not in made[source][-1:]:
                made[source].append(number)
    return made


def _outermost(hits: Iterable[tuple[Span, str]]) -> Iterator[str]:
    """Yield the terms that stand in no longer one, by their places."""
    reached = 0  # the end of what begins before, or at the same place and is longer
    last, end = Span(-1, -1), 0
    for span, source in sorted(hits, key=lambda hit: (hit[0].start, -hit[0].end)):
        if span != last:
            last, reached, end = span, max(reached, end), span.end
        if span.end > reached:
            yield source


# --- what stands for a term ----------------------------------------------------------------------------------------


def _renderings(
    source: str,
    named: Sequence[str],
    language: str,
    every: Sequence[Line],
    rows: Sequence[int],
    index: Mapping[str, set[int]],
) -> Iterator[Rendering]:
    """Yield the renderings of a term, the most frequent first: those named, the English itself, and one found."""
    made: dict[tuple[str, ...], Rendering] = {}
    given = [*named, *(gloss(item) for item in named), source]
    for text in given:
        phrase = words(text, language)
        if phrase and len("".join(word.stem for word in phrase)) > 1:
            key = tuple(word.stem for word in phrase)
            places = _places(phrase, every, rows)
            if text == source:
                places = ((line, span) for line, span in places if not _in_longer_name(line, span))
            here = made.get(key) or Rendering(text, phrase, tuple(places), text in named)
            made[key] = here
    taken = {id(line) for item in made.values() for line, _ in item.places}
    open_rows = [number for number in rows if id(every[number]) not in taken]
    if index and len(open_rows) * 2 > len(rows):
        least = 1 if base(language) in _COMPOUNDING else len(words(source, "en"))
        for company in _companions(language, every, rows, index, least):
            key = tuple(word.stem for word in company)
            if key not in made:
                text = " ".join(word.text for word in company).lower()
                made[key] = Rendering(text, company, tuple(_places(company, every, rows)))
    ranked = sorted(made.values(), key=lambda item: (-len(item.places), not item.named, item.text))
    yield from (item for item in ranked if item.places)


def _places(phrase: tuple[Token, ...], every: Sequence[Line], rows: Sequence[int]) -> Iterator[tuple[Line, Span]]:
    for number in rows:
        line = every[number]
        span = next(found(phrase, line.translation), None)
        if span is not None:
            yield line, span


def _in_longer_name(line: Line, span: Span) -> bool:
    """Say whether a word left in the source's language is part of a longer name that was left: `pull request`."""
    said = line.translation
    at, after = said.at(span.start), said.at(span.end)
    before = said[at - 1].text if at and said[at].joined else ""
    behind = said[after].text if after < len(said) and said[after].joined else ""
    runs = ((before, said[at].text), (said[after - 1].text, behind))
    return any(one and two and line.source.follows(one.casefold(), two.casefold()) for one, two in runs)


def _companions(
    language: str, every: Sequence[Line], rows: Sequence[int], index: Mapping[str, set[int]], least: int
) -> Iterator[tuple[Token, ...]]:
    """Yield the phrase of `least` words or more that keeps a term company most exclusively, if one does."""
    pages: dict[tuple[str, ...], set[str]] = defaultdict(set)
    counts: Counter[tuple[str, ...]] = Counter()
    shape: dict[tuple[str, ...], tuple[Token, ...]] = {}
    for number in rows:
        here = set()
        for phrase in _phrases(every[number].translation, language):
            key = tuple(word.stem for word in phrase)
            if len(key) >= least:
                shape.setdefault(key, phrase)
                pages[key].add(every[number].pair.translation.path)
                here.add(key)
        counts.update(here)
    best: tuple[float, int, tuple[str, ...]] | None = None
    for key, count in counts.items():
        if count < _LEAST_ROWS or len(pages[key]) < 2:
            continue
        among = set.intersection(*(index[stem] for stem in key))
        total = sum(1 for number in among if len(key) == 1 or any(found(shape[key], every[number].translation)))
        dice = 2 * count / (total + len(rows))
        if dice >= _LEAST_DICE and (best is None or (dice, len(key), key) > best):
            best = (dice, len(key), key)
    if best is not None:
        yield shape[best[2]]


def _phrases(text: Sequence[Token], language: str) -> Iterator[tuple[Token, ...]]:
    """Yield the runs of words that may be a term: none begins or ends with a function word."""
    small = function_words(base(language))
    for at, first in enumerate(text):
        if first.text.lower() in small or len(first.text) < 3 or not first.text.isalpha():
            continue
        for end in range(at + 1, min(at + 1 + _LONGEST, len(text) + 1)):
            last = text[end - 1]
            if end > at + 1 and not last.joined:
                break
            if last.text.lower() not in small and len(last.text) > 2 and last.text.isalpha():
                yield tuple(text[at:end])
