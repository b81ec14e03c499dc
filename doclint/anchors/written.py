"""Owns a quick look at the targets of a page's links: no fewer than a parser finds, in code and comments more.

A page on which every one of these leads somewhere has no dead link, and needs no parser to say so.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from doclint.regex import regex
from doclint.text.fences import outside
from doclint.text.sections import begins_line

# `](<a target> "title")` and `](target "title")`, a definition's `]: target`, and the attributes of HTML and JSX.
_ELSEWHERE = r"(?![ \t]*https?://)"
_TARGET = rf"{_ELSEWHERE}(?=[ \t]*(?:<([^<>\n]*)>|([^\s<]\S{{0,499}})|(\n)(?=[ \t>]*[^ \t\n>])|(<)))"
_LINK = regex(rf"\]([(:]){_TARGET}")
_VALUE = rf"\s*(?=\"{_ELSEWHERE}([^\"]*)\"|'{_ELSEWHERE}([^']*)'|\{{[`\"']{_ELSEWHERE}([^`\"']*)[`\"']\}})"
_ADDRESS = regex(rf"=(?:(?<=href=)|(?<=to=)|(?<=\s=)){_VALUE}")
_SOURCE = regex(rf"=(?:(?<=src=)|(?<=\s=)){_VALUE}")
_NEAR = 50
_LONGEST = 499  # code points; what is longer is no address that people write


@lru_cache(maxsize=16384)
def targets(text: str) -> frozenset[str] | None:
    """Give the targets of a page's links, and maybe more than these; None where only a parser can tell.

    Those on other sites are left out.
    """
    seen = outside(text).text
    found: set[str] = set()
    for link in _LINK.finditer(seen):
        mark, angled, plain, line_end, open_angle = link.groups("")
        if mark == ":" and not begins_line(seen, link.start()):
            continue
        if line_end or open_angle or len(plain) > _LONGEST:
            return None
        if plain:
            found.update(_ends(plain) if mark == "(" else (plain,))
        else:
            found.add(angled)
    found.update(_values(_ADDRESS, seen, ("href", "to")))
    return frozenset(map(unescape, found))


def sources(text: str) -> frozenset[str]:
    """Give the addresses of pictures that a page's HTML may have, and maybe more."""
    seen = outside(text).text
    return frozenset(map(unescape, _values(_SOURCE, seen, ("src",))))


def _values(pattern: re.Pattern[str], text: str, names: tuple[str, ...]) -> Iterator[str]:
    """Yield the values of attributes with these names, found by their signs of equality."""
    for value in pattern.finditer(text) if "=" in text else ():
        before = text[max(0, value.start() - _NEAR) : value.start()].rstrip()
        if not before or before.endswith(names):
            yield "".join(value.groups(""))


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
