"""Owns what translations do throughout, learnt from the aligned pairs of a site, per language."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from doclint import metadata
from doclint.anchors.habits import Anchoring, anchoring
from doclint.model import Habits, Pair


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
    kept, equal = metadata.usual([pairs[number] for number in mine])
    known = sum((counts[number] for number in mine), Anchoring()).habits(whole)
    return replace(known, kept_keys=kept, equal_keys=equal)
