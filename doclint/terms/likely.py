"""Owns a quick look at which terms a text may hold: cutting it into words is slow, and most texts hold none."""

from collections.abc import Collection, Iterator

from doclint.language import base
from doclint.regex import regex
from doclint.terms.match import stem, words

_FIRST_LETTERS = regex(r"\b\w{1,5}")
_LETTERS = 4


class Likely:
    """Tells which of some terms of a language a text may hold: those of whose words it has the first letters."""

    def __init__(self, known: Collection[str], language: str) -> None:
        heads = {term: list(_heads(term, language)) for term in known}
        self._terms = [(term, first, rest) for term, (first, *rest) in heads.items()]

    def terms(self, text: str) -> list[str]:
        """Give the terms that a text may hold."""
        lower = text.lower()
        begun = [(term, rest) for term, first, rest in self._terms if first in lower]
        return [term for term, rest in begun if all(head in lower for head in rest)]


def _heads(term: str, language: str) -> Iterator[str]:
    """Yield the letters that no form of a term is without, the most telling first."""
    first = _FIRST_LETTERS.search(term.lower())
    yield first[0] if first else "\0"
    if base(language) == "en":  # of which a plural changes but the last letter, and what is behind it
        yield from (stem(word.text, language)[:-1][:_LETTERS] for word in words(term, language)[1:])
