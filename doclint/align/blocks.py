"""Owns the alignment of the blocks of one section: least total cost, with one-to-two and two-to-one prose.

Dynamic programming over gaps, matches and merges after Gale and Church, "A Program for Aligning Sentences in
Bilingual Corpora" (1993), with shared technical tokens beside their lengths.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from doclint.align.features import Features, code_likeness, overlap, shared_words
from doclint.model import Code, Component, Heading, Prose, Table

_NEVER = 1e9
_GAP = {"code": 1.0, "table": 1.0, "heading": 0.9, "prose": 0.75, "html": 0.7, "component": 0.6}
_MERGE = 0.3
_BAND = 40


@dataclass(frozen=True, slots=True)
class Match:
    """Indices into the two lists that were aligned; one side may be empty, or hold two."""

    source: tuple[int, ...]
    translation: tuple[int, ...]


def align_blocks(source: Sequence[Features], translation: Sequence[Features], ratio: float) -> list[Match]:
    """Align two lists of blocks; `ratio` is how long the translation's prose is, measured in source lengths."""
    rows, columns = len(source), len(translation)
    band = abs(rows - columns) + _BAND
    costs = [[_NEVER] * (columns + 1) for _ in range(rows + 1)]
    steps = [[(0, 0)] * (columns + 1) for _ in range(rows + 1)]
    costs[0][0] = 0.0
    for i in range(rows + 1):
        for j in range(max(0, i - band), min(columns, i + band) + 1):
            best, step = costs[i][j], steps[i][j]
            for down, across, cost in _moves(source, translation, i, j, ratio):
                total = costs[i - down][j - across] + cost
                if total < best - 1e-9:
                    best, step = total, (down, across)
            costs[i][j], steps[i][j] = best, step
    return _trace(steps, rows, columns)


def _moves(
    source: Sequence[Features], translation: Sequence[Features], i: int, j: int, ratio: float
) -> list[tuple[int, int, float]]:
    """Give the ways to reach a cell: how far down, how far across, and the cost."""
    moves = []
    if i and j:
        moves.append((1, 1, match_cost(source[i - 1], translation[j - 1], ratio)))
    if i:
        moves.append((1, 0, _GAP.get(source[i - 1].kind, 0.6)))
    if j:
        moves.append((0, 1, _GAP.get(translation[j - 1].kind, 0.6)))
    if i >= 2 and j and _mergeable(source[i - 2], source[i - 1], translation[j - 1]):
        joined = _joined(source[i - 2], source[i - 1])
        moves.append((2, 1, _MERGE + match_cost(joined, translation[j - 1], ratio)))
    if i and j >= 2 and _mergeable(translation[j - 2], translation[j - 1], source[i - 1]):
        joined = _joined(translation[j - 2], translation[j - 1])
        moves.append((1, 2, _MERGE + match_cost(source[i - 1], joined, ratio)))
    return moves


def _trace(steps: list[list[tuple[int, int]]], rows: int, columns: int) -> list[Match]:
    matches: list[Match] = []
    i, j = rows, columns
    while i or j:
        down, across = steps[i][j]
        matches.append(Match(tuple(range(i - down, i)), tuple(range(j - across, j))))
        i, j = i - down, j - across
    matches.reverse()
    return matches


def _mergeable(first: Features, second: Features, whole: Features) -> bool:
    """Say whether two blocks may together stand for one: neighbouring paragraphs, never whole list items."""
    kinds = (first.block, second.block, whole.block)
    return all(isinstance(block, Prose) for block in kinds) and not (
        isinstance(second.block, Prose) and second.block.role == "item"
    )


def _joined(first: Features, second: Features) -> Features:
    return Features(
        first.block, "prose", first.strong + second.strong, first.words | second.words, first.length + second.length
    )


def match_cost(source: Features, translation: Features, ratio: float) -> float:
    """Give what it costs to take one block for the other's translation; more than two gaps where it cannot be."""
    match source.block, translation.block:
        case (Code(), Code()):
            return 1.15 * (1 - code_likeness(source, translation))
        case (Prose() as left, Prose() as right):
            apart = 0.0 if (left.role == "item") == (right.role == "item") else 0.35
            return _prose_cost(source, translation, ratio) + apart + (0.1 if left.quoted != right.quoted else 0.0)
        case (Component() as one, Component() as other):
            if (one.name, one.closing, one.form) != (other.name, other.closing, other.form):
                return _NEVER
            return 0.0 if one.attributes == other.attributes else 0.3
        case (Table() as one, Table() as other):
            shape = abs(len(one.rows) - len(other.rows)) / max(len(one.rows), len(other.rows), 1)
            return 0.5 * (1 - overlap(source.strong, translation.strong)) + 0.5 * shape
        case (Heading(), Prose() as text) if text.text.startswith(("#", "**", "__")) and translation.length < 100:
            return 0.8
    if {source.kind, translation.kind} <= {"prose", "html"}:
        return 0.1 + _prose_cost(source, translation, ratio) + (0.25 if source.kind != translation.kind else 0)
    return _NEVER


def _prose_cost(source: Features, translation: Features, ratio: float) -> float:
    """Weigh shared tokens, shared words and length; about 0 for sure counterparts, about 1 for strangers."""
    tokens = 1 - overlap(source.strong, translation.strong)
    words = shared_words(source.words, translation.words)
    expected = source.length * ratio + 4
    length = min(1.0, abs(math.log((translation.length + 4) / expected)) / 1.2)
    return max(0.0, 0.75 * tokens + 0.45 * length - 0.35 * words - 0.1)
