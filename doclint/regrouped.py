"""Owns whether what the code spans of a block say is cut in other places: `Quay.moor` as `moor` of `Quay`."""

from collections.abc import Iterable, Iterator

from doclint.model import Document, InlineCode, Pair, Row, inlines_of
from doclint.parity import Mismatch
from doclint.regex import regex

_REACH = 30  # code points beside a code span that say what it belongs to
_EDGE = regex(r"[`|]|\n\s*\n")
_WORD = regex(r"\w+")
_PLAIN_WORD = regex(r"[A-Za-z0-9_]+")


def same_words(row: Row) -> bool:
    """Say whether a row has the same words as code on both sides, but in another number of spans."""
    ours, theirs = ([item.text for item in inlines_of(side, InlineCode)] for side in (row.source, row.translation))
    words, others = (sorted(_WORD.findall(" ".join(spans))) for spans in (ours, theirs))
    return len(ours) != len(theirs) and words == others


def without_regrouped(pair: Pair, found: Iterable[Mismatch[InlineCode]]) -> Iterator[Mismatch[InlineCode]]:
    """Yield mismatches but for spans of which one says a part of the other, whose rest stands nearby.

    That is in other spans of the block that have no match, or in the word right before or behind the span.
    """
    rows: dict[int, list[Mismatch[InlineCode]]] = {}
    for item in found:
        rows.setdefault(id(item.row), []).append(item)
    for items in rows.values():
        yield from (item for item in items if not _rest_is_near(pair, item, items))


def _rest_is_near(pair: Pair, item: Mismatch[InlineCode], items: list[Mismatch[InlineCode]]) -> bool:
    source, translation = item.source, item.translation
    if not source or not translation:
        return False
    ours, theirs = _words(source.text), _words(translation.text)
    if ours < theirs:
        spans = [one.source.text for one in items if one.source and one is not item]
        beside = _beside(pair.source, source) - _beside(pair.translation, translation)
        return theirs - ours <= beside.union(*map(_words, spans))
    if theirs < ours:
        spans = [one.translation.text for one in items if one.translation and one is not item]
        beside = _beside(pair.translation, translation) - _beside(pair.source, source)
        return ours - theirs <= beside.union(*map(_words, spans))
    return False


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))


def _beside(page: Document, span: InlineCode) -> frozenset[str]:
    """Give the words next to a code span, before and behind it, in whatever script what they touch is written."""
    start, end = span.span.start, span.span.end
    before = _EDGE.split(page.text[max(0, start - _REACH) : start])[-1]
    behind = _EDGE.split(page.text[end : end + _REACH])[0]
    words = (*_WORD.findall(before)[-1:], *_WORD.findall(behind)[:1])
    return frozenset((*words, *_PLAIN_WORD.findall(before)[-1:], *_PLAIN_WORD.findall(behind)[:1]))
