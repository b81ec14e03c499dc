"""Owns the order of signs on a line: quotation marks come in pairs, and a question ends as it began.

The most likely row is found after Viterbi (1967); all letters count as one sign.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

Ranked = tuple[tuple[float, str], ...]
_EDGE = "\n"
_LETTER = "a"
_NEW = 2.0  # how much of what is common anywhere is expected after a sign
_MOST = 6  # candidates for a place
_LONG = 400  # places; a longer row tells no more


class Rows:
    """What follows what on the lines of clean pages; `rows` are the signs of each line, with letters at word edges."""

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        self._rows = rows

    @cached_property
    def _pairs(self) -> Counter[tuple[str, str]]:
        return Counter(pair for row in self._rows for pair in pairwise((_EDGE, *map(_kind, row), _EDGE)))

    @cached_property
    def _firsts(self) -> Mapping[str, int]:
        return self._sum(0)

    @cached_property
    def _seconds(self) -> Mapping[str, int]:
        return self._sum(1)

    def _sum(self, side: int) -> Mapping[str, int]:
        found = Counter[str]()
        for pair, count in self._pairs.items():
            found[pair[side]] += count
        return found

    def gain(self, one: str, other: str) -> float:
        """Give by how much (log) a sign is likelier after another than anywhere."""
        one, other = _kind(one), _kind(other)
        anywhere = self._seconds.get(other, 0)
        if not one or not other or not anywhere:
            return 0.0
        share = anywhere / self._pairs.total()
        chance = (self._pairs[one, other] + _NEW * share) / (self._firsts.get(one, 0) + _NEW)
        return math.log(chance / share)

    def weigh(self, places: Sequence[Ranked]) -> Iterator[Ranked]:
        """Yield the candidates of the places of a line anew: how likely the best row is that holds each."""
        if len(places) > _LONG:
            yield from places
            return
        tops = [place[:_MOST] for place in places]
        before = list(self._best(tops, ahead=True))
        after = list(self._best(tops[::-1], ahead=False))[::-1]
        for place, low, high in zip(tops, before, after, strict=True):
            yield tuple(sorted(((low[one] + high[one] - cost, one) for cost, one in place), reverse=True))

    def _best(self, places: Sequence[Ranked], *, ahead: bool) -> Iterator[Mapping[str, float]]:
        """Yield for each candidate how likely the best row is that ends in it, seen from one end."""
        last: Mapping[str, float] = {_EDGE: 0.0}
        for place in places:
            last = {one: cost + max(self._reached(last, one, ahead=ahead)) for cost, one in place}
            yield last

    def _reached(self, last: Mapping[str, float], one: str, *, ahead: bool) -> Iterator[float]:
        for old, so_far in last.items():
            yield so_far + (self.gain(old, one) if ahead else self.gain(one, old))


def _kind(sign: str) -> str:
    return _LETTER if sign[:1].isalpha() else sign
