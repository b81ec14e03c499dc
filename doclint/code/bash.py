"""Owns the reading of plain shell commands: it finds what Pygments finds, and spares a run over a few pages its start.

Commands within commands, here-documents and escapes outside strings are left to Pygments.
"""

import re
from collections.abc import Iterator

from doclint.code.pieces import hole_role
from doclint.code.token import Category, Token
from doclint.regex import regex

_RESERVED = """if fi else while in do done for then return function case select break continue until esac elif"""
_BUILTINS = """alias bg bind builtin caller cd command compgen complete declare dirs disown echo enable eval exec exit
    export false fc fg getopts hash help history jobs kill let local logout popd printf pushd pwd read readonly set
    shift shopt source suspend test time times trap true type typeset ulimit umask unalias unset wait"""
_VARIABLE = r"\$(?:[a-zA-Z_]\w*|\d+|[#$?!_*@-])"
_TOKEN = regex(
    rf"(?P<blank>\s+)|(?P<keyword>\b(?:{'|'.join(_RESERVED.split())})(?![\w#$?!*@-]))"
    rf"|(?P<builtin>\b(?:{'|'.join(_BUILTINS.split())})(?=[\s)`]))"
    r"|(?P<comment>#[^\n]*\n)|(?P<assigned>\b\w+)\s*(?P<assigning>\+?=)|(?P<sign>[\[\]{}()=;]|&&?|\|\|?)"
    r"|(?P<string>\$?\"(?:\\.|[^\"\\$])*\"|'[^']*')|(?P<opening>\")|(?P<number>\d+\b)"
    rf"|(?P<word>[^=\s\[\]{{}}()$\"'`\\<&|;]+|<)|(?P<variable>{_VARIABLE})|(?P<hole>\$\{{\w+\}})|(?P<dollar>\$)(?![({{'])",
    re.DOTALL,
)
_IN_STRING = regex(
    rf"(?P<closing>\")|(?P<string>(?:\\.|[^\"\\$])+)|(?P<variable>{_VARIABLE})|(?P<hole>\$\{{\w+\}})"
    r"|(?P<dollar>\$)(?![({])",
    re.DOTALL,
)
_CATEGORIES: dict[str, Category] = {
    "keyword": "keyword",
    "builtin": "name",
    "variable": "name",
    "number": "number",
    "sign": "sign",
    "dollar": "sign",
}
_MASKS = regex("\ue000+")
_SAID = regex("[\\w\ue000]")


def bash_tokens(code: str, written: str) -> list[Token] | None:
    """Cut shell commands into tokens, comments among them and blanks not; None where it takes Pygments to tell.

    `written` is the code before some of it was masked, which names what readers fill in.
    """
    if code.startswith("#!") or "<<" in code:
        return None
    found: list[Token] = []
    at, pattern = 0, _TOKEN
    while at < len(code):
        match = pattern.match(code, at)
        sort = match and match.lastgroup
        if not match or not sort:
            return None
        at = match.end()
        if sort in ("opening", "closing"):
            pattern = _IN_STRING if sort == "opening" else _TOKEN
        found += _told(match, sort, written)
    return found if pattern is _TOKEN else None


def _told(match: re.Match[str], sort: str, written: str) -> Iterator[Token]:
    """Yield what a match stands for."""
    start, end, text = match.start(), match.end(), match[0]
    if sort in ("string", "opening", "closing"):
        yield Token("string", written[start:end], start, end)
    elif sort == "hole":
        yield Token("string", "${", start, start + 2, hole_role("${"))
        yield Token("name", text[2:-1], start + 2, end - 1)
        yield Token("string", "}", end - 1, end, hole_role("}"))
    elif sort == "assigning":
        yield Token("name", match["assigned"], start, match.end("assigned"))
        yield Token("sign", match["assigning"], match.start("assigning"), end)
    elif sort == "comment":
        text = text.strip()
        yield Token("comment", _MASKS.sub("<>", text), start, start + len(text))
    elif sort == "word":
        yield Token("word" if _SAID.search(text) else "sign", _MASKS.sub("<>", text), start, end)
    elif sort != "blank":
        yield Token(_CATEGORIES[sort], text, start, end)
