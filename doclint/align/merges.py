"""Owns merges of paragraphs beyond two for one: three in one, and a line of its own that became a paragraph's line."""

import math
from collections.abc import Sequence
from functools import reduce

from doclint.align.blocks import SENTENCES, between, logs
from doclint.align.costs import cost_alone, misfit, shared
from doclint.align.features import Features, is_item, joined
from doclint.align.rejoin import Indices
from doclint.model import Prose
from doclint.regex import regex

_CLOSE = 0.3
_BETTER = 0.05
_WORDS = 3  # words that no other paragraph could have given to one
_SURELY = 0.4
_CLEARLY = 0.1
_BRIEF = 0.7  # how far in length a paragraph may be from two that it says in brief
_SHAPES = (
    regex(r"\*\*[^*]{1,120}\*\*[:：]?|__[^_]{1,120}__[:：]?"),  # a heading in all but name
    regex(r"!\[[^\[\]]{0,200}\]\([^()]{1,500}\)"),
)


def fold_paragraphs(
    left: Sequence[Features], right: Sequence[Features], matches: list[Indices], ratio: float
) -> list[Indices]:
    """Join paragraphs without a counterpart to the ones beside them where the other side says all of them in one."""
    result = _unmerged(left, right, matches, ratio)
    lone = [n for n, pair in enumerate(result) if not (pair[0] and pair[1]) and _roles(left, right, pair) is not None]
    if not lone:
        return result
    places = tuple({block: n for n, pair in enumerate(result) for block in pair[side]} for side in (0, 1))
    for number in (*lone, *reversed(lone)):
        side = 0 if result[number][0] else 1
        for block in result[number][side]:
            for beside in (block - 1, block + 1):
                other = places[side].get(beside, number)
                pair = result[other]
                if other == number or not (pair[0] and pair[1]):
                    continue
                if not _may_join(_roles(left, right, result[number]), _roles(left, right, pair), side):
                    continue
                whole = _with(pair, side, block)
                begins = beside > block and is_item((left, right)[side][block])  # an item, and its own paragraph
                if begins or _says_all(left, right, (pair, whole), side, ratio):
                    result[other], result[number] = whole, ((), ())
                    places[side][block] = other
                    break
    return [pair for pair in result if pair[0] or pair[1]]


def _unmerged(
    left: Sequence[Features], right: Sequence[Features], matches: Sequence[Indices], ratio: float
) -> list[Indices]:
    """Take two paragraphs for one apart where one beside them, that stands for nothing, surely is its counterpart."""
    result = [[pair] for pair in matches]
    for number, pair in enumerate(matches):
        side = 0 if len(pair[0]) == 2 else 1
        if len(pair[side]) != 2 or len(pair[1 - side]) != 1 or _roles(left, right, pair) is None:
            continue
        for at, beside in ((number - 1, pair[side][0] - 1), (number + 1, pair[side][1] + 1)):
            if not 0 <= at < len(matches) or matches[at] != _with(((), ()), side, beside):
                continue
            whole = _with((pair[0], ()) if side else ((), pair[1]), side, beside)
            if _roles(left, right, whole) == _roles(left, right, pair) and _is_closer(
                left, right, (whole, pair), ratio
            ):
                halves = [_with(((), ()), side, block) for block in pair[side]]
                result[number] = [whole, *halves] if at < number else [*halves, whole]
                result[at] = []
                break
    return [pair for run in result for pair in run]


def _is_closer(
    left: Sequence[Features], right: Sequence[Features], found: tuple[Indices, Indices], ratio: float
) -> bool:
    """Say whether what one pair says is surely the same, and clearly more so than what the other one says."""
    one, other = (
        cost_alone(reduce(joined, (left[n] for n in ours)), reduce(joined, (right[n] for n in theirs)), ratio)
        for ours, theirs in found
    )
    return one <= _SURELY and one + _CLEARLY < other


def _roles(left: Sequence[Features], right: Sequence[Features], pair: Indices) -> tuple[set[str], set[str]] | None:
    """Give whether each side of a pair is paragraphs or items; None where it is anything else."""
    blocks = [[items[n].block for n in side] for items, side in ((left, pair[0]), (right, pair[1]))]
    if not all(isinstance(block, Prose) for side in blocks for block in side):
        return None
    ours, theirs = ({str(block.role) for block in side if isinstance(block, Prose)} for side in blocks)
    return ours, theirs


def _may_join(lone: tuple[set[str], set[str]] | None, pair: tuple[set[str], set[str]] | None, side: int) -> bool:
    """Say whether what stands alone may be a part of a pair: paragraphs, or an item whose text fell out of the list."""
    if lone is None or pair is None:
        return False
    if lone[side] == {"item"}:
        return pair[side] == {"paragraph"} and pair[1 - side] == {"item"}
    return lone[side] | pair[0] | pair[1] == {"paragraph"}


def _with(pair: Indices, side: int, block: int) -> Indices:
    both = tuple(sorted((*pair[side], block)))
    return (both, pair[1]) if side == 0 else (pair[0], both)


def _says_all(
    left: Sequence[Features], right: Sequence[Features], found: tuple[Indices, Indices], side: int, ratio: float
) -> bool:
    """Say whether one paragraph stands for another side's paragraphs, and for the next one as well."""
    pair, whole = found
    if len(pair[1 - side]) != 1:
        return False
    many, single = ((left, right)[side], (right, left)[side][pair[1 - side][0]])
    more = next(n for n in whole[side] if n not in pair[side])
    beside = pair[side][0] if more < pair[side][0] else pair[side][-1]
    if _own_line(many[more], many[beside], single, first=more < beside):
        return True
    announces = more > beside and _leads_in(many[more]) and _leads_in(single) and not _leads_in(many[beside])
    if announces and _weighed(left, right, whole, ratio)[1] < _BRIEF:
        return True
    said = (many[more].words & single.words) - many[beside].words
    if len(pair[side]) == 1 and len(said) < _WORDS:  # two for one were weighed when the blocks were aligned
        return False
    alone, all_of_it = (_weighed(left, right, one, ratio) for one in (pair, whole))
    if len(said) >= _WORDS and all_of_it[1] < alone[1]:
        return True
    return all_of_it[1] < _CLOSE and all_of_it[0] < alone[0] - _BETTER


def _own_line(more: Features, beside: Features, single: Features, *, first: bool) -> bool:
    """Say whether a block is a line in bold type or an image, as is a paragraph's first line on the other side."""
    at = 0 if first else -1
    ours, next_to_it, theirs = (
        item.block.text.strip().splitlines() for item in (more, beside, single) if isinstance(item.block, Prose)
    )
    return (
        len(ours) == 1
        and len(theirs) > 1
        and any(
            shape.fullmatch(ours[0].strip())
            and shape.fullmatch(theirs[at].strip())
            and not shape.fullmatch(next_to_it[at].strip())
            for shape in _SHAPES
        )
    )


def _leads_in(item: Features) -> bool:
    """Say whether a paragraph ends in a colon: what follows is announced by it, and by no other one."""
    return isinstance(item.block, Prose) and item.block.text.rstrip("*_ \n").endswith((":", "："))


def _weighed(left: Sequence[Features], right: Sequence[Features], pair: Indices, ratio: float) -> tuple[float, float]:
    """Give how far the paragraphs of two sides are from saying the same, and how far apart in length they are."""
    ours, theirs = (reduce(joined, (items[n] for n in side)) for items, side in ((left, pair[0]), (right, pair[1])))
    length = abs(math.log((theirs.length + 4) / (ours.length * ratio + 4)))
    return misfit(shared(ours, theirs), length + SENTENCES * between(logs(ours), logs(theirs))), length
