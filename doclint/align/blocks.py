"""Owns the alignment of the blocks of one section: least total cost, with one-to-two and two-to-one prose.

Dynamic programming over gaps, matches and merges after Gale and Church, "A Program for Aligning Sentences in
Bilingual Corpora" (1993), with shared technical tokens beside their lengths.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from doclint.align.band import band
from doclint.align.features import Features, code_likeness, cognates, overlap, shared_words
from doclint.boxes import other_syntax
from doclint.model import Code, Component, Heading, Prose, Table

_NEVER = 1e9
_GAP = {"code": 1.0, "table": 1.0, "heading": 0.9, "prose": 0.75, "html": 0.7, "component": 0.6}
_EXPECTED = 0.6
_APART = 0.2
_MERGE = 0.3
# Two paragraphs for one of the source are most often one that was split; one for two may well be one that was lost.
_WORSE = 0.15
_BETTER = 0.15
_TOKENS = 0.1
_SENTENCES = 0.5
_FEW = 3
_COGNATES = 2.0
_BAND = 40


@dataclass(frozen=True, slots=True)
class Match:
    """Indices into the two lists that were aligned; one side may be empty, or hold two."""

    source: tuple[int, ...]
    translation: tuple[int, ...]


def align_blocks(source: Sequence[Features], translation: Sequence[Features], ratio: float) -> list[Match]:
    """Align two lists of blocks; `ratio` is how long the translation's prose is, measured in source lengths.

    The headings among them are those that have no counterpart.
    """
    table = _Table(source, translation, _under_headings(source), _under_headings(translation), ratio)
    rows, columns = len(source), len(translation)
    bounds = band(rows, columns, _BAND)
    costs: list[list[float]] = []
    steps: list[list[tuple[int, int]]] = []
    for i, (low, high) in enumerate(bounds):
        costs.append([])
        steps.append([])
        for j in range(low, high + 1):
            best, step = (_NEVER if i or j else 0.0), (0, 0)
            for down, across, cost in table.moves(i, j):
                first, last = bounds[i - down]
                if first <= j - across <= (last if down else j):
                    total = costs[i - down][j - across - first] + cost
                    if total < best - 1e-9:
                        best, step = total, (down, across)
            costs[i].append(best)
            steps[i].append(step)
    return _trace(steps, bounds)


def _under_headings(items: Sequence[Features]) -> list[bool]:
    """Say of each block whether a heading that has no counterpart stands above it."""
    return list(accumulate((item.kind == "heading" for item in items), max))


@dataclass(frozen=True, slots=True)
class _Table:
    """The two lists, and of each block whether its section is one that the other side does not have."""

    source: Sequence[Features]
    translation: Sequence[Features]
    source_under: Sequence[bool]
    translation_under: Sequence[bool]
    ratio: float

    def moves(self, i: int, j: int) -> Iterator[tuple[int, int, float]]:
        """Yield the ways to reach a cell: how far down, how far across, and the cost."""
        if i:
            yield 1, 0, self._gap(self.source[i - 1], under=self.source_under[i - 1])
        if j:
            yield 0, 1, self._gap(self.translation[j - 1], under=self.translation_under[j - 1])
        if not i or not j:
            return
        ours, theirs = self.source[i - 1], self.translation[j - 1]
        apart = _APART if self.source_under[i - 1] != self.translation_under[j - 1] else 0.0
        single = match_cost(ours, theirs, self.ratio)
        yield 1, 1, single + apart
        if i >= 2 and _mergeable(self.source[i - 2], ours, theirs):
            joined = _joined(self.source[i - 2], ours)
            if self._fits(joined, theirs, (self.source[i - 2], ours), (theirs, theirs), _BETTER):
                yield 2, 1, _MERGE + match_cost(joined, theirs, self.ratio) + apart
        if j >= 2 and _mergeable(self.translation[j - 2], theirs, ours):
            joined = _joined(self.translation[j - 2], theirs)
            if self._fits(ours, joined, (ours, ours), (self.translation[j - 2], theirs), -_WORSE):
                yield 1, 2, _MERGE + match_cost(ours, joined, self.ratio) + apart

    def _fits(
        self,
        source: Features,
        translation: Features,
        sources: tuple[Features, Features],
        translations: tuple[Features, Features],
        gain: float,
    ) -> bool:
        """Say whether two blocks may together stand for one.

        They may where they hold more of its tokens than either alone, or are by `gain` nearer in length and not worse
        in tokens.
        """
        alone = list(zip(sources, translations, strict=True))
        best_length = min(_size_gap(ours, theirs, self.ratio) for ours, theirs in alone)
        length = _size_gap(source, translation, self.ratio)
        tokens = overlap(source.strong, translation.strong)
        shares = (
            overlap(a.strong, b.strong) for a, b in alone if a.weight + b.weight
        )  # without any, nothing is shared
        best_tokens = max(shares, default=tokens)
        if tokens > best_tokens + _TOKENS:  # what one lacks, the other has
            return length < best_length + _WORSE
        return length + gain < best_length and tokens > best_tokens - _TOKENS

    def _gap(self, item: Features, *, under: bool) -> float:
        """Give the cost of a gap; a block whose section the other side does not have is expected to be missing."""
        cost = _GAP.get(item.kind, 0.6)
        return cost * _EXPECTED if under and item.kind != "heading" else cost


def _trace(steps: list[list[tuple[int, int]]], bounds: list[tuple[int, int]]) -> list[Match]:
    matches: list[Match] = []
    i, j = len(bounds) - 1, bounds[-1][1]
    while i or j:
        down, across = steps[i][j - bounds[i][0]]
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
        first.block,
        "prose",
        first.strong + second.strong,
        first.words | second.words,
        first.length + second.length,
        first.sentences + second.sentences,
    )


def match_cost(source: Features, translation: Features, ratio: float) -> float:  # noqa: PLR0911  # a table of cases
    """Give what it costs to take one block for the other's translation; more than two gaps where it cannot be."""
    match source.block, translation.block:
        case (Code(), Code()):
            return 1.15 * (1 - code_likeness(source, translation))
        case (Prose() as left, Prose() as right):
            apart = 0.0 if (left.role == "item") == (right.role == "item") else 0.35
            return _prose_cost(source, translation, ratio) + apart + (0.1 if left.quoted != right.quoted else 0.0)
        case (Component() as one, Component() as other):
            if (one.name, one.closing, one.form) != (other.name, other.closing, other.form):
                return 0.4 if other_syntax(one, other) else _NEVER
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
    if source.weight + translation.weight < _FEW:  # nothing else to go by than the letters
        words = max(words, _COGNATES * cognates(_letters(source), _letters(translation)))
    length = min(1.0, _length_gap(source, translation, ratio) / 1.2)
    return max(0.0, 0.75 * tokens + 0.45 * length - 0.35 * words - 0.1)


def _letters(item: Features) -> str:
    """Give the beginning of a paragraph's text, enough to tell cognates by."""
    return item.block.text[:400] if isinstance(item.block, Prose) else ""


def _size_gap(source: Features, translation: Features, ratio: float) -> float:
    """Give how far two paragraphs are apart in length and in their number of sentences, which translators keep."""
    sentences = abs(math.log((translation.sentences + 0.5) / (source.sentences + 0.5)))
    return _length_gap(source, translation, ratio) + _SENTENCES * sentences


def _length_gap(source: Features, translation: Features, ratio: float) -> float:
    """Give how far two lengths are from what was to be expected, as the logarithm of their ratio."""
    return abs(math.log((translation.length + 4) / (source.length * ratio + 4)))
