"""Owns a quick look at the targets of a page's links: no fewer than a parser finds, in code and comments more.

A page on which every one of these leads somewhere has no dead link, and needs no parser to say so.
"""

from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from doclint.regex import regex
from doclint.text.fences import outside

# `](<a target> "title")` and `](target "title")`, a definition's `]: target`, and the attributes of HTML and JSX.
_ELSEWHERE = r"(?![ \t]*https?://)"
_TARGET = rf"{_ELSEWHERE}(?=[ \t]*(?:<([^<>\n]*)>|([^\s<]\S{{0,499}})|(\n)(?=[ \t>]*[^ \t\n>])|(<)))"
_LINK = regex(rf"\]([(:]){_TARGET}")
_VALUE = rf"\s*(?=\"{_ELSEWHERE}([^\"]*)\"|'{_ELSEWHERE}([^']*)'|\{{[`\"']{_ELSEWHERE}([^`\"']*)[`\"']\}})"
# With blanks before it, the sign of equality is that of any attribute.
_ADDRESS = regex(rf"=(?:(?<=href=)|(?<=to=)|(?<=\s=)){_VALUE}")
_SOURCE = regex(rf"=(?:(?<=src=)|(?<=\s=)){_VALUE}")
_MARKS = " \t>-+*0123456789.)"
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
        if mark == ":" and not _begins_line(seen, link.start()):
            continue
        if line_end or open_angle or len(plain) > _LONGEST:
            return None
        if plain:
            found.update(_ends(plain) if mark == "(" else (plain,))
        else:
            found.add(angled)
    if "=" in seen:
        found.update("".join(groups) for groups in _ADDRESS.findall(seen))
    return frozenset(map(unescape, found))


def sources(text: str) -> frozenset[str]:
    """Give the addresses of pictures that a page's HTML may have, and maybe more."""
    seen = outside(text).text
    return frozenset(unescape("".join(groups)) for groups in _SOURCE.findall(seen)) if "=" in seen else frozenset()


def _begins_line(text: str, end: int) -> bool:
    """Say whether the label that ends at `end` may be a definition's, which begins its line, but for marks."""
    start = text.rfind("[", max(0, end - _LONGEST), end)
    while start > 0 and text[start - 1] == "\\":
        start = text.rfind("[", max(0, end - _LONGEST), start)
    return start < 0 or not text[text.rfind("\n", 0, start) + 1 : start].strip(_MARKS)


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
