"""Owns the alignment of the blocks of one section: least total cost, with one-to-two and two-to-one prose.

Dynamic programming over gaps, matches and merges after Gale and Church, "A Program for Aligning Sentences in
Bilingual Corpora" (1993), with shared technical tokens beside their lengths.
"""

import math
from collections.abc import Sequence
from itertools import accumulate

from doclint.align.band import band, columns
from doclint.align.costs import NEVER, dearest, least_cost, match_cost, misfit, shared
from doclint.align.features import Features, joined
from doclint.model import Block, Component, Prose
from doclint.record import field, record

_GAP = {"code": 1.0, "table": 1.0, "heading": 0.9, "prose": 0.75, "html": 0.7, "component": 0.6}
_GROUP = dict.fromkeys(("prose", "html", "heading"), "text")
"""The kinds that may stand for another kind; all others stand for their own alone."""
_EXPECTED = 0.6
_APART = 0.2
_STRANGE = 0.75  # where both stand under headings that have no counterpart: only what is surely the same is paired
_MERGE = 0.3
# Two paragraphs for one of the source are most often one that was split; one for two may well be one that was lost.
_WORSE = 0.05
_BETTER = 0.1
SENTENCES = 0.5
_BAND = 40
_NARROW = (0, 1)
"""Half the widths of the bands that are looked at first, where the lists are about as long."""
_MARGIN = 1e-6
"""More than what the ways of a table can gain by being taken although they are not the very cheapest."""
_LEAST = 1e-9
"""By how much a way must be cheaper to be taken in place of one that was looked at before."""

_Step = tuple[int, int]
"""How far down and how far across a way leads to a cell."""


@record
class Match:
    """Indices into the two lists that were aligned; one side may be empty, or hold two."""

    source: tuple[int, ...]
    translation: tuple[int, ...]


def align_blocks(source: Sequence[Features], translation: Sequence[Features], ratio: float) -> list[Match]:
    """Align two lists of blocks; `ratio` is how long the translation's prose is, measured in source lengths.

    The headings among them are those that have no counterpart.
    """
    if not source or not translation:
        return [Match((n,), ()) for n in range(len(source))] + [Match((), (n,)) for n in range(len(translation))]
    table = _Table(_Side(source, ratio), _Side(translation, 1.0))
    rows, across = len(source), len(translation)
    if rows == across == 1:
        return [Match((0,), (0,))] if table.alone() else [Match((), (0,)), Match((0,), ())]
    if rows == across and table.in_step():
        return [Match((n,), (n,)) for n in range(rows)]
    for width in _NARROW[abs(rows - across) :]:
        bounds = band(rows, across, width)
        cost, steps = table.filled(bounds)
        # A way that leads out of the band takes a step more than `width` away from the diagonals, and as many back.
        if cost + _MARGIN < (width + 1) * (table.ours.least_step() + table.theirs.least_step()):
            return _trace(steps, bounds)
    bounds = band(rows, across, _BAND)
    return _trace(table.filled(bounds)[1], bounds)


class _Side:
    """One of the two lists, and what a table asks of it again and again; `scale` is what its lengths are times."""

    def __init__(self, items: Sequence[Features], scale: float) -> None:
        self.items = items
        self.scale = scale
        # whether a heading that has no counterpart stands above a block: then it is expected to be missing as well
        self.under = list(accumulate((item.kind == "heading" for item in items), max))
        # and whether it stands right there, and not behind the end of a box
        self.lone = list(accumulate(items, _stays_alone, initial=False))[1:]
        self.gaps = [
            _GAP.get(item.kind, 0.6) * (_EXPECTED if under and item.kind != "heading" else 1.0)
            for item, under in zip(items, self.under, strict=True)
        ]
        self.lengths = [math.log(item.length * scale + 4) for item in items]
        self.groups = [_GROUP.get(item.kind, item.kind) for item in items]
        self.prose = [isinstance(item.block, Prose) for item in items]
        # whether a block and the one before are neighbouring paragraphs
        self.joins = [n > 0 and _neighbours(items[n - 1].block, item.block) for n, item in enumerate(items)]
        self._ends: dict[int, tuple[float, float]] = {}
        self._twins: dict[int, tuple[Features, float, tuple[float, float]]] = {}

    def least_step(self) -> float:
        """Give the least that it costs to leave out one of these blocks, or to take two of them for one."""
        return min(self.gaps, default=1.0) if not any(self.joins) else min(_MERGE, *self.gaps)

    def ends(self, n: int) -> tuple[float, float]:
        """Give the logarithms of a block's numbers of sentences."""
        if n not in self._ends:
            self._ends[n] = logs(self.items[n])
        return self._ends[n]

    def twins(self, n: int) -> tuple[Features, float, tuple[float, float]]:
        """Give a block joined to the one before, and the logarithms of its length and of its numbers of sentences."""
        found = self._twins.get(n)
        if found is None:
            both = joined(self.items[n - 1], self.items[n])
            found = both, math.log(both.length * self.scale + 4), logs(both)
            self._twins[n] = found
        return found


@record
class _Table:
    """The two lists, and what each of the ways to a cell costs."""

    ours: _Side
    theirs: _Side
    known: dict[tuple[int, int], float] = field(default_factory=dict)
    """What matches cost that were weighed."""
    misfits: dict[tuple[int, int], tuple[float | None, float]] = field(default_factory=dict)
    """The share of tokens of two blocks, where either has any, and how far they are apart in size."""

    def alone(self) -> bool:
        """Say whether the only two blocks that there are stand for each other."""
        gaps = self.theirs.gaps[0] + self.ours.gaps[0]
        apart = (
            _APART
            if self.ours.under[0] != self.theirs.under[0]
            else _STRANGE
            if self.ours.lone[0] and self.theirs.lone[0]
            else 0.0
        )
        limit = gaps - _LEAST - apart
        return dearest(self.ours.items[0], self.theirs.items[0]) < limit or self.cost(0, 0) < limit

    def in_step(self) -> bool:
        """Say whether each block surely stands for the one in its place: all that costs less than one step aside."""
        ours, theirs = self.ours, self.theirs
        if ours.under[-1] or theirs.under[-1]:
            return False
        rest = ours.least_step() + theirs.least_step() - _MARGIN
        for one, other, a, b in zip(ours.items, theirs.items, ours.lengths, theirs.lengths, strict=True):
            rest -= match_cost(one, other, a - b, letters=False)
            if rest <= 0:
                return False
        return True

    def cost(self, n: int, m: int) -> float:
        """Give what it costs to take one block for the other."""
        found = self.known.get((n, m))
        if found is None:
            ours, theirs = self.ours, self.theirs
            found = match_cost(ours.items[n], theirs.items[m], ours.lengths[n] - theirs.lengths[m])
            self.known[n, m] = found
        return found

    def filled(self, bounds: Sequence[tuple[int, int]]) -> tuple[float, list[list[_Step]]]:
        """Give what the cheapest way through a band costs, and the step that leads to each cell."""
        last = bounds[0][1]
        costs = [list(accumulate(self.theirs.gaps[:last], initial=0.0))]
        steps: list[list[_Step]] = [[(0, 0), *[(0, 1)] * last]]
        for i, (low, high) in enumerate(bounds[1:], 1):
            over = columns(costs, bounds, i - 1, (low - 2, high), NEVER)
            far = columns(costs, bounds, i - 2, (low - 1, high - 1), NEVER)
            row, taken = self._row(i - 1, low, over, far)
            costs.append(row)
            steps.append(taken)
        return costs[-1][-1], steps

    def _row(self, n: int, low: int, over: list[float], far: list[float]) -> tuple[list[float], list[_Step]]:
        """Give the costs of the cells behind the source's block `n` from column `low` on, and the step to each.

        `over` holds the row above from two columns before, `far` the one above that from one column before. What costs
        too much before a match is weighed is not weighed: no match costs less than nothing.
        """
        costs: list[float] = []
        steps: list[_Step] = []
        ours, theirs = self.ours, self.theirs
        gap, under, lone, group = ours.gaps[n], ours.under[n], ours.lone[n], ours.groups[n]
        for m, cross, both, down, two in zip(
            range(low - 1, low - 1 + len(far)), over[:-2], over[1:-1], over[2:], far, strict=True
        ):
            best, step = down + gap, (1, 0)
            if costs and (total := costs[-1] + theirs.gaps[m]) < best - _LEAST:
                best, step = total, (0, 1)
            apart = _APART if under != theirs.under[m] else _STRANGE if lone and theirs.lone[m] else 0.0
            limit = best - _LEAST - apart
            if both < limit and group == theirs.groups[m] and (total := both + self.cost(n, m)) < limit:
                best, step, limit = total + apart, (1, 1), total - _LEAST
            two_for_one = two + _MERGE < limit and ours.joins[n] and theirs.prose[m]
            if two_for_one and (total := two + self._two_for_one(n, m, limit - two)) < limit:
                best, step, limit = total + apart, (2, 1), total - _LEAST
            one_for_two = cross + _MERGE < limit and ours.prose[n] and theirs.joins[m]
            if one_for_two and (total := cross + self._one_for_two(n, m, limit - cross)) < limit:
                best, step = total + apart, (1, 2)
            costs.append(best)
            steps.append(step)
        return costs, steps

    def _two_for_one(self, i: int, j: int, most: float) -> float:
        """Give what it costs to take a block of the source and the one before it for one of the translation.

        `NEVER` also tells that it is surely more than `most`.
        """
        both, length, ends = self.ours.twins(i)
        gap, single = length - self.theirs.lengths[j], self.theirs.items[j]
        share = shared(both, single)
        if _MERGE + least_cost(share, gap, both.weight + single.weight) > most:
            return NEVER
        whole = misfit(share, abs(gap) + SENTENCES * between(ends, self.theirs.ends(j)))
        alone = min(self._alone(i - 1, j, share), self._alone(i, j, share))
        return _MERGE + match_cost(both, single, gap) if whole < alone - _BETTER else NEVER

    def _one_for_two(self, i: int, j: int, most: float) -> float:
        """Give what it costs to take a block of the source for one of the translation and the one before it.

        `NEVER` also tells that it is surely more than `most`.
        """
        both, length, ends = self.theirs.twins(j)
        gap, single = self.ours.lengths[i] - length, self.ours.items[i]
        share = shared(single, both)
        if _MERGE + least_cost(share, gap, both.weight + single.weight) > most:
            return NEVER
        whole = misfit(share, abs(gap) + SENTENCES * between(self.ours.ends(i), ends))
        alone = min(self._alone(i, j - 1, share), self._alone(i, j, share))
        return _MERGE + match_cost(single, both, gap) if whole < alone + _WORSE else NEVER

    def _alone(self, i: int, j: int, usual: float) -> float:
        """Give how far two blocks are from saying the same; `usual` is the share of tokens where neither has any."""
        found = self.misfits.get((i, j))
        if found is None:
            ours, theirs = self.ours.items[i], self.theirs.items[j]
            weighty = ours.weight or theirs.weight
            found = self.misfits[i, j] = shared(ours, theirs) if weighty else None, self._size_gap(i, j)
        share, apart = found
        return misfit(usual if share is None else share, apart)

    def _size_gap(self, i: int, j: int) -> float:
        """Give how far two paragraphs are apart in length and in their number of sentences, which translators keep."""
        sentences = between(self.ours.ends(i), self.theirs.ends(j))
        return abs(self.ours.lengths[i] - self.theirs.lengths[j]) + SENTENCES * sentences


def _stays_alone(alone: bool, item: Features) -> bool:
    return item.kind == "heading" or (alone and not (isinstance(item.block, Component) and item.block.closing))


def logs(item: Features) -> tuple[float, float]:
    """Give the logarithms of how many sentences a paragraph has at least, and may have at most."""
    return math.log(item.sentences + 0.5), math.log(item.clauses + 0.5)


def between(ours: tuple[float, float], theirs: tuple[float, float]) -> float:
    """Give how far two ranges are apart."""
    return max(0.0, ours[0] - theirs[1], theirs[0] - ours[1])


def _neighbours(first: Block, second: Block) -> bool:
    """Say whether two blocks are paragraphs of one text or item: no item is joined to what is before its list."""
    if not isinstance(first, Prose) or not isinstance(second, Prose) or second.role == "item":
        return False
    return first.role != "item" or second.list_start in (first.list_start, -1)


def _trace(steps: list[list[_Step]], bounds: list[tuple[int, int]]) -> list[Match]:
    matches: list[Match] = []
    i, j = len(bounds) - 1, bounds[-1][1]
    while i or j:
        down, across = steps[i][j - bounds[i][0]]
        matches.append(Match(tuple(range(i - down, i)), tuple(range(j - across, j))))
        i, j = i - down, j - across
    matches.reverse()
    return matches
