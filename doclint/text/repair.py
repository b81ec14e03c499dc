"""Owns the repair of encoding damage: finds what is provably damaged, and chains the ways to undo it until nothing is left.

Every way looks at the text as if for the first time, and the search ends only when a fresh look finds nothing: so a
repaired text has no repairs.
"""

from collections.abc import Collection
from functools import lru_cache

from doclint.text.lossless import suspicious, undo
from doclint.text.plausible import Plausible
from doclint.text.repairs import Repair, apply, chain, explain, without_overlaps

__all__ = ["Repair", "apply", "explain", "find_repairs"]

_MOST_ROUNDS = 12


def find_repairs(
    text: str, language: str | None, *, reference: str | None = None, clean_words: Collection[str] = ()
) -> tuple[Repair, ...]:
    """Find the repairs of a text, sorted and not overlapping.

    `language` is what the text is written in, `reference` its counterpart, `clean_words` are words of other pages in
    this language that are known to be whole. Cheap for text that is ASCII or shows no trace of damage.
    """
    if text.isascii():
        return ()
    return _searched(text, language, reference, frozenset(clean_words))


@lru_cache(maxsize=32)
def _searched(
    text: str, language: str | None, reference: str | None, clean_words: frozenset[str]
) -> tuple[Repair, ...]:
    del clean_words
    found: tuple[Repair, ...] = ()
    current = text
    model: Plausible | None = None
    for _ in range(_MOST_ROUNDS):
        if not suspicious(current):
            return found
        model = model or Plausible(language, reference or "")
        repairs = without_overlaps(undo(current, model))
        if not repairs:
            return found
        found = chain(found, repairs, text)
        current = apply(text, found)
    return ()  # a text that never comes to rest is left alone
