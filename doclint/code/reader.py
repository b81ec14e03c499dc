"""Owns how a block is read: by which lexer, and which of its tokens count."""

import re
from collections.abc import Iterable, Sequence

from doclint.code.diagram import diagram_tokens
from doclint.code.known import Page
from doclint.code.language import kind
from doclint.code.markup import markup_tokens
from doclint.code.token import Token
from doclint.code.tokens import UNKNOWN, tokens
from doclint.record import record

_CLOSING = frozenset(")]}")
_SEMICOLONS = frozenset({"javascript", "typescript", "jsx", "tsx", "vue", "svelte", "astro", "python"})


@record
class Reader:
    """How a block is read: its language, and the language of what a diff changes."""

    language: str
    inner: str
    page: Page

    def spoken(self, parts: Iterable[tuple[int, str]]) -> tuple[list[Token], list[str]]:
        """Give the tokens that count, and what the comments among the others say."""
        found: list[Token] = []
        for start, text in parts:
            closing: list[Token] = []  # steps back out stand behind a line's end
            while found and found[-1].category == "indent":
                closing.append(found.pop())
            if found:
                found += (Token("line", "\n", start, start), *closing)
            own = self._tokens(text)
            found += [Token(t.category, t.text, t.at + start, t.end + start, t.role) for t in own] if start else own
        return self._tidy(found), [token.text for token in found if token.category == "comment"]

    def _tokens(self, text: str) -> Sequence[Token]:
        sort = kind(self.language)
        if sort == "diagram":
            return diagram_tokens(self.language, text)
        if sort == "markup":
            return markup_tokens(self.language, text)
        if self.language == "diff":
            return _diff_tokens(self.inner or UNKNOWN, text)
        return tokens(self.language, text)

    def _tidy(self, found: Sequence[Token]) -> list[Token]:
        """Leave out comments, and the signs that only layout puts there."""
        kept: list[Token] = []
        for token in found:
            if token.category in ("comment", "text"):
                continue
            if token.text in _CLOSING and kept and kept[-1].text == ",":
                kept.pop()
            again = token.category == "line" and (not kept or kept[-1].category == "line")
            if not again and not (token.text == ";" and self.language in _SEMICOLONS):
                kept.append(token)
        while kept and kept[-1].category in ("line", "indent"):
            kept.pop()
        return kept


def _diff_tokens(inner: str, text: str) -> list[Token]:
    """Read a diff: the mark of each line, and its text as code of the language that is changed."""
    marks = [Token("sign", match[0], match.start(), match.end()) for match in re.finditer(r"^[-+]", text, re.MULTILINE)]
    code = re.sub(r"^[-+]", " ", text, flags=re.MULTILINE)
    return sorted((*marks, *(t for t in tokens(inner, code) if t.category != "indent")), key=lambda token: token.at)
