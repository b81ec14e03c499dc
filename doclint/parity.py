"""Owns the comparison of what stands inside aligned blocks: links, images and code spans, in whatever order.

A translator may reorder a sentence, split a paragraph or move a clause into the next one, so items are matched first
within their row, then anywhere in the page; only what is left on a side is a mismatch, at the row it stands in.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, Generic, TypeVar

from doclint.badges import same_badge
from doclint.language import may_be_tag
from doclint.model import Block, Document, Heading, Image, Inline, InlineCode, Link, Pair, Row, Span, Table, inlines_of
from doclint.record import record

ItemT = TypeVar("ItemT", Link, Image, InlineCode)

# Comparisons of a list's items with another's that share no address, no text; on a page with a few hundred, all.
_MOST_COMPARISONS = 300_000
_FEWEST_TRIED = 8
_FAR = 30  # places in a row between an item and what became of it


@record
class Mismatch(Generic[ItemT]):
    """An item of one side that the other lacks, or two that should be one; `row` is where."""

    row: Row
    source: ItemT | None
    translation: ItemT | None

    def place(self, document: Document) -> Span:
        """Give where to report it in the translation: the item itself, or about where the block lacks it.

        That is the line as far behind what stands before it, or behind the block's begin, as the item stands there.
        """
        blocks, own = self.row.source, self.row.translation
        if self.translation or not self.source:
            return self.translation.span if self.translation else own[0].span
        here, there = self._before() or (own[0].span.start, blocks[0].span.start)
        whole = blocks[-1].span.end - there
        share = (self.source.span.start - there) / whole if whole else 0.0
        offset = here + int(share * (own[-1].span.end - here))
        line, column = document.position(offset)
        start = max(own[0].span.start, offset - column + 1)
        return Span(start, max(start, min(own[-1].span.end, start + len(document.line(line)))))

    def _before(self) -> tuple[int, int] | None:
        """Give where both sides have what stands before the item, if the translation has it once."""
        assert self.source is not None  # noqa: S101 -- `place` has looked at the other side
        ours, theirs = (list(inlines_of(side, type(self.source))) for side in (self.row.source, self.row.translation))
        at = next((n for n, item in enumerate(ours) if item is self.source), 0)
        for item in reversed(ours[max(0, at - _FAR) : at]):
            same = [other for other in theirs if _text(other) == _text(item)]
            if len(same) == 1:
                return same[0].span.end, item.span.end
        return None


def mismatches(
    pair: Pair,
    kind: type[ItemT],
    same: Callable[[ItemT, ItemT], bool],
    *,
    alike: Callable[[ItemT, ItemT], bool] | None = None,
    kindred: Callable[[ItemT, ItemT, bool], bool] | None = None,
) -> Iterator[Mismatch[ItemT]]:
    """Yield what does not match.

    `same` says whether two items are one; `alike` whether one looks like the other miswritten (without it, any two
    that are left in a row are taken for one that was changed); `kindred` says the same of two that are left, told
    whether they have one place.
    """
    rows = _items(pair, kind)
    sources = [item for _, source, _ in rows for item in source]
    known = {_text(item) for item in sources}
    tried = sources[: _most_tried(len(sources))]

    def is_strange(item: ItemT) -> bool:
        return not any(same(one, item) for one in tried)

    left: list[tuple[Row, list[ItemT], list[ItemT]]] = []
    loose_source: list[ItemT] = []
    loose_translation: list[ItemT] = []
    for row, source, translation in rows:
        if row.source and row.translation:
            ours, theirs = _cancel(source, translation, same)
            if alike:  # what the source has nowhere, beside what it comes close to, has no better place to be from
                unknown = [item for item in theirs if _text(item) not in known]
                slips = list(_strange_slips(ours, unknown, alike, is_strange))
                yield from (Mismatch(row, one, other) for one, other in slips)
                taken = {id(item) for both in slips for item in both}
                ours = [item for item in ours if id(item) not in taken]
                theirs = [item for item in theirs if id(item) not in taken]
            if ours or theirs:
                left.append((row, ours, theirs))
        elif not isinstance((row.source or row.translation)[0], Heading):
            loose_source += source
            loose_translation += translation
    every_source = loose_source + [item for _, items, _ in left for item in items]
    every_translation = loose_translation + [item for _, _, items in left for item in items]
    open_source, open_translation = _cancel(every_source, every_translation, same)
    still_source, still_translation = {id(item) for item in open_source}, {id(item) for item in open_translation}
    for row, source, translation in left:
        if _other_shape(row):
            continue
        ours = [item for item in source if id(item) in still_source]
        theirs = [item for item in translation if id(item) in still_translation]
        if ours or theirs:
            yield from _leftovers(row, ours, theirs, alike or _told_apart(row, kind, same, kindred))


def _items(pair: Pair, kind: type[ItemT]) -> list[tuple[Row, list[ItemT], list[ItemT]]]:
    """Give the rows that have items of a kind on either side, each with these."""
    found: list[tuple[Row, list[ItemT], list[ItemT]]] = _inlines(pair).get(kind, [])
    return found


@lru_cache(maxsize=2)
def _inlines(pair: Pair) -> dict[type, list[Any]]:
    """Give by kind what `_items` gives: the pages are gone through once for all kinds."""
    found: dict[type, list[Any]] = defaultdict(list)
    for row in pair.rows:
        both: dict[type, tuple[list[Inline], list[Inline]]] = {}
        for side, blocks in enumerate((row.source, _written(row))):
            for block in blocks:
                for item in getattr(block, "inlines", ()):
                    both.setdefault(type(item), ([], []))[side].append(item)
        for kind, (source, translation) in both.items():
            found[kind].append((row, source, translation))
    return found


def _written(row: Row) -> tuple[Block, ...]:
    """Give the translation's blocks of a row, also those that only follow what the source does not have."""
    return row.translation if row.source or not row.translation else (*row.translation, *row.carried)


def _told_apart(
    row: Row,
    kind: type[ItemT],
    same: Callable[[ItemT, ItemT], bool],
    kindred: Callable[[ItemT, ItemT, bool], bool] | None,
) -> Callable[[ItemT, ItemT], bool]:
    """Give the test whether an item of a row may be what became of another, knowing whether they have one place.

    They have where both stand between items that are the same, or are the nth of as many.
    """
    if kindred is None:
        return lambda _source, _translation: True
    ours, theirs = list(inlines_of(row.source, kind)), list(inlines_of(row.translation, kind))
    here, there = ({id(item): number for number, item in enumerate(side)} for side in (ours, theirs))

    def one(at: int, other: int) -> bool:
        return 0 <= at < len(ours) and 0 <= other < len(theirs) and same(ours[at], theirs[other])

    def told(source: ItemT, translation: ItemT) -> bool:
        at, other = here[id(source)], there[id(translation)]
        if abs(at - other) > _FAR:
            return False
        between = one(at - 1, other - 1) and one(at + 1, other + 1)
        return kindred(source, translation, between or (len(ours) == len(theirs) and at == other))

    return told


def _other_shape(row: Row) -> bool:
    """Say whether a table lost or gained rows: what stood in them is told with the table's shape."""
    match row.source, row.translation:
        case ((Table() as source,), (Table() as translation,)):
            return len(source.rows) != len(translation.rows)
    return False


@lru_cache(maxsize=2)
def image_mismatches(pair: Pair) -> tuple[Mismatch[Image], ...]:
    """Give the images that do not match; the rules about images share one look at a pair."""
    return tuple(mismatches(pair, Image, same_picture))


def _cancel(
    source: list[ItemT], translation: list[ItemT], same: Callable[[ItemT, ItemT], bool]
) -> tuple[list[ItemT], list[ItemT]]:
    """Take away what both lists have, one for one: first what is equal to the letter, then what is the same."""
    if [*map(_text, source)] == [*map(_text, translation)]:
        return [], []
    equal: dict[str, list[ItemT]] = {}
    for item in reversed(translation):
        equal.setdefault(_text(item), []).append(item)
    left = []
    for item in source:
        if others := equal.get(_text(item)):
            others.pop()
        else:
            left.append(item)
    still = {id(item) for items in equal.values() for item in items}
    rest = [item for item in translation if id(item) in still]
    most = _most_tried(max(len(left), len(rest)))
    open_ = []
    for item in left:
        match = next((number for number, other in enumerate(rest[:most]) if same(item, other)), None)
        if match is None:
            open_.append(item)
        else:
            del rest[match]
    return open_, rest


def _text(item: Link | Image | InlineCode) -> str:
    """Give what two items have in common that are surely the same: the address, or the code."""
    return item.text if isinstance(item, InlineCode) else item.target


def _most_tried(count: int) -> int:
    """Give with how many items of the other side each of so many is compared, so that no page takes for ever."""
    return max(_FEWEST_TRIED, _MOST_COMPARISONS // max(1, count))


def _strange_slips(
    source: list[ItemT],
    translation: list[ItemT],
    alike: Callable[[ItemT, ItemT], bool],
    is_strange: Callable[[ItemT], bool],
) -> Iterator[tuple[ItemT, ItemT]]:
    """Yield items of which one is a slip for the other, and strange to the source.

    That is asked last, for it means a look at all that the source has; where there are too many to be compared with
    each other, it tells which of them are compared.
    """
    if len(translation) > _most_tried(4 * len(source)):
        return _slips(source, [item for item in translation if is_strange(item)], alike)
    told: dict[int, bool] = {}

    def test(one: ItemT, other: ItemT) -> bool:
        if not alike(one, other):
            return False
        if id(other) not in told:
            told[id(other)] = is_strange(other)
        return told[id(other)]

    return _slips(source, translation, test)


def _leftovers(
    row: Row, source: list[ItemT], translation: list[ItemT], alike: Callable[[ItemT, ItemT], bool]
) -> Iterator[Mismatch[ItemT]]:
    """Pair what is left on both sides in order, where one may stand for the other."""
    changed = list(_slips(source, translation, alike))
    taken = {id(item) for both in changed for item in both}
    yield from (Mismatch(row, item, other) for item, other in changed)
    yield from (Mismatch(row, item, None) for item in source if id(item) not in taken)
    yield from (Mismatch(row, None, item) for item in translation if id(item) not in taken)


def _slips(
    source: list[ItemT], translation: list[ItemT], alike: Callable[[ItemT, ItemT], bool]
) -> Iterator[tuple[ItemT, ItemT]]:
    """Yield items that stand for each other, each used once."""
    open_ = list(translation)
    most = _most_tried(4 * len(source))  # to tell a slip takes longer
    for item in source:
        match = next((number for number, other in enumerate(open_[:most]) if alike(item, other)), None)
        if match is not None:
            yield item, open_.pop(match)


def same_picture(source: Image, translation: Image) -> bool:
    """Say whether two images are one; a localised one has the same name, in a language's folder or with its code."""
    if source.target == translation.target:
        return True
    return _picture(source.target) == _picture(translation.target) or same_badge(source.target, translation.target)


@lru_cache(maxsize=4096)
def _picture(target: str) -> str:
    name = target.partition("?")[0].partition("#")[0].rsplit("/", 1)[-1].lower()
    stem, _, ending = name.rpartition(".")
    parts = re.split(r"([-_.])", stem)
    if len(parts) > 2 and may_be_tag(parts[-1]):
        stem = "".join(parts[:-2])
    return f"{stem}.{ending}"
