"""Owns the words of a text taken out of a page and of the Markdown beside it, written alike on both sides."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from doclint.model import (
    Block,
    Code,
    Comment,
    Component,
    Document,
    FrontMatter,
    Heading,
    Html,
    Image,
    Link,
    Prose,
    Span,
    Table,
    Tag,
)
from doclint.record import record
from doclint.regex import regex

# What stands between words: blanks, quotes, brackets and marks, which a renderer sets or drops as it likes.
# Chinese, Japanese and Korean put none: there each sign is a word.
_SIGNS = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = regex(rf"[{_SIGNS}]|[^\s\"'“”„‘’«»´()\[\]{{}}<>,;:!?¡¿=|…•·、。「」『』（）！？：；，{_SIGNS}]+")
_EMPHASIS = regex(r"[`*]|(?<![^\W_])_|_(?![^\W_])")
_ID = regex(r"(?<![ \t])[ \t]*+(?:\{:?\s*#[^{}]*\}|\[\[[\w.:-]+\]\])[ \t]*$", re.MULTILINE)
_EDGES = "`*_~.#$\\-–—+&/^"


@record
class Word:
    """A word: how it is compared, where it stands, and the number of its block (of its line, in an extract)."""

    key: str
    span: Span
    block: int
    code: bool = False


def words(document: Document, spans: Sequence[Span], block: int, *, code: bool = False) -> Iterator[Word]:
    """Yield the words of a text that stands in stretches of a document, its damage healed.

    Marks at the edges of a word and code's backticks count as little as case.
    """
    text, places = _said(document, spans)
    for match in _WORD.finditer(text):
        bare = match[0].strip(_EDGES)
        if not bare or not any(char.isalnum() or unicodedata.category(char) == "So" for char in bare):
            continue
        at = match.start() + match[0].index(bare)
        place = Span(places[at], places[at + len(bare) - 1] + 1)
        yield Word(unicodedata.normalize("NFKC", _EMPHASIS.sub("", bare)).casefold(), place, block, code)


def _said(document: Document, spans: Sequence[Span]) -> tuple[str, Sequence[int]]:
    """Give the healed text of stretches that readers see as one, and where each of its characters stands on disk."""
    if not document.repairs and len(spans) == 1:
        return document.text[spans[0].start : spans[0].end], range(spans[0].start, spans[0].end)
    text, places = "", []
    for span in spans:
        at = span.start
        for edit in document.repairs:
            if span.holds(edit.span):
                text += document.text[at : edit.span.start] + edit.text
                places += [*range(at, edit.span.start), *([edit.span.start] * len(edit.text))]
                at = edit.span.end
        text += document.text[at : span.end]
        places += range(at, span.end)
    return text, places


def key(text: str) -> str:
    """Write a line as its words alone, so that prompts, marks and quotes do not count."""
    return " ".join(word.key for word in words(Document("", "", text), [Span(0, len(text))], 0))


def without_id(line: str) -> str:
    """Give a line without the id that was left at its end."""
    return _ID.sub("", line)


def line_words(document: Document, line: Span, number: int) -> Iterator[Word]:
    """Yield the words of an extract's line without an id that was left in it."""
    written = _ID.search(document.text, line.start, line.end)
    yield from words(document, [Span(line.start, written.start() if written else line.end)], number)


def lines(text: str, skipped: Sequence[Span]) -> Iterator[Span]:
    """Yield the lines of an extract that say something, without blanks and residue around them."""
    ends = {span.start: span.end for span in skipped}
    places = sorted(ends)
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        start, stop = at, end
        for place in places[bisect_left(places, at) : bisect_right(places, end)]:
            after = ends[place]
            if after <= end:
                start, stop = (after, stop) if place == at else (start, min(stop, place))
        said = text[start:stop]
        if said.strip():
            start += len(said) - len(said.lstrip())
            yield Span(start, start + len(said.strip()))
        at = end + 1


def block_words(document: Document) -> tuple[Word, ...]:
    """Give the words that a renderer shows of a page, each with the number of its block."""
    return tuple(word for number, block in enumerate(document.blocks) for word in _of(document, block, number))


def _of(document: Document, block: Block, number: int) -> Iterator[Word]:
    match block:
        case Code():
            yield from words(document, [block.body_span], number, code=True)
        case Heading() | Prose() | Table() | Html():
            yield from words(document, list(_visible(document, block)), number)
        case _:
            return


def _hidden(document: Document, block: Heading | Prose | Table | Html) -> Iterator[Span]:
    """Yield what of a block's Markdown nobody reads: addresses, tags, images."""
    if isinstance(block, Html):
        start, end = block.span.start, block.span.end
        yield from (Span(*tag.span()) for tag in re.compile(r"<[^<>]*>").finditer(document.text, start, end))
        return
    for item in block.inlines:
        match item:
            case Image() | Tag():
                yield item.span
            case Link(form="inline"):
                yield Span(item.target_span.start, item.span.end)
            case Link(form="reference") if item.text:
                yield Span(min(item.span.end, item.span.start + 1 + len(item.text)), item.span.end)
            case _:
                continue


def markup_words(document: Document) -> frozenset[str]:
    """Give the words of a page's components and raw HTML: a renderer may show what stands in them."""
    spans = [block.span for block in document.blocks if isinstance(block, Component | Html | Comment | FrontMatter)]
    return frozenset(word.key for span in spans for word in words(document, [span], 0))


def visible(document: Document, block: Heading | Prose | Table | Html) -> str:
    """Give what readers see of a block, its marks still between the words."""
    return "".join(document.read(span) for span in _visible(document, block))


def _visible(document: Document, block: Heading | Prose | Table | Html) -> Iterator[Span]:
    span = block.text_span if isinstance(block, Heading) else block.span
    at = span.start
    for gap in [*sorted(_hidden(document, block)), Span(span.end, span.end)]:
        if gap.start >= at:
            yield Span(at, gap.start)
        at = max(at, gap.end)
