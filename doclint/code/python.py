"""Owns the reading of plain Python: it finds what Pygments finds, whose lexer takes longer to set up than most pages.

What is seldom seen (soft keywords, letters beyond ASCII in names, a string without an end) is left to Pygments.
"""

import re
import unicodedata

from doclint.code.pieces import hole_role
from doclint.code.token import Category, Token
from doclint.regex import regex

_DIGITS = r"\d(?:_?\d)*+"
_POWER = rf"[eE][+-]?{_DIGITS}"
_NAME = r"[^\W\d]\w*+"
_PREFIX = r"(?:[fFtT][rR]?|[rR][fFtTbB]?|[bB][rR]?|[uU])"
# A token and the blanks before it; at the end of the code, these alone.
_TOKEN = regex(
    rf"\s*+(?:(?P<name>yield from\b|(?!{_PREFIX}[\"']){_NAME})"
    rf"|(?P<sign>[!=:]=|<<|>>|(?!\.\d)[!$%&()*+,\-./:;<=>?\[\]^`{{|}}~]|@(?![^\W\d]))"
    rf"|(?P<opening>{_PREFIX}?(?:\"\"\"|'''|[\"']))"
    rf"|(?P<number>(?:{_DIGITS}\.(?:{_DIGITS})?|\.{_DIGITS})(?:{_POWER})?|{_DIGITS}{_POWER}j?"
    rf"|0[oO](?:_?[0-7])++|0[bB](?:_?[01])++|0[xX](?:_?[0-9a-fA-F])++|{_DIGITS})"
    rf"|(?P<comment>#[^\n]*+)|(?P<decorator>@{_NAME})|(?P<other>[^\x00-\x7f])|(?P<end>\Z))"
)
# Signs beyond ASCII: none of these kinds can stand in a name, but for a few that Unicode counts among letters there.
_SIGNS = frozenset("Pd Ps Pe Pi Pf Po Sc Sm So".split())
_LETTERLIKE = frozenset("\u00b7\u0387\u2118\u212e\u30fb\uff65")
_CATEGORIES: dict[str, Category] = {"sign": "sign", "number": "number", "decorator": "name", "other": "sign"}
_ASCII = frozenset({"name", "decorator", "other"})
_PREFIXES = "fFrRbBuUtT"
# From behind its opening quote, a string to its end, and an f-string's text to its end or its next hole.
_STRINGS = {
    quote: regex(rf"(?P<said>(?:{plain}++|\\.)*+){quote}", re.DOTALL)
    for quote, plain in (
        ('"', r'[^"\\\n]'),
        ("'", r"[^'\\\n]"),
        ('"""', r'(?:[^"\\]|"(?!""))'),
        ("'''", r"(?:[^'\\]|'(?!''))"),
    )
}
_TEXTS = {
    quote: regex(rf"(?:{plain}++|\\[^{{}}]|\{{\{{|\}}\}})*+")
    for quote, plain in (
        ('"', r'[^"\\{}\n]'),
        ("'", r"[^'\\{}\n]"),
        ('"""', r'(?:[^"\\{}]|"(?!""))'),
        ("'''", r"(?:[^'\\{}]|'(?!''))"),
    )
}
_HOLE_END = regex(r"(?:=\s*+)?(?:![sraf])?[}:]")
_STRING_IN_HOLE = regex(r"(?P<quote>[\"'])(?!(?P=quote){2})(?P<said>[^\\'\"%{\n]*+)(?P=quote)")
_SPECIFIED = regex(r"[^\\'\"{}\n]*+")
# To Pygments, a field in a string may go on beyond the string's end: `{a[…]}`, `{:"<9}`.
_FIELD = regex(r"\{\w+(?:\.\w+)*\[")
_NAMED = regex(rf"[^\S\n]++({_NAME})")
_BLANK = regex(r"[^\S\n]*+")
_CLAUSES = {
    "import": regex(rf"\s++(?P<keyword>as)\s++|(?P<name>\.|{_NAME})|\s*+(?P<sign>,)\s*+"),
    "from": regex(rf"\s++(?P<keyword>import)\b|(?P<name>\.|{_NAME})"),
}
_IN_HOLES = frozenset("await else for if lambda yield True False None in is and or not".split()) | {"yield from"}
_KEYWORDS = _IN_HOLES | frozenset(
    """assert async break continue del elif except finally global pass raise nonlocal return try while as
    with""".split()
)
_HEADS = frozenset("def class import from lazy match case".split())
_NO_STATEMENT = regex(r"[ \t]*+[:,;=^&|@~)\]}]")


class _UnsureError(Exception):
    """What stands here is for Pygments to read."""


def python_tokens(code: str, written: str) -> list[Token] | None:
    """Cut Python into tokens, comments among them and blanks not; None where it takes Pygments to tell.

    `written` is the code before some of it was blanked. A string is one token, but for what an f-string's holes hold.
    """
    if code.startswith("#!") or "\ue000" in code or "\\N" in code:
        return None
    found: list[Token] = []
    try:
        _read(code, found)
    except _UnsureError:
        return None
    strings = [token for token in found if token.category == "string"] if code != written else []
    return None if any(token.text != written[token.at : token.end] for token in strings) else found


def _read(code: str, found: list[Token]) -> None:
    at = 0
    while True:
        sort, start, at = _next(code, at)
        if sort == "name":
            text = code[start:at]
            if text in _HEADS:
                at = _statement(code, start, text, found)
            else:
                found.append(Token("keyword" if text in _KEYWORDS else "name", text, start, at))
        elif sort == "opening":
            at = _string(code, start, code[start:at], found)
        elif sort == "comment":
            text = code[start:at].rstrip()
            found.append(Token("comment", text, start, start + len(text)))
        elif sort == "end":
            return
        else:
            found.append(Token(_CATEGORIES[sort], code[start:at], start, at))


def _next(code: str, at: int) -> tuple[str, int, int]:
    """Give what the next token is, and where it starts and ends; a name has to be ASCII."""
    match = _TOKEN.match(code, at)
    if match is None or match.lastgroup is None:
        raise _UnsureError
    sort: str = match.lastgroup
    start, end = match.span(sort)
    if sort in _ASCII and not code.isascii():
        text = code[start:end]
        if not text.isascii() and not (sort == "other" and _is_sign(text)):
            raise _UnsureError
    return sort, start, end


def _is_sign(char: str) -> bool:
    return unicodedata.category(char) in _SIGNS and char not in _LETTERLIKE


# --- names ---------------------------------------------------------------------------------------------------------


def _statement(code: str, at: int, head: str, found: list[Token]) -> int:
    """Read a word that leads in names where a blank follows; behind `def` and `import` whatever comes is a name."""
    end = at + len(head)
    if head in ("match", "case"):
        leads = not code[code.rfind("\n", 0, at) + 1 : at].strip() and not _NO_STATEMENT.match(code, end)
    else:
        leads = code[end : end + 1].isspace()
    if leads and head in ("match", "case", "lazy"):
        raise _UnsureError
    found.append(Token("keyword" if leads else "name", head, at, end))
    if not leads:
        return end
    if head in _CLAUSES:
        return _clause(code, end, head, found)
    name = _NAMED.match(code, end)
    if not name or not name[1].isascii():
        raise _UnsureError
    found.append(Token("name", name[1], name.start(1), name.end()))
    return name.end()


def _clause(code: str, at: int, head: str, found: list[Token]) -> int:
    """Read what an `import` or a `from` names, from behind that word on."""
    blank = _BLANK.match(code, at)
    at = blank.end() if blank else at
    if code.startswith("\n", at):
        raise _UnsureError
    while match := _CLAUSES[head].match(code, at):
        at, text = match.end(), match[match.lastgroup or 0]
        if "\n" in match[0] or not text.isascii():
            raise _UnsureError
        nothing = head == "from" and text == "None"  # `raise Error from None`
        category: Category = "keyword" if nothing else match.lastgroup  # type: ignore[assignment]
        found.append(Token(category, text, match.start(match.lastgroup or 0), match.end(match.lastgroup or 0)))
        if head == "from" and category == "keyword":
            break
    return at


# --- strings -------------------------------------------------------------------------------------------------------


def _string(code: str, at: int, opening: str, found: list[Token]) -> int:
    """Read a string, or what stands as a docstring at the beginning of a line."""
    quote = opening.lstrip(_PREFIXES)
    prefix, start = opening.removesuffix(quote).lower(), at + len(opening)
    if "t" in prefix:  # a template, to newer versions
        raise _UnsureError
    if "f" in prefix:
        return _formatted(code, at, opening, found)
    if len(quote) > 1 and not code[code.rfind("\n", 0, at) + 1 : at].strip():
        end = code.find(quote, start) + len(quote)
        if prefix or end < start:
            raise _UnsureError
        found.append(Token("doc", code[at:end], at, end))
        return end
    match = _STRINGS[quote].match(code, start)
    if not match:
        raise _UnsureError
    said, end = match["said"], match.end()
    if "\\" in said and ("\\\\" in said or (prefix and len(quote) > 1)):
        raise _UnsureError
    if "{" in said and (_FIELD.search(said) or (said[-1] == ":" and code[end : end + 1] in ("<", ">", "=", "^"))):
        raise _UnsureError
    found.append(Token("string", code[at:end], at, end))
    return end


def _formatted(code: str, start: int, opening: str, found: list[Token]) -> int:
    """Read an f-string: its text, and the tokens in its holes as such."""
    quote, at = opening.lstrip(_PREFIXES), start + len(opening)
    depth = 0  # holes within which a format is told
    while True:
        match = _TEXTS[quote].match(code, at)
        at = match.end() if match else at
        text = code[start:at]
        closed = code.startswith(quote, at)
        if "\\\\" in text or ("\\" in text and len(opening) - len(quote) > 1):
            raise _UnsureError
        if depth and (closed or not _SPECIFIED.fullmatch(text)):
            raise _UnsureError
        if closed:
            found.append(Token("string", text + quote, start, at + len(quote)))
            return at + len(quote)
        if text:
            found.append(Token("string", text, start, at))
        mark = code[at : at + 1]
        if mark == "{":
            found.append(Token("string", "{", at, at + 1, "hole"))
            at = _hole(code, at + 1, found)
            depth += code[at - 1] == ":"
        elif mark == "}" and depth:
            at += 1
            found.append(Token("string", "}", at - 1, at, "whole"))
            depth -= 1
        else:
            raise _UnsureError
        start = at


def _hole(code: str, at: int, found: list[Token]) -> int:
    """Read the expression in a hole to where the hole ends or its format begins."""
    depth = 0
    while True:
        end = None if depth else _HOLE_END.match(code, at)
        if end:
            found.append(Token("string", end[0], at, end.end(), hole_role(end[0])))
            return end.end()
        string = _STRING_IN_HOLE.match(code, at)
        if string:  # of what is in a hole, each piece counts
            pieces = (string["quote"], string["said"], string["quote"])
            for piece in filter(None, pieces):
                found.append(Token("string", piece, at, at + len(piece)))
                at += len(piece)
            continue
        if code[at : at + 1].isspace():
            at += 1
            continue
        sort, start, at = _next(code, at)
        text = code[start:at]
        if sort in ("comment", "opening", "end") or text == "async":
            raise _UnsureError
        depth += (text in ("{", "[", "(")) - (depth > 0 and text in ("}", "]", ")"))
        category = ("keyword" if text in _IN_HOLES else "name") if sort == "name" else _CATEGORIES[sort]
        found.append(Token(category, text, start, at))
