"""Owns a quick look at which terms a text may hold: cutting it into words is slow, and most texts hold none."""

from collections import defaultdict
from collections.abc import Collection

from doclint.regex import regex

_FIRST_LETTERS = regex(r"\b\w{1,5}")


class Likely:
    """Tells which of some terms a text may hold: those by whose first letters one of its words begins."""

    def __init__(self, known: Collection[str]) -> None:
        self._terms: dict[str, list[str]] = defaultdict(list)
        for term in known:
            if first := _FIRST_LETTERS.search(term.lower()):
                self._terms[first[0]].append(term)
        self._lengths = {len(letters) for letters in self._terms}

    def terms(self, text: str) -> list[str]:
        """Give the terms that a text may hold."""
        begun = set(_FIRST_LETTERS.findall(text.lower()))
        begun |= {letters[:length] for length in self._lengths for letters in begun}
        return [term for letters in begun & self._terms.keys() for term in self._terms[letters]]
