"""Owns the comparison of code that one side shows in one block and the other one in several."""

from collections import Counter
from collections.abc import Sequence
from functools import reduce
from operator import add

from doclint.code.alike import lines
from doclint.code.compare import compare
from doclint.code.known import Page
from doclint.code.verdict import Verdict
from doclint.model import Block, Code
from doclint.record import replace


def divided(source: Sequence[Block], translation: Sequence[Block], page: Page) -> tuple[Code, Code, Verdict] | None:
    """Compare what the blocks of two sides hold together; lines may stand in another order, as the text leads to them.

    Gives the verdict on the first line that one side lacks, with the blocks that it is about; None where none is.
    """
    ours, theirs = ([block for block in side if isinstance(block, Code)] for side in (source, translation))
    wholes = [replace(side[0], body="\n".join(code.body.rstrip("\n") for code in side)) for side in (ours, theirs)]
    left, right = (reduce(add, (lines(code.body) for code in side), Counter[str]()) for side in (ours, theirs))
    if left == right or compare(wholes[0], wholes[1], page).forgiven:
        return None
    lost, gained = _first(ours, left - right), _first(theirs, right - left)
    return lost[0], gained[0], Verdict("code", lost[1], gained[1], lost[2], gained[2])


def _first(blocks: Sequence[Code], wanted: Counter[str]) -> tuple[Code, str, int]:
    """Give the first line of these that is wanted, with its block and its place there; nothing, at the end, if none."""
    for code in blocks:
        at = 0
        for line in code.body.split("\n"):
            if lines(line) & wanted:
                return code, line.strip(), at + len(line) - len(line.lstrip())
            at += len(line) + 1
    return blocks[-1], "", len(blocks[-1].body.rstrip())
