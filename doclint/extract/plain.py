"""Owns the cutting of plain text into paragraphs: nothing in it is a heading, a list or code."""

from collections.abc import Iterator

from doclint.model import Cut, Document, Edit, Encoding, Prose, Span
from doclint.regex import regex

_PARAGRAPH = regex(r"\S(?:[^\n]|\n(?![ \t\r]*\n))*")
# A line that begins an item or a note of its own, also without a blank line before it.
_ITEM = regex(r"\n(?=[ \t]*(?:[-*•‣◦–]|\(?\d{1,3}[.)]?)[ \t])")


def plain(text: str, path: str, language: str, encoding: Encoding, repairs: tuple[Edit, ...]) -> Document:
    """Make a document of a text that is no Markdown; its paragraphs stand between blank lines."""
    cut = Cut(tuple(_paragraphs(text)))
    return Document(path, language, text, lambda: cut, repairs, encoding)


def _paragraphs(text: str) -> Iterator[Prose]:
    for match in _PARAGRAPH.finditer(text):
        at = match.start()
        for piece in _ITEM.split(match[0]):
            start = at + len(piece) - len(piece.lstrip())
            said = piece.strip()
            if said:
                yield Prose(Span(start, start + len(said)), said)
            at += len(piece) + 1
