"""Owns inline Markdown that cannot be misread: code and links without escapes, nesting or tags, found without a parser.

Most paragraphs hold nothing else, and a parser tries a dozen rules at each sign of punctuation in them. What is found
is what markdown-it finds: code and links come in the order in which they begin, and what could mean more is left to it.
"""

import re
from collections.abc import Iterator
from html import unescape

from doclint.model import Image, Inline, InlineCode, Link
from doclint.parse.content import Content, Read, read_lines
from doclint.regex import regex

_CODE = r"`[^`]++`(?!`)"
_LABEL = rf"\[(?:[^\\`\[\]<!]++|{_CODE})++\]"
# An address in which no entity, bracket or scheme has a meaning of its own (CommonMark 0.31, section 6.3).
_TARGET = r"\((?:https?://)?+[^\s:()<>\\`&\x00-\x20\x7f]++\)"
_PIECE = regex(rf"[^\\`\[<!]++|({_CODE})|(!?)({_LABEL})({_TARGET}|(?!\())|!(?!\[)|\\[\s\S]")
_CODE_SPAN = regex(_CODE)


def simple_inlines(content: Content, read: Read, *, defined: bool) -> list[Inline] | None:
    """Give the code spans, links and images of a block, in no order; None where it takes a parser to tell.

    `defined` says whether the page defines addresses that a label may stand for; else a label alone is text.
    """
    found: list[re.Match[str]] = []
    at = 0
    for piece in _PIECE.finditer(content.text):
        if piece.start() != at:
            return None
        at = piece.end()
        if piece.lastindex:
            if piece[3] and (piece[2] and "`" in piece[3] if piece[4] else defined):
                return None  # the code in a picture's description is no code of the page
            found.append(piece)
    return [item for piece in found for item in _items(content, piece, read)] if at == len(content.text) else None


def _items(content: Content, piece: re.Match[str], read: Read) -> Iterator[Inline]:
    if piece[1]:
        yield _code(content, piece, read)
        return
    start, end = piece.span(3)
    if piece[4]:
        span, target_span = content.span(*piece.span()), content.span(piece.start(4) + 1, piece.end(4) - 1)
        text, target = read_lines(content, start + 1, end - 1, read), unescape(read(target_span))
        yield (Image if piece[2] else Link)(span, target, target_span, text)
    yield from (_code(content, code, read) for code in _CODE_SPAN.finditer(content.text, start, end))


def _code(content: Content, code: re.Match[str], read: Read) -> InlineCode:
    return InlineCode(content.span(*code.span()), read_lines(content, code.start() + 1, code.end() - 1, read).strip())
