"""Owns the pairing of two long sequences that are mostly alike."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

_RUN = 4
_MOST = 4000  # items of both sides between two anchors; beyond, they are left unpaired


def pairs(ours: Sequence[str], theirs: Sequence[str], run: int = _RUN) -> list[tuple[int, int]]:
    """Pair equal items in order: runs that each side has once first, then what stands between these.

    Runs that are unique on both sides anchor the rest (Bram Cohen's patience diff); difflib fills the gaps.
    """
    anchors = _anchors(ours, theirs, run)
    found: list[tuple[int, int]] = []
    left = right = 0
    for i, j in [*anchors, (len(ours), len(theirs))]:
        if i < left or j < right:
            continue
        found += _between(ours, theirs, (left, i), (right, j))
        if i < len(ours):
            found.append((i, j))
        left, right = i + 1, j + 1
    return found


def _anchors(ours: Sequence[str], theirs: Sequence[str], run: int) -> list[tuple[int, int]]:
    """Give the items of runs that stand once on each side, in the longest order that both sides have."""
    left, right = _runs(ours, run), _runs(theirs, run)
    both = sorted((at, right[key]) for key, at in left.items() if key in right)
    kept = _rising(both)
    return sorted({(i + step, j + step) for i, j in kept for step in range(run)}, key=lambda item: item)


def _runs(items: Sequence[str], run: int) -> dict[tuple[str, ...], int]:
    every = [tuple(items[at : at + run]) for at in range(len(items) - run + 1)]
    counts = Counter(every)
    return {key: at for at, key in enumerate(every) if counts[key] == 1}


def _rising(both: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give a longest run of pairs that rise on both sides."""
    tails: list[int] = []
    places: list[int] = []
    before = [-1] * len(both)
    for index, (_, j) in enumerate(both):
        at = bisect_left(tails, j)
        before[index] = places[at - 1] if at else -1
        tails[at : at + 1] = [j]
        places[at : at + 1] = [index]
    found = []
    index = places[-1] if places else -1
    while index >= 0:
        found.append(both[index])
        index = before[index]
    return found[::-1]


def _between(
    ours: Sequence[str], theirs: Sequence[str], left: tuple[int, int], right: tuple[int, int]
) -> list[tuple[int, int]]:
    one, other = ours[slice(*left)], theirs[slice(*right)]
    if not one or not other or len(one) + len(other) > _MOST:
        return []
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return [
        (left[0] + block.a + step, right[0] + block.b + step)
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    ]
