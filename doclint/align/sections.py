"""Owns the alignment of headings: which section of the translation is which of the source, and which was moved."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import accumulate, repeat

from doclint.align.band import band, columns
from doclint.align.likeness import (
    MARGIN,
    NO_MORE,
    Section,
    joined,
    may_have_moved,
    most,
    most_by_name,
    sameness,
    score,
)
from doclint.record import field, record

_NEVER = -math.inf
_LEAST = 1e-9
"""By how much a way must be better to be taken in place of one that was looked at before."""
_ENDLESS = 1 << 60
_GAP = 0.55
_SAME_PLACE = 0.3
"""What it is worth that two sections stand in one place of short outlines that are the same."""
_SHORT = 5
"""Sections of a short outline; in a long one, such as a glossary's, every language may have its own order."""
_MERGE = 0.1
_BAND = 60
_CLEARLY = 0.6  # how much better all must fit for a section to count as moved
_MOST_MOVES = 3
_MOST_TRIED = 8
_FAR = 8
_MOST_APART = 400  # sections without a counterpart that are looked for elsewhere
_MOST_KNOWN = 300_000  # scores that are kept
_MOST_SECTIONS = 1000  # of a page on which it is asked what would fit better elsewhere


_Step = tuple[int, int]
"""How far down and how far across a way leads to a cell."""


def align_sections(
    source: Sequence[Section], translation: Sequence[Section], ratio: float
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Pair the sections of two documents; give the pairs in order, and then those that were moved."""
    known = _known(source, translation)
    levels = [[section.heading.level for section in side] for side in (source, translation)]
    place = _SAME_PLACE if levels[0] == levels[1] and len(source) <= _SHORT else 0.0
    table = _Table(source, translation, ratio, known, frozenset(known.values()), place)
    kept, passed = _with_moves(table)
    paired_source = {i for i, _ in (*kept, *passed)}
    paired_translation = {j for _, j in (*kept, *passed)}
    left = [i for i in range(len(source)) if i not in paired_source][:_MOST_APART]
    right = [j for j in range(len(translation)) if j not in paired_translation][:_MOST_APART]
    moved = list(passed)
    taken, given = {i for i, _ in passed}, {j for _, j in passed}
    candidates = sorted(
        ((sameness(source[i], translation[j], ratio), -i, -j) for i in left for j in right), reverse=True
    )
    for likeness, i, j in candidates:
        if -i in taken or -j in given or not may_have_moved(source[-i], translation[-j]):
            continue
        evidence = table.score((-i,), (-j,))
        if likeness >= 1 or evidence >= 0.9 or (likeness >= 0.5 and evidence >= 0.5):
            moved.append((-i, -j))
            taken.add(-i)
            given.add(-j)
    return kept, sorted(moved)


def _with_moves(table: "_Table") -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Pair what stands in order, but for the sections without which all others fit clearly better.

    Where nothing names a section, two that changed places would be paired crosswise: each is a poor fit, and both
    together are a worse one than either taken out and put where it fits.
    """
    rows, columns = list(range(len(table.source))), list(range(len(table.translation)))
    if _in_place(table):
        return list(zip(rows, columns, strict=True)), []
    total, kept = table.in_order(rows, columns)
    moved: list[tuple[int, int]] = []
    for _ in range(_MOST_MOVES if max(len(rows), len(columns)) <= _MOST_SECTIONS else 0):
        best = (total + _CLEARLY, kept, (-1, -1))
        for i, j in _misfits(table, kept, rows, columns):
            rest, pairs = table.in_order([n for n in rows if n != i], [n for n in columns if n != j])
            if (better := rest + table.score((i,), (j,))) > best[0] + 1e-9:
                best = (better, pairs, (i, j))
        if best[2][0] < 0:
            break
        total, kept, (i, j) = best
        total -= table.score((i,), (j,))
        rows.remove(i)
        columns.remove(j)
        moved.append((i, j))
    return kept, moved


def _in_place(table: "_Table") -> bool:
    """Say whether every section surely stands for the one in its place: no other way through the table is better.

    Each is known to be that one; the first, the page's title, may be called otherwise on both sides. Then any other way
    does without pairs that stand in their places for what it gains: two sections taken for one do without these two and
    their neighbour, and a title paired with a section further down does without all that stand between.
    """
    first = 0 if 0 in table.known else 1
    count = len(table.source)
    if not count or count != len(table.translation) or any(table.known.get(n) != n for n in range(first, count)):
        return False
    scores = [table.score((n,), (n,)) for n in range(count)]
    if min(scores) + 2 * _GAP < MARGIN:
        return False
    if first and count > 1:
        below = most_by_name(ids=bool(table.translation[0].ids)) + 2 * _GAP
        if scores[0] + scores[1] + 4 * _GAP < below + MARGIN:
            return False
    joins = 2 * _GAP + _MERGE - MARGIN  # what it costs at the least to take two for one, and to leave the third alone
    return all(
        scores[n] + scores[n + 1] > most(table.source[n], table.translation[n]) - joins for n in range(count - 1)
    )


def _misfits(
    table: "_Table", kept: Sequence[tuple[int, int]], rows: Sequence[int], columns: Sequence[int]
) -> list[tuple[int, int]]:
    """Give the pairs that would fit better than what either has now, the best first."""
    ours, theirs = dict(kept), {j: i for i, j in kept}
    # a title that comes again and again (“Solution”) goes with what stands before it, and tells nothing alone
    uses = Counter(section.slug for section in table.source), Counter(section.slug for section in table.translation)
    found = []
    for number, i in enumerate(rows):
        here = table.score((i,), (ours[i],)) if i in ours else 0.0
        for j in columns[max(0, number - _FAR) : number + _FAR + 1]:
            if ours.get(i) == j or not table.may_pair(i, j):
                continue
            one, other = table.source[i], table.translation[j]
            if (
                one.heading.level != other.heading.level
                or not one.body
                or max(uses[0][one.slug], uses[1][other.slug]) > 1
            ):
                continue
            there = table.score((theirs[j],), (j,)) if j in theirs else 0.0
            clearly = max(here, there, 0.6) + 0.3
            fit = table.score((i,), (j,), clearly)
            if fit > clearly:
                found.append((max(here, there) - fit, i, j))
    return [(i, j) for _, i, j in sorted(found)[:_MOST_TRIED]]


def _known(source: Sequence[Section], translation: Sequence[Section]) -> dict[int, int]:
    """Give, by the number of a translated section, the source's that it surely is: the same id or title, used once.

    A title in the translation that is only an id of the source's is a short word, and may name another section.
    """
    owners: dict[str, list[int]] = {}
    titled: dict[str, list[int]] = {}
    for number, item in enumerate(source):
        for name in {*item.ids, item.slug} - {""}:
            owners.setdefault(name, []).append(number)
        titled.setdefault(item.slug, []).append(number)
    uses = Counter(name for item in translation for name in {*item.ids, item.slug})
    known: dict[int, int] = {}
    for number, item in enumerate(translation):
        for name in (*sorted(item.ids), item.slug):
            found = owners.get(name, [])
            if uses[name] == 1 and len(found) == 1 and (name in item.ids or titled.get(name) == found):
                known.setdefault(number, found[0])
    return known


class _Columns:
    """The sections of the translation: their numbers, how many blocks each has, and which of the source's it surely is.

    That is -1 where nothing is sure. A way other than a gap leads to the columns, counted from 1, of a section and the
    one behind it from what it may be.
    """

    def __init__(self, numbers: Sequence[int], sizes: Sequence[int], owners: Sequence[int]) -> None:
        self.numbers, self.sizes, self.owners = numbers, sizes, owners
        self._led_to: dict[int, set[int]] = {-1: set()}
        for at, owner in enumerate(owners, 1):
            self._led_to.setdefault(owner, set()).update((at, at + 1))

    def led_to(self, ours: Sequence[int]) -> tuple[set[int], set[int]]:
        """Give the columns to which any section of the source leads, and those to which these do."""
        return self._led_to[-1], set().union(*(self._led_to.get(n, ()) for n in ours))


@record
class _Table:
    """Two lists of sections, and how well each fits each; a score is kept, for it is asked for again and again."""

    source: Sequence[Section]
    translation: Sequence[Section]
    ratio: float
    known: Mapping[int, int]
    taken: frozenset[int]
    place: float = 0.0
    scores: dict[tuple[tuple[int, ...], tuple[int, ...]], float] = field(default_factory=dict)
    both: tuple[dict[tuple[int, ...], Section], dict[tuple[int, ...], Section]] = field(
        default_factory=lambda: ({}, {})
    )

    def may_pair(self, i: int, j: int) -> bool:
        """Say whether nothing speaks against a pair: neither side is surely another's."""
        return self.known.get(j, i) == i and (i not in self.taken or self.known.get(j) == i)

    def score(self, ours: tuple[int, ...], theirs: tuple[int, ...], least: float = NO_MORE) -> float:
        """Weigh one section, or two that follow each other, against one or two of the other side.

        What is surely no more than `least` may be given as `NO_MORE`.
        """
        key = ours, theirs
        found = self.scores.get(key)
        if found is None:
            one = self.source[ours[0]] if len(ours) == 1 else self._joined(0, ours)
            other = self.translation[theirs[0]] if len(theirs) == 1 else self._joined(1, theirs)
            place = self.place if ours == theirs and len(ours) == 1 else 0.0
            found = score(one, other, self.ratio, least - place) + place
            if found != NO_MORE and len(self.scores) < _MOST_KNOWN:
                self.scores[key] = found
        return found

    def _joined(self, side: int, numbers: tuple[int, ...]) -> Section:
        known, sections = self.both[side], self.translation if side else self.source
        if numbers not in known:
            known[numbers] = reduce(joined, (sections[n] for n in numbers))
        return known[numbers]

    def in_order(self, ours: Sequence[int], theirs: Sequence[int]) -> tuple[float, list[tuple[int, int]]]:
        """Find the pairing of highest total score that keeps the order (Needleman and Wunsch 1970); give both.

        A section may also stand for two: where a translation lost a heading, what stood under it stands under the one
        before (the merges of Gale and Church 1993).
        """
        bounds = band(len(ours), len(theirs), _BAND)
        last = bounds[0][1]
        totals = [list(accumulate(repeat(-_GAP, last), initial=0.0))]
        steps: list[list[_Step]] = [[(0, 0), *[(0, 1)] * last]]
        side = _Columns(
            theirs, [len(self.translation[j].body) for j in theirs], [self.known.get(j, -1) for j in theirs]
        )
        for i, (low, high) in enumerate(bounds[1:], 1):
            over = columns(totals, bounds, i - 1, (low - 2, high), _NEVER)
            far = columns(totals, bounds, i - 2, (low - 1, high - 1), _NEVER)
            row, taken = self._row(ours[max(0, i - 2) : i], side, low, over, far)
            totals.append(row)
            steps.append(taken)
        pairs = []
        i, j = len(ours), len(theirs)
        while i or j:
            down, across = steps[i][j - bounds[i][0]]
            if down and across:
                pairs.append((ours[i - down], theirs[j - across]))
            i, j = i - down, j - across
        pairs.reverse()
        return totals[-1][-1], pairs

    def _row(
        self, ours: Sequence[int], theirs: "_Columns", low: int, over: list[float], far: list[float]
    ) -> tuple[list[float], list[_Step]]:
        """Give the totals of a row's cells from column `low` on, and the step that leads to each.

        `ours` are the row's section and the one before; `over` holds the row above from two columns before, `far` the
        one above that from one column before. A section that is surely another one's is no way to a cell.
        """
        totals: list[float] = []
        steps: list[_Step] = []
        last, before = ours[-1], (ours[0] if len(ours) > 1 else -1)
        size, size_before = (len(self.source[n].body) if n >= 0 else _ENDLESS for n in (last, before))
        numbers, sizes, owners = theirs.numbers, theirs.sizes, theirs.owners
        open_, owned = theirs.led_to(ours)
        left = _NEVER
        for j, cross, both, down, two in zip(
            range(low, low + len(far)), over[:-2], over[1:-1], over[2:], far, strict=True
        ):
            best, step = down - _GAP, (1, 0)
            if (total := left - _GAP) > best + _LEAST:
                best, step = total, (0, 1)
            if j in open_ or j in owned:
                b, owner = numbers[j - 1], owners[j - 1]
                enough = best + _LEAST
                if owner in (-1, last) and (total := both + self.score((last,), (b,), enough - both)) > enough:
                    best, step, enough = total, (1, 1), total + _LEAST
                if size and sizes[j - 1] > size_before and owner in (-1, before):
                    least = enough - two + _GAP + _MERGE
                    total = two + (self.score((before, last), (b,), least) - _GAP - _MERGE)
                    if total > enough:
                        best, step, enough = total, (2, 1), total + _LEAST
                if j > 1 and sizes[j - 1] and size > sizes[j - 2] and owners[j - 2] in (-1, last):
                    least = enough - cross + _GAP + _MERGE
                    total = cross + (self.score((last,), (numbers[j - 2], b), least) - _GAP - _MERGE)
                    if total > enough:
                        best, step = total, (1, 2)
            totals.append(best)
            steps.append(step)
            left = best
        return totals, steps
