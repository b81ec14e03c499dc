"""Owns the pairing of what stands for what in a page and its translation: sections first, then blocks within them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice, pairwise

from doclint.align.blocks import align_blocks
from doclint.align.doubt import Doubt, doubts
from doclint.align.features import Features, features
from doclint.align.likeness import Section, section
from doclint.align.merges import fold_paragraphs
from doclint.align.rejoin import Indices, fold_lists, rejoin_code, rejoin_prose
from doclint.align.sections import align_sections
from doclint.align.settle import settle
from doclint.anchors.slipped import slipped
from doclint.language import base
from doclint.model import (
    Block,
    Code,
    Comment,
    Component,
    Definition,
    Document,
    FrontMatter,
    Heading,
    Html,
    Image,
    Link,
    Prose,
    Row,
    Span,
    Table,
)
from doclint.record import record, replace
from doclint.regex import regex
from doclint.terms.glossary import sorted_anew

__all__ = ["align"]

# Roughly how much a letter says: medians over a thousand pairs of pages.
_DENSITY = {"zh": 1.2, "ja": 1.2, "ko": 1.2, "en": 1.2, "fr": 1.0, "de": 1.05}
_PAGE = 800
_APART = (Comment, Definition, FrontMatter)


@record
class Outline:
    """A document's blocks as alignment sees them, and its sections."""

    document: Document
    items: tuple[Features, ...]
    sections: tuple[Section, ...]


def align(source: Document, translation: Document) -> tuple[Row, ...]:
    """Align two documents by least cost; a document against itself gives one row a block, all of them pairs.

    Rows come in the order of the source, what the translation has more at its place. Comments, reference definitions
    and front matter stay out: they have no place in the running text.
    """
    trusted = not slipped(source, translation)
    letters = sorted_anew(source, translation)
    left, right = (_outline(page, letters, trusted=trusted) for page in (source, translation))
    ratio = _length_ratio(left, right)
    kept, moved = align_sections(left.sections, right.sections, ratio)
    ratio = _closer_ratio(left, right, kept, ratio)
    heads = {left.sections[i].index: right.sections[j].index for i, j in (*kept, *moved)}
    moved_heads = {left.sections[i].index for i, _ in moved}
    matches = list(_matches(left, right, heads, moved_heads, ratio))
    matches = rejoin_prose(left.items, right.items, rejoin_code(left.items, right.items, matches), ratio)
    matches = fold_paragraphs(left.items, right.items, fold_lists(left.items, right.items, matches, ratio), ratio)
    unsure = doubts(left.items, right.items, matches, ratio)
    rows = [_doubted(row, unsure) if unsure else row for row in _rows(left, right, matches, moved_heads)]
    return tuple(_fold_runs(list(_fold_sections(source, translation, rows))))


def _outline(document: Document, letters: frozenset[Heading], *, trusted: bool) -> Outline:
    shown = (block for block in document.blocks if not (letters and block in letters) and _aligned(block))
    items = tuple(map(features, shown))
    heads = [index for index, item in enumerate(items) if isinstance(item.block, Heading)]
    sections = []
    for number, index in enumerate(heads):
        end = heads[number + 1] if number + 1 < len(heads) else len(items)
        heading = items[index].block
        if isinstance(heading, Heading):
            sections.append(section(heading, index, items[index], items[index + 1 : end], trusted=trusted))
    levels = [one.heading.level for one in sections]
    if levels[:1] == [1] and levels.count(1) == 1:
        sections[0] = replace(sections[0], top=True)
    return Outline(document, items, tuple(sections))


def _aligned(block: Block) -> bool:
    """Say whether a block takes part: comments do not, nor HTML that only closes or wraps what stands elsewhere."""
    if isinstance(block, Html):
        shown = any(isinstance(item, Link | Image) for item in block.inlines)
        return shown or bool(re.sub(r"<[^<>]*>", "", block.text).strip())
    return not isinstance(block, _APART)


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
        yield from _segment(left, right, _body(left, i), _body(right, heads[i]), ratio)


def _body(outline: Outline, head: int) -> list[int]:
    """Give the indices of what stands under a heading, up to the next heading."""
    following = bisect_right(outline.sections, head, key=lambda item: item.index)
    end = outline.sections[following].index if following < len(outline.sections) else len(outline.items)
    return list(range(head + 1, end))


def _bodies(outline: Outline, heads: set[int]) -> Iterator[int]:
    for head in heads:
        yield head
        yield from _body(outline, head)


def _segment(
    left: Outline, right: Outline, source: list[int], translation: list[int], ratio: float
) -> Iterator[Indices]:
    ours, theirs = [left.items[n] for n in source], [right.items[n] for n in translation]
    for match in settle(ours, theirs, align_blocks(ours, theirs, ratio), ratio):
        yield tuple(source[n] for n in match.source), tuple(translation[n] for n in match.translation)


def _rows(left: Outline, right: Outline, matches: list[Indices], moved: set[int]) -> list[Row]:
    """Turn indices into rows, each gap with the place in the other document where the missing side belongs."""
    pairs = sorted((pair for pair in matches if pair[0] and pair[1]), key=lambda pair: pair[0])
    by_source = [pair[0][0] for pair in pairs]
    by_translation = sorted((pair[1][0], pair[0][-1]) for pair in pairs)
    rows: list[tuple[tuple[int, int], Row]] = []
    for source, translation in matches:
        ours = tuple(left.items[n].block for n in source)
        theirs = tuple(right.items[n].block for n in translation)
        if source and translation:
            row, order = Row(ours, theirs, moved=source[0] in moved), (source[0], -1)
        elif source:
            before = bisect_left(by_source, source[0]) - 1
            spot = pairs[before][1][-1] if before >= 0 else -1
            row, order = Row(ours, (), place=_after(right, spot)), (source[0], -1)
        else:
            before = bisect_left(by_translation, (translation[0], -1)) - 1
            spot = by_translation[before][1] if before >= 0 else -1
            row, order = Row((), theirs, place=_after(left, spot)), (spot, translation[0])
        rows.append((order, row))
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


# CommonMark 0.31, section 4.1
_BREAK = regex(r"\s*?\n[ \t]{0,3}((?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})(?=\r?\n|$)")


def _after(outline: Outline, index: int) -> Span:
    """Give the empty span after a block, or at the head of the text, behind the metadata, where none stands before.

    What follows and takes no part (a closing tag, a comment, a thematic break) belongs to the block before.
    """
    if index < 0:
        first, head = outline.items[:1], outline.document.blocks[:1]
        start = first[0].block.span.start if first else head[0].span.end if head else 0
        return Span(start, start)
    block = outline.items[index].block
    blocks = outline.document.blocks
    at = bisect_left(blocks, block.span, key=lambda other: other.span)
    end = block.span.end
    for other in blocks[at + 1 :]:
        if _aligned(other):
            break
        end = max(end, other.span.end)
    while ruled := _BREAK.match(outline.document.text, end):
        end = ruled.end(1)
    return Span(end, end)


def _fold_sections(source: Document, translation: Document, rows: list[Row]) -> Iterator[Row]:
    """Fold the blocks of a section that is missing as a whole into its heading's row: one cause, one finding."""
    folded: set[int] = set()
    alone = {
        id(block): at for at, row in enumerate(rows) if not (row.source and row.translation) for block in _one_side(row)
    }
    places = {id(block): at for page in (source, translation) for at, block in enumerate(page.blocks)}
    for index, row in enumerate(rows):
        if index in folded:
            continue
        head = _lone_heading(row)
        if head is None:
            yield row
            continue
        blocks = (source if row.source else translation).blocks
        section_blocks = _section_blocks(blocks, places[id(head)])
        if all(id(block) in alone for block in section_blocks):
            folded.update(alone[id(block)] for block in section_blocks)
            yield replace(row, carried=tuple(section_blocks))
        else:
            own = _own_blocks(section_blocks)
            whole = all(id(block) in alone for block in own)
            folded.update(alone[id(block)] for block in own if whole)
            yield replace(row, carried=tuple(own)) if whole else row


def _doubted(row: Row, unsure: dict[int, Doubt]) -> Row:
    doubt = unsure.get(id(_one_side(row)[0]))
    return replace(row, among=doubt) if doubt else row


def _one_side(row: Row) -> tuple[Block, ...]:
    return row.source or row.translation


def _lone_heading(row: Row) -> Heading | None:
    blocks = _one_side(row)
    if (not row.source or not row.translation) and isinstance(blocks[0], Heading):
        return blocks[0]
    return None


def _fold_runs(rows: Sequence[Row]) -> Iterator[Row]:
    """Fold what is missing in one place, one block after the other, into the row of its weightiest block."""
    for _, group in groupby(rows, key=_run_key):
        run = list(group)
        if len(run) == 1 or _run_key(run[0]) is None:
            yield from run
            continue
        leader = min(run, key=lambda row: _rank(_one_side(row)[0]))
        rest = [block for row in run if row is not leader for block in (*_one_side(row), *row.carried)]
        yield replace(leader, carried=(*leader.carried, *rest))


def _run_key(row: Row) -> tuple[bool, Span] | None:
    """Tell runs apart: which side is missing, and where; None for what has a counterpart, and for headings."""
    if (row.source and row.translation) or isinstance(_one_side(row)[0], Heading):
        return None
    return bool(row.source), row.place


def _rank(block: Block) -> int:
    """Order blocks by how much their loss says: code first, then what the page is built of, a closing tag last."""
    match block:
        case Code():
            return 0
        case Component():
            return 6 if block.closing else 1
        case Table():
            return 2
        case Prose():
            return 4 if block.role == "item" else 3
        case _:
            return 5


def _section_blocks(blocks: Sequence[Block], head: int) -> list[Block]:
    """Give what stands under the heading at a place up to the next one of its level or above."""
    found: list[Block] = []
    heading = blocks[head]
    for block in islice(blocks, head + 1, None):
        if isinstance(block, Heading) and isinstance(heading, Heading) and block.level <= heading.level:
            break
        if _aligned(block):
            found.append(block)
    return found


def _own_blocks(blocks: Sequence[Block]) -> list[Block]:
    """Give the blocks before the first heading."""
    own: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            break
        own.append(block)
    return own
