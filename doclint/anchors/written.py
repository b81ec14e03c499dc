"""Owns a quick look at the targets of a page's links: no fewer than a parser finds, in code and comments more.

A page on which every one of these leads somewhere has no dead link, and needs no parser to say so.
"""

from collections.abc import Iterator
from html import unescape

from doclint.regex import regex

# `](<a target> "title")` and `](target "title")`, a definition's `]: target`, and the attributes of HTML and JSX.
_INLINE = regex(r"\]\((?=[ \t]*(?:<([^<>\n]*)>|([^\s<]\S{0,499})|\r?(\n)|(<)))")
_DEFINITION = regex(r"\]:(?=[ \t]*(?:<([^<>\n]*)>|([^\s<]\S{0,499})|\r?(\n)|(<)))")
_VALUE = regex(r"=\s*(?:\"([^\"]*)\"|'([^']*)'|\{[`\"']([^`\"']*)[`\"']\}|([^\s\"'=<>`{}]+))")
_ADDRESSES = ("href", "to")
_BEFORE = 40  # code points before an equals sign in which the attribute's name is looked for
_LONGEST = 499  # code points; what is longer is no address that people write


def targets(text: str) -> frozenset[str] | None:
    """Give the targets of a page's links, and maybe more than these; None where only a parser can tell."""
    found: set[str] = set()
    for pattern in (_INLINE, _DEFINITION):
        if pattern is _DEFINITION and "]:" not in text:
            continue
        for link in pattern.finditer(text):
            angled, plain, line_end, open_angle = link.groups("")
            if line_end or open_angle or len(plain) > _LONGEST:
                return None
            if plain:
                found.update(_ends(plain) if pattern is _INLINE else (plain,))
            else:
                found.add(angled)
    found.update(_addressed(text))
    return frozenset(map(unescape, found))


def _addressed(text: str) -> Iterator[str]:
    """Yield the values of the attributes that hold addresses: an equals sign is found sooner than a name."""
    for value in _VALUE.finditer(text):
        if text[max(0, value.start() - _BEFORE) : value.start()].rstrip().endswith(_ADDRESSES):
            yield next(filter(None, value.groups()), "")


def values(text: str) -> frozenset[str]:
    """Give the values of all attributes that a page's HTML may have, and maybe more."""
    if "<" not in text:
        return frozenset()
    return frozenset(unescape(next(filter(None, groups), "")) for groups in _VALUE.findall(text))


def _ends(written: str) -> Iterator[str]:
    """Yield the target that `written` begins with: it ends before a bracket that nothing opens."""
    head, bracket, _ = written.partition(")")
    if "(" not in head and "\\" not in head:  # as nearly always
        yield head if bracket else written
        return
    depth, escaped = 0, False
    for at, char in enumerate(written):
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
        elif char == "(":
            depth += 1
        elif char == ")":
            if not depth:
                yield written[:at]
                return
            depth -= 1
    yield written
