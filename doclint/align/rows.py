"""Owns how matches become rows: in the source's order, each gap at its place, what is missing together told at once."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from doclint.align.doubt import Doubt, doubts
from doclint.align.outline import Outline, aligned
from doclint.align.refile import Refiled
from doclint.model import Block, Code, Component, Document, Heading, Prose, Row, Span, Table
from doclint.record import replace
from doclint.regex import regex


def rows(left: Outline, right: Outline, filed: Refiled, moved: set[int], ratio: float) -> tuple[Row, ...]:
    """Turn matches into rows in the source's order; `moved` are the source's headings that stand elsewhere.

    `ratio` is how long the translation's prose is, in source lengths.
    """
    unsure = filed.doubts | doubts(left.items, right.items, filed.matches, ratio)
    found = [_doubted(row, unsure) if unsure else row for row in _placed(left, right, filed, moved)]
    return tuple(_fold_runs(list(_fold_sections(left.document, right.document, found))))


def _placed(left: Outline, right: Outline, filed: Refiled, moved: set[int]) -> list[Row]:
    """Turn indices into rows, each gap with the place in the other document where the missing side belongs."""
    matches, ends = filed.matches, filed.ends
    pairs = sorted((pair for pair in matches if pair[0] and pair[1]), key=lambda pair: pair[0])
    by_source = [pair[0][0] for pair in pairs]
    by_translation = sorted((pair[1][0], pair[0][-1]) for pair in pairs)
    found: list[tuple[tuple[int, int], Row]] = []
    for source, translation in matches:
        ours = tuple(left.items[n].block for n in source)
        theirs = tuple(right.items[n].block for n in translation)
        if source and translation:
            row, order = Row(ours, theirs, moved=source[0] in moved), (source[0], -1)
        elif source:
            before = bisect_left(by_source, source[0]) - 1
            spot = ends.get(pairs[before][0][-1], pairs[before][1][-1]) if before >= 0 else -1
            row, order = Row(ours, (), place=_after(right, spot)), (source[0], -1)
        else:
            before = bisect_left(by_translation, (translation[0], -1)) - 1
            spot = by_translation[before][1] if before >= 0 else -1
            row, order = Row((), theirs, place=_after(left, spot)), (spot, translation[0])
        found.append((order, row))
    return [row for _, row in sorted(found, key=lambda item: item[0])]


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
        if aligned(other):
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


def _run_key(row: Row) -> tuple[bool, Span, bool] | None:
    """Tell runs apart: which side is missing, and where; None for what has a counterpart, and for headings."""
    if (row.source and row.translation) or isinstance(_one_side(row)[0], Heading):
        return None
    return bool(row.source), row.place, bool(row.among[0])


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
        if aligned(block):
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
