"""Owns what a glossary is and what its entries are: a page of short headings in order, or a folder with a page a term.

Both are recognised by their shape, in whatever language: nine of ten headings stand in alphabetical order, or nearly
every page begins by saying what its own title means.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from doclint.locales import sort_key
from doclint.model import Document, FrontMatter, Heading, Pair, Prose, Span
from doclint.record import record
from doclint.regex import regex
from doclint.text.fences import headings, outside

LEAST_ENTRIES = 8
STRAY = 10
"""Where at most one entry of so many is out of order, the order is meant."""
_LEAST_LETTERS = 4
_FEW_APART = 2
_LEAST_PAGES = 15
_DEFINING = 0.6
_MOST_WORDS = 6
_BEGINNING = 6  # words of a paragraph, beyond those of the term
_LIKELY = 0.65
_LIKE_HEADING = regex(r"\n[ \t>]*(##+)[ \t]+(\S[^\n]*)")
_LIKE_UNDERLINE = regex(r"\n[ \t>]*+(?:---++|===++)[ \t]*+(?=\n|$)")
_MARKED = regex(r"[\[{<]|#$")
_TITLE = regex(r"^title\s*[:=]\s*[\"']?(.{0,500}?)[\"']?\s*$", re.MULTILINE)
_LETTER = regex(r"[^\W\d_]|#|0\s*[-–]\s*9|[^\W\d_]\s*[-–]\s*[^\W\d_]")
_MARKS = regex(r"[*_`]+|\[([^\]]{0,500})\](?:\([^)]{0,2000}\))?")
_GLOSS = regex(r"(?<!\s)\s*+[(（]([^()（）]*)[)）]\s*")


@record
class Entry:
    """An entry of a glossary: its headword, where it stands, and the letter heading that it stands under."""

    name: str
    heading: Heading
    letter: Heading | None


@lru_cache(maxsize=4096)
def entries(document: Document) -> tuple[Entry, ...]:
    """Give the entries of a page that is a glossary; none of one that is not.

    The headings of the level that has most of them are entries where there are eight or more, all short, beginning with
    four letters or more, and nearly all in alphabetical order; letters (`A`, `0–9`) on the level above divide them.
    """
    if not _may_be_glossary(document.text, document.language):
        return ()
    heads = list(document.of(Heading))
    levels = [head.level for head in heads if head.level > 1 and not is_letter(head.text)]
    if not levels:
        return ()
    level = max(sorted(set(levels)), key=levels.count)
    made: list[Entry] = []
    letter: Heading | None = None
    for head in heads:
        if head.level <= level and is_letter(head.text):
            letter = head
        elif head.level < level:
            letter = None
        elif head.level == level:
            made.append(Entry(plain(head.text), head, letter))
    keys = [sort_key(entry.name, document.language) for entry in made]
    short = all(len(entry.name.split()) <= _MOST_WORDS for entry in made)
    return tuple(made) if short and is_filed(keys) else ()


def is_filed(keys: Sequence[str]) -> bool:
    """Say whether names, given by their sort keys, are a glossary's: many, of many letters, nearly all in order."""
    if len(keys) < LEAST_ENTRIES or len({key[:1] for key in keys}) < _LEAST_LETTERS:
        return False
    return len(out_of_order(keys)) * STRAY <= len(keys)


def _may_be_glossary(text: str, language: str) -> bool:
    """Say whether what looks like headings is in so good an order that the page is worth parsing.

    What looks like a heading and may be none, or one of other words, is taken to be what stands in the way.
    """
    seen = outside(text).text
    underlined = 0
    if seen.count("---") + seen.count("===") >= LEAST_ENTRIES:
        underlined = sum(1 for _ in _LIKE_UNDERLINE.finditer(seen))
        if underlined >= LEAST_ENTRIES:
            return True
    least = LEAST_ENTRIES - underlined
    if seen.count("#") < 2 * least or seen.count("##") < least:  # to count one character is many times faster
        return False
    levels: dict[str, list[str]] = defaultdict(list)
    for mark, name in _LIKE_HEADING.findall("\n" + seen):
        levels[mark].append(name)
    many = {mark: names for mark, names in levels.items() if len(names) >= least}
    if not many:
        return False
    for mark, every in many.items():
        listed = [name for name in map(plain, every) if not _LETTER.fullmatch(name)]
        stray = len(out_of_order([sort_key(name, language) for name in listed]))
        if stray > (1 - _LIKELY) * len(every):
            continue
        sure = sum(heading.startswith(f"{mark} ") and not _MARKED.search(heading) for heading in headings(text))
        doubtful = len(every) - sure
        long = sum(len(name.split()) > _MOST_WORDS for name in listed)
        if long <= doubtful and (stray - doubtful) * STRAY <= len(listed) + underlined:
            return True
    return False


def sorted_anew(source: Document, translation: Document) -> frozenset[Heading]:
    """Give the letter headings of two glossaries whose letters hold other entries on each side.

    The reader's alphabet files entries anew, so a letter is no section that both sides have.
    """
    ours, theirs = entries(source), entries(translation)
    if not ours or not theirs:
        return frozenset()
    left, right = _filed(ours), _filed(theirs)
    apart = max((left - right).total(), (right - left).total())
    if apart <= _FEW_APART or apart * 4 < min(
        len(ours), len(theirs)
    ):  # an entry that is missing, or under another letter
        return frozenset()
    return frozenset(entry.letter for entry in (*ours, *theirs) if entry.letter)


def _filed(made: Sequence[Entry]) -> Counter[str]:
    return Counter(plain(entry.letter.text).upper() for entry in made if entry.letter)


def is_letter(text: str) -> bool:
    """Say whether a heading is one that divides a glossary: a letter, figures, or a range of them."""
    return bool(_LETTER.fullmatch(plain(text)))


def plain(text: str) -> str:
    """Give a heading's words without marks."""
    marked = "`" in text or "*" in text or "_" in text or "[" in text
    return (_MARKS.sub(r"\1", text) if marked else text).strip()


def out_of_order(keys: Sequence[str]) -> list[int]:
    """Give the fewest positions without which `keys` are in order (the rest is a longest non-falling run)."""
    tails: list[int] = []
    tail_keys: list[str] = []
    before = [-1] * len(keys)
    for index, key in enumerate(keys):
        at = bisect_right(tail_keys, key)
        before[index] = tails[at - 1] if at else -1
        tails[at : at + 1] = [index]
        tail_keys[at : at + 1] = [key]
    kept = set()
    index = tails[-1] if tails else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return [index for index in range(len(keys)) if index not in kept]


# --- pairs of names ------------------------------------------------------------------------------------------------


@record
class Names:
    """What an entry is called on both sides, with the place of the translation's."""

    source: str
    translation: str
    document: Document
    span: Span


def names(pairs: Sequence[Pair]) -> Iterator[Names]:
    """Yield the names of the entries of every glossary among these pairs."""
    folders: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        folders[pair.source.path.rpartition("/")[0]].append(pair)
        of_page = {entry.heading.span for entry in entries(pair.source)}
        for source, translation in pair.both(Heading) if of_page else ():
            if source.span in of_page:
                yield Names(plain(source.text), plain(translation.text), pair.translation, translation.text_span)
    for folder in folders.values():
        yield from _page_a_term(folder)


def _page_a_term(pairs: Sequence[Pair]) -> Iterator[Names]:
    """Yield the titles of a folder in which nearly every page explains its own title."""
    titled = [(pair, title(pair.source), title(pair.translation)) for pair in pairs]
    known = [(pair, ours, theirs) for pair, ours, theirs in titled if ours and theirs]
    defining = [item for item in known if _defines(item[0].source, item[1][0])]
    if len(defining) < max(_LEAST_PAGES, _DEFINING * len(known)):
        return
    for pair, (source, _), (translation, span) in defining:
        yield Names(source, translation, pair.translation, span)


def title(document: Document) -> tuple[str, Span] | tuple[()]:
    """Give a page's title and its place: the front matter's, or the first heading of the first level."""
    for front in document.of(FrontMatter):
        match = _TITLE.search(document.text, front.span.start, front.span.end)
        if match and match[1]:
            return plain(match[1]), Span(*match.span(1))
    first = next(document.of(Heading), None)
    return (plain(first.text), first.text_span) if first and first.level == 1 else ()


def _defines(document: Document, name: str) -> bool:
    """Say whether a page's first paragraph begins with what the page is called."""
    from doclint.terms.match import found, tokens, words  # few pages need it

    first = next(document.of(Prose), None)
    term = words(bare(name), document.language)
    if first is None or not 0 < len(term) <= _MOST_WORDS:
        return False
    said = tokens(document, first.span)
    begin = said[: len(term) + _BEGINNING]
    return any(span.end <= begin[-1].span.end for span in found(term, said))


def bare(name: str) -> str:
    """Give a headword without what stands in brackets behind it."""
    return _GLOSS.sub(" ", name).strip()


def gloss(name: str) -> str:
    """Give what stands in brackets behind a headword; empty where nothing does."""
    match = _GLOSS.search(name)
    return match[1].strip() if match else ""


def first_letter(name: str) -> str:
    """Give the letter under which a name is filed, without accents and in upper case."""
    letter = next((char for char in unicodedata.normalize("NFKC", name) if char.isalnum()), "")
    return letter.upper()
