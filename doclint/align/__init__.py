"""Owns the pairing of what stands for what in a page and its translation: sections first, then blocks within them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from doclint.align.blocks import align_blocks
from doclint.align.divided import rejoin_divided
from doclint.align.features import Features
from doclint.align.merges import fold_paragraphs
from doclint.align.outline import Outline, body, outline
from doclint.align.refile import refile
from doclint.align.rejoin import Indices, fold_lists, rejoin_code, rejoin_prose
from doclint.align.rows import rows
from doclint.align.sections import align_sections
from doclint.align.settle import settle
from doclint.anchors.slipped import slipped
from doclint.language import base
from doclint.model import Document, Prose, Row
from doclint.terms.glossary import sorted_anew

__all__ = ["align"]

# Roughly how much a letter says: medians over a thousand pairs of pages.
_DENSITY = {"zh": 1.2, "ja": 1.2, "ko": 1.2, "en": 1.2, "fr": 1.0, "de": 1.05}
_PAGE = 800


def align(source: Document, translation: Document) -> tuple[Row, ...]:
    """Align two documents by least cost; a document against itself gives one row a block, all of them pairs.

    Rows come in the order of the source, what the translation has more at its place. Comments, reference definitions
    and front matter stay out: they have no place in the running text.
    """
    trusted = not slipped(source, translation)
    letters = sorted_anew(source, translation)
    left, right = (outline(page, letters, trusted=trusted) for page in (source, translation))
    ratio = _length_ratio(left, right)
    kept, moved = align_sections(left.sections, right.sections, ratio)
    ratio = _closer_ratio(left, right, kept, ratio)
    heads = {left.sections[i].index: right.sections[j].index for i, j in (*kept, *moved)}
    moved_heads = {left.sections[i].index for i, _ in moved}
    matches = rejoin_divided(left.items, right.items, list(_matches(left, right, heads, moved_heads, ratio)))
    matches = rejoin_prose(left.items, right.items, rejoin_code(left.items, right.items, matches), ratio)
    matches = fold_paragraphs(left.items, right.items, fold_lists(left.items, right.items, matches, ratio), ratio)
    sections = ((body(left, i), body(right, j)) for i, j in [(-1, -1), *heads.items()])
    languages = source.language, translation.language
    filed = refile((left.items, right.items), sections, matches, languages, ratio)
    return rows(left, right, filed, moved_heads, ratio)


def _length_ratio(left: Outline, right: Outline) -> float:
    """Estimate how long the translation's prose is in source lengths, from the pages as wholes.

    What the languages usually need counts as much as a page of prose, because on a short page a paragraph that is
    missing would pass for brevity; and no translation is so far from it but for what it lacks or adds.
    """
    usual = _usual_ratio(left, right)
    return _within(_blend([_prose_length((left.items, right.items))], _PAGE, usual), usual)


def _closer_ratio(left: Outline, right: Outline, kept: Sequence[tuple[int, int]], ratio: float) -> float:
    """Estimate it again from the sections that have as many paragraphs on both sides, where there are enough."""
    whole = [
        (left.sections[i].body, right.sections[j].body)
        for i, j in kept
        if _paragraphs(left.sections[i].body) == _paragraphs(right.sections[j].body)
    ]
    lengths = [_prose_length(both) for both in whole]
    if sum(source for source, _ in lengths) < _PAGE // 2:
        return ratio
    usual = _usual_ratio(left, right)
    return _within(_blend(lengths, _PAGE // 2, usual), usual)


def _usual_ratio(left: Outline, right: Outline) -> float:
    return _DENSITY.get(base(left.document.language), 1.1) / _DENSITY.get(base(right.document.language), 1.1)


def _blend(lengths: Iterable[tuple[int, int]], weight: int, usual: float) -> float:
    """Give the ratio of two total lengths, with so many characters of what is usual beside them."""
    found = list(lengths)
    return (sum(b for _, b in found) + weight * usual) / (sum(a for a, _ in found) + weight)


def _within(ratio: float, usual: float) -> float:
    return min(max(ratio, 0.75 * usual), 1.4 * usual)


def _paragraphs(items: Sequence[Features]) -> int:
    return sum(isinstance(item.block, Prose) for item in items)


def _prose_length(both: tuple[Sequence[Features], Sequence[Features]]) -> tuple[int, int]:
    source, translation = (sum(item.length for item in side if isinstance(item.block, Prose)) for side in both)
    return source, translation


def _matches(left: Outline, right: Outline, heads: dict[int, int], moved: set[int], ratio: float) -> Iterator[Indices]:
    """Yield which blocks stand for which: each paired heading, then what stands between it and the next one."""
    in_order = [(i, j) for i, j in sorted(heads.items()) if i not in moved]
    taken_left = set(_bodies(left, moved))
    taken_right = set(_bodies(right, {heads[i] for i in moved}))
    bounds = [(-1, -1), *in_order, (len(left.items), len(right.items))]
    for (i, j), (next_i, next_j) in pairwise(bounds):
        if i >= 0:
            yield (i,), (j,)
        yield from _segment(
            left,
            right,
            [n for n in range(i + 1, next_i) if n not in taken_left],
            [n for n in range(j + 1, next_j) if n not in taken_right],
            ratio,
        )
    for i in sorted(moved):
        yield (i,), (heads[i],)
        yield from _segment(left, right, body(left, i), body(right, heads[i]), ratio)


def _bodies(outline: Outline, heads: set[int]) -> Iterator[int]:
    for head in heads:
        yield head
        yield from body(outline, head)


def _segment(
    left: Outline, right: Outline, source: list[int], translation: list[int], ratio: float
) -> Iterator[Indices]:
    if not source and not translation:
        return
    ours, theirs = [left.items[n] for n in source], [right.items[n] for n in translation]
    for match in settle(ours, theirs, align_blocks(ours, theirs, ratio), ratio):
        yield tuple(source[n] for n in match.source), tuple(translation[n] for n in match.translation)
