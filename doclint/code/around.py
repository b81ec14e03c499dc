"""Owns what the pages around their code tell: names that a translation renames, words that it has put into another."""

from collections.abc import Container, Mapping
from functools import lru_cache

from doclint.code.known import Asked, Page
from doclint.code.language import kind
from doclint.code.vocabulary import repeated, said, stands_in, written
from doclint.model import Code, Pair
from doclint.regex import regex

_NAME = regex(r"[^\W\d]\w*")


@lru_cache(maxsize=4)
def known_page(pair: Pair) -> Page:
    """Learn what the two pages tell about their blocks; nothing where all blocks are equal."""
    language = pair.translation.language
    if not _changed(pair):
        return Page(language)
    kept, again = Asked(lambda name: name in _kept(pair)), Asked(lambda word: word in repeated(pair))
    return Page(language, renamed(pair), translated_words(pair), kept, again)


@lru_cache(maxsize=4)
def _kept(pair: Pair) -> frozenset[str]:
    return frozenset(name for code in pair.translation.of(Code) for name in _NAME.findall(code.body))


def _changed(pair: Pair) -> list[tuple[Code, Code]]:
    return [(a, b) for a, b in pair.both(Code) if a.body != b.body and kind(a.language) in ("code", "markup")]


@lru_cache(maxsize=4)
def renamed(pair: Pair) -> Mapping[str, str]:
    """Give the names that the translation renames throughout its code, and to what."""
    both = [(a, b) for a, b in _changed(pair) if a.closed and b.closed]
    if not both:
        return {}
    from doclint.code.compare import spoken_tokens
    from doclint.code.renames import page_names

    return page_names(spoken_tokens(a, b) for a, b in both)


def translated_words(pair: Pair) -> Container[str]:
    """Give the words, folded, that the page or its site in this language says, and that are no words of the source."""

    def told(word: str) -> bool:
        if stands_in(pair.source.text, word):  # as most do, which spares the page's words
            return False
        return word not in written(pair.source) and (word in said(pair.translation) or _says(pair, word))

    return Asked(told)


def _says(pair: Pair, word: str) -> bool:
    """Say whether the site says a word in the translation's language, and not in the source's."""
    here, there = pair.translation.language, pair.source.language
    return here != there and word in pair.habits.spoken(here) and word not in pair.habits.spoken(there)
