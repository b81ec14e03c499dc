"""Owns what only changed its place: code and paragraphs that are unmatched on both sides, and are the same."""

from collections.abc import Sequence

from doclint.align.blocks import match_cost
from doclint.align.features import Features
from doclint.model import Code, Prose

# The blocks of both sides that stand for each other, by their numbers; one side may be empty.
Indices = tuple[tuple[int, ...], tuple[int, ...]]

_SURELY = 0.2
_MOST_CANDIDATES = 40_000


def rejoin_code(left: Sequence[Features], right: Sequence[Features], matches: list[Indices]) -> list[Indices]:
    """Pair code that only changed its place: the same body, unmatched on both sides, is neither missing nor extra."""
    spare: dict[str, list[int]] = {}
    for source, translation in matches:
        if not source and isinstance(code := right[translation[0]].block, Code):
            spare.setdefault(code.body, []).append(translation[0])
    result: list[Indices] = []
    used: set[int] = set()
    for source, translation in matches:
        if not translation and isinstance(code := left[source[0]].block, Code) and spare.get(code.body):
            used.add(found := spare[code.body].pop(0))
            result.append((source, (found,)))
        else:
            result.append((source, translation))
    return [pair for pair in result if pair[0] or pair[1][0] not in used]


def rejoin_prose(
    left: Sequence[Features], right: Sequence[Features], matches: list[Indices], ratio: float
) -> list[Indices]:
    """Pair paragraphs that only changed their place, as the entries of a glossary do in every language's alphabet."""
    lost = [source[0] for source, translation in matches if not translation and _is_prose(left, source[0])]
    added = [translation[0] for source, translation in matches if not source and _is_prose(right, translation[0])]
    if not lost or not added or len(lost) * len(added) > _MOST_CANDIDATES:
        return matches
    costs = sorted((match_cost(left[i], right[j], ratio), i, j) for i in lost for j in added)
    joined: dict[int, int] = {}
    taken: set[int] = set()
    for cost, i, j in costs:
        if cost <= _SURELY and i not in joined and j not in taken:
            joined[i] = j
            taken.add(j)
    return [
        (source, (joined[source[0]],) if not translation and source[0] in joined else translation)
        for source, translation in matches
        if source or translation[0] not in taken
    ]


def _is_prose(items: Sequence[Features], index: int) -> bool:
    return isinstance(items[index].block, Prose)
