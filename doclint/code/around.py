"""Owns what the pages around their code tell: names that a translation renames, words that it has put into another."""

from collections.abc import Mapping
from functools import lru_cache

from doclint.code.known import Page
from doclint.code.language import kind
from doclint.code.vocabulary import repeated, said, written
from doclint.model import Code, Pair
from doclint.regex import regex

_NAME = regex(r"[^\W\d]\w*")


@lru_cache(maxsize=4)
def known_page(pair: Pair) -> Page:
    """Learn what the two pages tell about their blocks; nothing where all blocks are equal."""
    language = pair.translation.language
    if not _changed(pair):
        return Page(language)
    kept = frozenset(name for code in pair.translation.of(Code) for name in _NAME.findall(code.body))
    return Page(language, renamed(pair), translated_words(pair), kept, repeated(pair))


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


@lru_cache(maxsize=4)
def translated_words(pair: Pair) -> frozenset[str]:
    """Give the words that the page, or its site in this language, says, and that are no words of the source."""
    habits, here, there = pair.habits, pair.translation.language, pair.source.language
    site = habits.spoken(here) - habits.spoken(there) if here != there else frozenset()
    return (said(pair.translation) | site) - written(pair.source)
