"""Owns how a block is read: by which lexer, and which of its tokens count."""

import re
from collections.abc import Sequence
from functools import lru_cache

from doclint.code.diagram import diagram_tokens
from doclint.code.known import Page
from doclint.code.language import kind
from doclint.code.markup import markup_tokens
from doclint.code.token import Token
from doclint.code.tokens import UNKNOWN, tokens
from doclint.record import record

Parts = tuple[tuple[int, str], ...]
"""Texts of a block with their offsets into its body, in code points."""
_CLOSING = frozenset(")]}")
_SEMICOLONS = frozenset({"javascript", "typescript", "jsx", "tsx", "vue", "svelte", "astro", "python"})


@record
class Reader:
    """How a block is read: its language, and the language of what a diff changes."""

    language: str
    inner: str
    page: Page

    def spoken(self, parts: Parts) -> tuple[Sequence[Token], Sequence[str]]:
        """Give the tokens that count, and what the comments among the others say."""
        return _spoken(self.language, self.inner, parts)


@lru_cache(maxsize=512)
def _spoken(language: str, inner: str, parts: Parts) -> tuple[Sequence[Token], Sequence[str]]:
    found: list[Token] = []
    for start, text in parts:
        closing: list[Token] = []  # steps back out stand behind a line's end
        while found and found[-1].category == "indent":
            closing.append(found.pop())
        if found:
            found += (Token("line", "\n", start, start), *closing)
        own = _tokens(language, inner, text)
        found += [Token(t.category, t.text, t.at + start, t.end + start, t.role) for t in own] if start else own
    return _tidy(language, found), tuple(token.text for token in found if token.category == "comment")


def _tokens(language: str, inner: str, text: str) -> Sequence[Token]:
    sort = kind(language)
    if sort == "diagram":
        return diagram_tokens(language, text)
    if sort == "markup":
        return markup_tokens(language, text)
    if language == "diff":
        return _diff_tokens(inner or UNKNOWN, text)
    return tokens(language, text)


def _tidy(language: str, found: Sequence[Token]) -> Sequence[Token]:
    """Leave out comments, and the signs that only layout puts there."""
    kept: list[Token] = []
    semicolons = language in _SEMICOLONS
    for token in found:
        category, text = token.category, token.text
        if category in ("comment", "text") or (semicolons and text == ";"):
            continue
        if category == "line" and (not kept or kept[-1].category == "line"):
            continue
        if text in _CLOSING and kept and kept[-1].text == ",":
            kept.pop()
        kept.append(token)
    while kept and kept[-1].category in ("line", "indent"):
        kept.pop()
    return tuple(kept)


def _diff_tokens(inner: str, text: str) -> list[Token]:
    """Read a diff: the mark of each line, and its text as code of the language that is changed."""
    marks = [Token("sign", match[0], match.start(), match.end()) for match in re.finditer(r"^[-+]", text, re.MULTILINE)]
    code = re.sub(r"^[-+]", " ", text, flags=re.MULTILINE)
    return sorted((*marks, *(t for t in tokens(inner, code) if t.category != "indent")), key=lambda token: token.at)
