"""Owns what of a page's text is certainly a fenced block of code, and what certainly a heading, told without a parser.

Certain is a fence at one depth of blanks or quotes, on no list item's own line, in no comment or HTML, with no line
inside that looks like a fence itself. Where one is not, nothing below it is certain.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from doclint.record import record
from doclint.regex import regex
from doclint.text.front import front_matter

# A line that may open or close a fence, with the marks of the quotes and lists around it.
_FENCE = regex(
    r"^(?P<before>[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t>]+)*)(?P<mark>`{3,}|~{3,})(?P<rest>[^\n]*)$", re.MULTILINE
)
_DEPTH = regex(r"[ \t]*|(?:> ?)+")
# What may hold lines that look like a fence or a heading, beyond a blank line: how it begins, and how it ends.
_MARKUP = (("<!--", "-->"), ("<!", ">"), ("<![", "]]>"), ("<?", "?>"))
# Raw HTML, of which a tag that begins a line opens a block, and any closing tag ends it.
_RAW = regex(r"<(?:/(?:pre|script|style|textarea)>|(?P<name>pre|script|style|textarea)(?=[\s>]|$))", re.IGNORECASE)
_MDX_COMMENT = regex(r"\{[ \t]*/\*")
# What goes on to the next blank line: HTML, tags over several lines, imports.
_TO_BLANK = ("<", "import", "export")
_MARKS = " \t>-+*0123456789.)"
_DEEP = 4  # columns of indentation
_MOST_HIDDEN = 50  # headings in comments and the like, each of which takes a look at all since these began
_HEADING = regex(r"\n[ \t]*\n(#{1,6}[ \t][^\n|]*)(?=\n|$)")


@record
class Outside:
    r"""A page without its front matter and without the fenced code that is certain; its lines end in `\n`.

    Up to `sure` nothing in it is fenced code. `closed` says that for certain every fence of the page is closed.
    """

    text: str
    sure: int
    closed: bool


@lru_cache(maxsize=16384)
def outside(text: str) -> Outside:
    """Take the front matter and the fenced code out of a page."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = front_matter(text)
    at = front.span.end if front else 0  # from here on the text is to be kept
    kept: list[str] = []
    length, sure, closed = 0, -1, True
    for opening, closing, code in _blocks(text, at):
        if closing and code:
            kept.append(text[at : opening.start()])
            length += len(kept[-1])
            at = closing.end()
        elif sure < 0 and not (closing and opening["before"]):
            sure = length + opening.start() - at
        closed = closing is not None
    sure = length + len(text) - at if sure < 0 else sure
    return Outside("".join((*kept, text[at:])), sure, closed)


def _blocks(text: str, start: int) -> Iterator[tuple[re.Match[str], re.Match[str] | None, bool]]:
    """Yield fenced blocks: their first line and their last, and whether it is code for certain that they hold.

    One of which nothing is certain has no last line, and no other follows.
    """
    free = start  # here no markup is open
    opening: re.Match[str] | None = None
    for line in _fence_lines(text, start):
        if opening is None:
            if line["mark"][0] == "`" and "`" in line["rest"]:  # code in running text
                continue
            opening = line
            if not _DEPTH.fullmatch(line["before"]) or not _is_free(text, free, line.start()):
                break
        elif _is_inside(opening, line):
            continue
        elif not (_closes(opening, line) and _keeps_depth(text, opening, line.start())):
            break
        else:
            code = _is_code(text, opening)
            yield opening, line, code
            free = line.end() if code else opening.start()
            opening = None
    if opening:
        yield opening, None, False


def headings(text: str) -> Iterator[str]:
    """Yield the Markdown of what are certainly headings of a page, with their marks; the page may have more of them.

    Below a blank line nothing is a heading's beginning but what is in code, a comment or raw HTML.
    """
    page = outside(text)
    free = hidden = 0
    for heading in _HEADING.finditer(page.text, 0, page.sure):
        if _ended(page.text, free, heading.start()):
            free = heading.start()
            yield heading[1]
        elif hidden == _MOST_HIDDEN:
            return
        else:
            hidden += 1


def surely_closed(text: str) -> bool:
    """Say whether every fence of a page is closed for certain; False where only a parser can tell."""
    return outside(text).closed


def _fence_lines(text: str, start: int) -> Iterator[re.Match[str]]:
    """Yield the lines that may open or close a fence."""
    if "~~~" in text:
        yield from _FENCE.finditer(text, start)
        return
    at = text.find("```", start)
    while at >= 0:
        line = _FENCE.match(text, max(start, text.rfind("\n", 0, at) + 1))
        if line:
            yield line
        end = text.find("\n", at)
        at = text.find("```", end) if end >= 0 else -1


def _is_free(text: str, start: int, at: int) -> bool:
    """Say whether no markup holds the line at `at`, where none is open at `start`."""
    if not _ended(text, start, at):
        return False
    above = text[max(start, text.rfind("\n\n", start, at) + 1) : at]
    return above == "\n" or not any(_goes_on(line.lstrip(_MARKS).rstrip()) for line in above.split("\n"))


def _goes_on(line: str) -> bool:
    """Say whether a line begins what goes on to the next blank line; a comment that it holds whole does not."""
    whole = line.startswith("<!--") and line.find("-->") == len(line) - len("-->")
    return line.startswith(_TO_BLANK) and not whole


def _ended(text: str, start: int, end: int) -> bool:
    """Say whether all markup is closed at `end` that goes on beyond blank lines, where none is open at `start`."""
    declared = text.find("<!", start, end) >= 0 or text.find("<?", start, end) >= 0
    if declared and any(text.rfind(begin, start, end) > text.rfind(close, start, end) for begin, close in _MARKUP):
        return False
    raw = False
    for tag in _RAW.finditer(text, start, end):
        begins_line = not text[text.rfind("\n", 0, tag.start()) + 1 : tag.start()].strip(_MARKS)
        raw = bool(tag["name"]) and (raw or begins_line)
    if raw:
        return False
    if text.find("/*", start, end) < 0 or not _MDX_COMMENT.search(text, start, end):
        return True
    return text.rfind("/*", start, end) < text.rfind("*/", start, end)


def _is_inside(opening: re.Match[str], line: re.Match[str]) -> bool:
    """Say whether a line can neither close a fence nor be the opening of another, before which an end was lost."""
    if opening["rest"].startswith("{"):  # a directive, which holds Markdown
        return False
    before = line["before"]
    if not line["mark"].startswith(opening["mark"]) or (not opening["before"] and before.strip()):
        return True
    return not opening["before"] and _is_deep(before) and bool(line["rest"].strip(" \t"))


def _closes(opening: re.Match[str], line: re.Match[str]) -> bool:
    """Say whether a line closes a fence for certain; MDX knows no depth at which it would not."""
    before = line["before"]
    same = before == opening["before"] or not (opening["before"] or before.strip() or _is_deep(before))
    return same and line["mark"].startswith(opening["mark"]) and not line["rest"].strip(" \t")


def _is_deep(before: str) -> bool:
    """Say whether a line is indented so far that it may be code, or go on with the paragraph above."""
    return len(before.expandtabs(_DEEP)) >= _DEEP


def _keeps_depth(text: str, opening: re.Match[str], end: int) -> bool:
    """Say whether no line of a fence's body leaves its depth; a blank line leaves a quote, but no list."""
    depth = opening["before"]
    lines = text[opening.end() + 1 : end].split("\n")[:-1] if depth else ()
    if depth.startswith(">"):
        return all(line.startswith(depth.rstrip()) for line in lines)
    return all(line.startswith(depth) for line in lines if line.strip(" \t"))


def _is_code(text: str, opening: re.Match[str]) -> bool:
    """Say whether a fence opens code: no directive, which holds Markdown, nor the next line of a paragraph."""
    if opening["rest"].startswith("{"):
        return False
    if not opening["before"]:
        return True
    start = opening.start()
    above = text[text.rfind("\n", 0, max(0, start - 1)) + 1 : start]
    return not _is_deep(opening["before"]) or not above.strip(" \t")
