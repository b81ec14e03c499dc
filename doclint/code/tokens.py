"""Owns the reading of code as tokens, by the real lexer of its language (Pygments)."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

Category = Literal["comment", "string", "name", "keyword", "number", "sign"]
_LEXERS = {"text": None, "output": None, "astro": "html", "svelte": "html", "vue": "html", "tsx": "typescript"}
_WORDS = re.compile(r"[\w$@./:-]+|[^\s\w]")


@dataclass(frozen=True, slots=True)
class Token:
    """A token: what it is, what it says, and where it begins in the body (code points)."""

    category: Category
    text: str
    at: int


@cache
def _lexer(language: str) -> Any:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    name = _LEXERS.get(language, language)
    try:
        return get_lexer_by_name(name, stripnl=False, ensurenl=False) if name else None
    except ClassNotFound:
        return None


@lru_cache(maxsize=4096)
def tokens(language: str, code: str) -> tuple[Token, ...]:
    """Cut code into tokens without blanks; the pieces of a string are joined into one token.

    A language without a lexer gives words and signs, and no comments: nothing is guessed.
    """
    lexer = _lexer(language)
    if lexer is None:
        return tuple(Token("name", match[0], match.start()) for match in _WORDS.finditer(code))
    result: list[Token] = []
    for at, kind, text in lexer.get_tokens_unprocessed(code):
        category = _category(kind)
        stripped = text.strip()
        if not stripped:
            if result and result[-1].category == "string" and category == "string":
                result[-1] = Token("string", result[-1].text + text, result[-1].at)
            continue
        lead = at + len(text) - len(text.lstrip())
        if category == "string" and result and result[-1].category == "string" and _joined(result[-1], at):
            result[-1] = Token("string", result[-1].text + text, result[-1].at)
        elif category == "string":
            result.append(Token("string", text, at))
        else:
            result.append(Token(category, stripped, lead))
    return tuple(result)


def _joined(last: Token, at: int) -> bool:
    return last.at + len(last.text) == at and not (len(last.text) > 1 and last.text[0] in "\"'`" and last.text[-1] == last.text[0])


@cache
def _category(kind: Any) -> Category:
    from pygments import token

    if kind in token.Comment and kind not in token.Comment.Preproc and kind not in token.Comment.PreprocFile:
        return "comment" if kind not in token.Comment.Hashbang else "sign"
    if kind in token.String.Doc:
        return "comment"
    if kind in token.String or kind in token.Token.Literal.Scalar:
        return "string"
    if kind in token.Number:
        return "number"
    if kind in token.Keyword:
        return "keyword"
    if kind in token.Name:
        return "name"
    return "sign"
