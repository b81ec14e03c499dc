"""Owns the joining of what lexers cut: strings become one token each, and a literal learns whose value it is."""

import re
from collections.abc import Iterable, Iterator

from doclint.code.token import OPENING, Token, bare
from doclint.record import replace

# What opens and closes a hole in a string: `{`, `${`, `#{`, `$(`.
_ROLES = {"{": "hole", "(": "hole", "}": "whole", ")": "whole"}
_LONGEST_MARK = 5


def hole_role(text: str) -> str:
    """Say whether a piece of a string opens a hole in it (`hole`) or closes one (`whole`); "" where neither."""
    return _ROLES.get(text.strip()[-1:], "") if len(text) <= _LONGEST_MARK else ""


def joined(raw: Iterable[Token]) -> Iterator[Token]:
    """Join the pieces of each string into one token; what its holes hold follows it, in an order that is its own."""
    items = list(raw)
    at = 0
    while at < len(items):
        token = items[at]
        if token.category != "string":
            yield token
            at += 1
            continue
        pieces, holes, at = _one_string(items, at)
        text = "".join(pieces)
        yield Token("string", text, token.at, items[at - 1].end)
        yield from sorted(holes, key=lambda hole: hole.text)


def _one_string(items: list[Token], at: int) -> tuple[list[str], list[Token], int]:
    """Read one string from `at`: its pieces, the tokens in its holes, and where it ends.

    A string goes on while its quote is open, or while pieces of strings without quotes (YAML's) follow each other.
    """
    pieces = [items[at].text]
    holes: list[Token] = []
    end, depth = items[at].end, int(items[at].role == "hole")
    at += 1
    while at < len(items):
        token = items[at]
        opening = OPENING.match("".join(pieces[:3]))
        if not depth and opening and _closed("".join(pieces), opening):
            break
        inside = depth > 0 or opening
        if not inside and (token.category != "string" or token.at > end):
            break
        depth += (token.role == "hole") - (token.role == "whole" and depth > 0)
        if depth and token.role != "hole":
            holes.append(token)
        elif token.category == "string":
            pieces.append(" " * (token.at - end) + token.text)
        else:
            holes.append(token)
        end = token.end
        at += 1
    return pieces, [hole for hole in holes if hole.category != "line" and not hole.role], at


def _closed(text: str, opening: re.Match[str]) -> bool:
    quote = opening[1]
    inner = text[opening.end() :]
    return inner.endswith(quote) and not (inner.endswith("\\" + quote) and not inner.endswith("\\\\" + quote))


def placed(found: Iterable[Token], language: str) -> Iterator[Token]:
    """Tell docstrings from strings, keys from values, and of which name a literal is the value."""
    items = list(found)
    before: list[Token] = []  # what is no comment
    for number, token in enumerate(items):
        category = token.category
        if category == "doc":
            yield from _doc(items, number, language)
            continue
        if category == "string":
            following = (items[n] for n in range(number + 1, len(items)))
            after = next((item for item in following if item.category not in ("comment", "doc")), None)
            yield _placed(token, before[-2:], after)
        else:
            yield token
        if category != "comment":
            before.append(token)


def _doc(items: list[Token], number: int, language: str) -> Iterator[Token]:
    """Tell a docstring, which opens a body or stands alone, from a string between brackets."""
    token = items[number]
    before = next((item for item in reversed(items[:number]) if item.category not in ("comment", "indent")), None)
    if language == "python" and before and before.category != "line" and before.text != ":":
        yield replace(token, category="string")
    else:
        yield replace(token, category="comment")


def _placed(token: Token, before: list[Token], after: Token | None) -> Token:
    last = before[-1].text if before else ""
    if after and after.text in (":", "=>") and last in ("", "{", ",", "\n", "[", "("):
        return _key(token)
    if last == "[" and after and after.text == "]" and len(before) > 1 and before[0].category in ("name", "key"):
        return _key(token)
    if last in ("=", ":", "=>") and len(before) > 1:
        return replace(token, role=bare(before[0].text).lower())
    return token


def _key(token: Token) -> Token:
    """Give a quoted key as what it says."""
    opening = OPENING.match(token.text)
    return replace(token, category="key", text=bare(token.text), at=token.at + (opening.end() if opening else 0))
