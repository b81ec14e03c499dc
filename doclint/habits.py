"""Owns what translations do throughout, learnt from the aligned pairs of a site, per language."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from doclint import metadata
from doclint.anchors.habits import Anchoring, anchoring
from doclint.language import reads_as
from doclint.model import Habits, Heading, Pair

_FEWEST = 8  # headings that read as sentences
_LEFT = 0.05  # of them, or one


def learn(pairs: Sequence[Pair], dialect: str, spoken: Callable[[str], frozenset[str]]) -> Habits:
    """Learn the site's habits and those of each of its languages.

    A language that has too few pages to show what it does about anchors follows the site; heads of pages are a matter
    of each language alone, since one team keeps what another drops.
    """
    counts = [anchoring(pair, dialect) for pair in pairs]
    whole = sum(counts, Anchoring()).habits(Habits(anchor_dialect=dialect, spoken=spoken))
    languages = sorted({pair.translation.language for pair in pairs})
    return replace(whole, by_language={language: _own(language, pairs, counts, whole) for language in languages})


def _own(language: str, pairs: Sequence[Pair], counts: Sequence[Anchoring], whole: Habits) -> Habits:
    mine = [number for number, pair in enumerate(pairs) if pair.translation.language == language]
    pages = [pairs[number] for number in mine]
    kept, equal = metadata.usual(pages)
    known = sum((counts[number] for number in mine), Anchoring()).habits(whole, of_language=True)
    return replace(known, translates_headings=_translated(pages), kept_keys=kept, equal_keys=equal)


def _translated(pages: Sequence[Pair]) -> bool:
    """Say whether hardly a heading is left as it is in the source; pages that are mostly left as they are apart."""
    whole = left = 0
    for pair in pages:
        read = [(a.text, b.text) for a, b in pair.both(Heading) if reads_as(a.text, pair.source.language)]
        same = sum(ours == theirs for ours, theirs in read)
        if 2 * same <= len(read):
            whole += len(read)
            left += same
    return whole >= _FEWEST and left <= max(1, _LEFT * whole)
