"""Owns the question which blocks of a pair stand for those that a link is in, by their numbers in the pages."""

from collections import Counter

from doclint.anchors.uses import Use
from doclint.model import Pair


def row_of(pair: Pair, block: int) -> tuple[set[int], set[int]]:
    """Give the numbers of the blocks, on both sides, of the row that a block of the translation stands in."""
    wanted = pair.translation.blocks[block]
    row = next((row for row in pair.rows if any(wanted is other for other in row.translation)), None)
    if row is None:
        return set(), set()
    ours = {number for number, other in enumerate(pair.source.blocks) if any(other is one for one in row.source)}
    theirs = {
        number for number, other in enumerate(pair.translation.blocks) if any(other is one for one in row.translation)
    }
    return ours, theirs


def shared_rows(pair: Pair, source: list[Use], translation: list[Use]) -> tuple[set[int], set[int]]:
    """Give the numbers of the blocks, on both sides, where the translation has no more dead links than the source."""
    ours = {id(block): number for number, block in enumerate(pair.source.blocks)}
    theirs = {id(block): number for number, block in enumerate(pair.translation.blocks)}
    in_source, in_translation = (Counter(use.block for use in side) for side in (source, translation))
    found: tuple[set[int], set[int]] = set(), set()
    for row in pair.rows:
        here = {ours[id(block)] for block in row.source if id(block) in ours}
        there = {theirs[id(block)] for block in row.translation if id(block) in theirs}
        dead = sum(in_translation[number] for number in there)
        if dead and dead <= sum(in_source[number] for number in here):
            found[0].update(here)
            found[1].update(there)
    return found
