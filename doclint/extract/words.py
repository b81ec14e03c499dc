"""Owns the words of a text taken out of a page and of the Markdown beside it, written alike on both sides."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from doclint.model import Block, Code, Document, Heading, Html, Image, Link, Prose, Span, Table, Tag

# What stands between words: blanks, quotes, brackets and marks, which a renderer sets or drops as it likes.
_WORD = re.compile(r"[^\s\"'“”„‘’«»`´()\[\]{}<>,;:!?¡¿=|…•·]+")
_EDGES = "*_~.#$\\-–—+&/^"


@dataclass(frozen=True, slots=True)
class Word:
    """A word: how it is compared, where it stands, and the number of its block (of its line, in an extract)."""

    key: str
    span: Span
    block: int
    code: bool = False


def words(document: Document, span: Span, block: int, *, code: bool = False) -> Iterator[Word]:
    """Yield the words in a stretch of a document, its damage healed; marks at their edges count as little as case."""
    text, places = _healed(document, span)
    for match in _WORD.finditer(text):
        bare = match[0].strip(_EDGES)
        if not bare or not any(char.isalnum() or unicodedata.category(char) == "So" for char in bare):
            continue
        at = match.start() + match[0].index(bare)
        place = Span(places[at], places[at + len(bare)])
        yield Word(unicodedata.normalize("NFKC", bare).casefold(), place, block, code)


def _healed(document: Document, span: Span) -> tuple[str, Sequence[int]]:
    """Give the healed text of a stretch, and where each of its characters (and its end) stands on disk."""
    edits = [edit for edit in document.repairs if span.holds(edit.span)]
    if not edits:
        return document.text[span.start : span.end], range(span.start, span.end + 1)
    text, places, at = "", [], span.start
    for edit in edits:
        text += document.text[at : edit.span.start] + edit.text
        places += [*range(at, edit.span.start), *([edit.span.start] * len(edit.text))]
        at = edit.span.end
    return text + document.text[at : span.end], [*places, *range(at, span.end + 1)]


def key(text: str) -> str:
    """Write a line as its words alone, so that prompts, marks and quotes do not count."""
    return " ".join(word.key for word in words(Document("", "", text), Span(0, len(text)), 0))


def lines(text: str, skipped: Sequence[Span]) -> Iterator[Span]:
    """Yield the lines of an extract that say something, without blanks and residue around them."""
    ends = {span.start: span.end for span in skipped}
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        start, stop = at, end
        for place, after in ends.items():
            if at <= place and after <= end:
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
            yield from words(document, block.body_span, number, code=True)
        case Heading() | Prose() | Table() | Html():
            span = block.text_span if isinstance(block, Heading) else block.span
            at = span.start
            for gap in [*sorted(_hidden(document, block)), Span(span.end, span.end)]:
                if gap.start >= at:
                    yield from words(document, Span(at, gap.start), number)
                at = max(at, gap.end)
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


def visible(document: Document, block: Heading | Prose | Table | Html) -> str:
    """Give what readers see of a block, its marks still between the words."""
    span = block.text_span if isinstance(block, Heading) else block.span
    pieces, at = [], span.start
    for gap in [*sorted(_hidden(document, block)), Span(span.end, span.end)]:
        if gap.start >= at:
            pieces.append(document.read(Span(at, gap.start)))
        at = max(at, gap.end)
    return "".join(pieces)
