"""Owns what only changed its place: code and paragraphs that are unmatched on both sides, and are the same."""

import math
from collections.abc import Iterator, Sequence

from doclint.align.costs import match_cost
from doclint.align.features import Features, is_item, list_of, total
from doclint.model import Code, Prose

# The blocks of both sides that stand for each other, by their numbers; one side may be empty.
Indices = tuple[tuple[int, ...], tuple[int, ...]]
# A side's blocks, and of what was joined the numbers of its sentence and of its items.
_Joined = tuple[Sequence[Features], tuple[int, ...], list[int]]

_SURELY = 0.2
_CLOSE = 0.3
_CLEARLY_BETTER = 0.2
_NAMED = 2  # what code or an address weighs at the least
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
    ours = [(i, left[i], math.log(left[i].length * ratio + 4)) for i in lost]
    theirs = [(j, right[j], math.log(right[j].length + 4)) for j in added]
    costs = ((match_cost(one, other, a - b, _SURELY), i, j) for i, one, a in ours for j, other, b in theirs)
    joined: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(both for both in costs if both[0] <= _SURELY):
        if i not in joined and j not in taken:
            joined[i] = j
            taken.add(j)
    return [
        (source, (joined[source[0]],) if not translation and source[0] in joined else translation)
        for source, translation in matches
        if source or translation[0] not in taken
    ]


def _is_prose(items: Sequence[Features], index: int) -> bool:
    return isinstance(items[index].block, Prose)


def fold_lists(
    left: Sequence[Features], right: Sequence[Features], matches: list[Indices], ratio: float
) -> list[Indices]:
    """Join a short list to the sentence before it where the other side says both in one sentence."""
    result: list[Indices] = []
    for source, translation in matches:
        if not (source and translation):
            before = result[-1] if result else ((), ())
            joined = (*before[0], *source), (*before[1], *translation)
            items = [left[n] for n in source] or [right[n] for n in translation]
            if all(map(is_item, items)) and _says_both(left, right, before, joined, ratio):
                result[-1] = joined
                continue
        result.append((source, translation))
    return [pair for run in _settled(result, left, right, ratio) for pair in run]


def _settled(
    matches: list[Indices], left: Sequence[Features], right: Sequence[Features], ratio: float
) -> Iterator[list[Indices]]:
    """Take joins apart again that ended up a worse fit than the sentence alone: half a list is no sentence."""
    for source, translation in matches:
        if len(source) <= 1 and len(translation) <= 1:
            yield [(source, translation)]
            continue
        extra_left = [n for n in source[1:] if is_item(left[n])]
        extra_right = [n for n in translation[1:] if is_item(right[n])]
        listed = source and translation and is_item(left[source[0]]) and is_item(right[translation[0]])
        if listed or not (extra_left or extra_right):
            yield [(source, translation)]
            continue
        own = tuple(n for n in source if n not in extra_left), tuple(n for n in translation if n not in extra_right)
        whole, alone = _gap(left, right, (source, translation), ratio), _gap(left, right, own, ratio)
        ours, theirs = (left, own[0], extra_left), (right, own[1], extra_right)
        named = whole < alone and (_names_rest(ours, theirs) or _names_rest(theirs, ours))
        if whole < min(_CLOSE, alone - _CLEARLY_BETTER) or named:
            yield [(source, translation)]
        else:
            yield [own, *(((n,), ()) for n in extra_left), *(((), (n,)) for n in extra_right)]


def _names_rest(side: _Joined, other: _Joined) -> bool:
    """Say whether a whole list names, item by item, what the other side's sentence does and its own does not."""
    page, sentence, items = side
    if not items or any(page[n].weight < _NAMED for n in items):
        return False
    if len(items) < sum(list_of(item) == list_of(page[items[0]]) for item in page):
        return False
    spare = total([other[0][n] for n in other[1]]) - total([page[n] for n in sentence])
    return not total([page[n] for n in items]) - spare


def _says_both(
    left: Sequence[Features], right: Sequence[Features], before: Indices, joined: Indices, ratio: float
) -> bool:
    """Say whether a sentence and one more item are a nearer fit in length than the sentence was without it."""
    starts = before[0] and before[1] and not is_item(left[before[0][0]]) and not is_item(right[before[1][0]])
    if not starts or not (_is_prose(left, before[0][0]) and _is_prose(right, before[1][0])):
        return False
    if len(joined[0]) > 1 and len(joined[1]) > 1:
        return False
    ours, theirs = total([left[n] for n in joined[0]]), total([right[n] for n in joined[1]])
    if total([left[n] for n in joined[0][1:]]) - theirs or total([right[n] for n in joined[1][1:]]) - ours:
        return False  # code, addresses and names would be said in both
    return _gap(left, right, joined, ratio) < _gap(left, right, before, ratio)


def _gap(left: Sequence[Features], right: Sequence[Features], pair: Indices, ratio: float) -> float:
    """Give how far two runs of blocks are apart in length, as the logarithm of their ratio."""
    return _apart([left[n] for n in pair[0]], [right[n] for n in pair[1]], ratio)


def _apart(source: Sequence[Features], translation: Sequence[Features], ratio: float) -> float:
    ours, theirs = sum(item.length for item in source), sum(item.length for item in translation)
    return abs(math.log((theirs + 4) / (ours * ratio + 4)))
