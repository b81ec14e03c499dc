"""Owns what of a page's text is certainly a fenced block of code, and what certainly a heading, told without a parser.

Certain is a fence at one depth of blanks or quotes, on no list item's own line, in no comment or HTML, with no line
inside that looks like a fence itself. Where one is not, nothing below it is certain.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter

from doclint.record import record
from doclint.regex import regex
from doclint.text.front import front_matter

# A line that may open or close a fence, with the marks of the quotes and lists around it.
_FENCE = regex(
    r"^(?P<before>[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t>]+)*)(?P<mark>`{3,}|~{3,})(?P<rest>[^\n]*)$", re.MULTILINE
)
# The first line of a fence as most are: by itself, with no directive behind it.
_PLAIN = regex(r"```(?:[^`{\n][^`\n]*)?\n")
_DEPTH = regex(r"[ \t]*|(?:> ?)+")
# What may hold lines that look like a fence or a heading, beyond a blank line: how it begins, and how it ends.
_MARKUP = (("<!--", "-->"), ("<!", ">"), ("<![", "]]>"), ("<?", "?>"))
# What each of these begins with, and raw HTML, of which a tag that begins a line opens a block, and any closing tag
# ends it.
_MARKS_UP = regex(
    r"<(?:(?P<declared>[!?])|/(?:pre|script|style|textarea)>|(?P<name>pre|script|style|textarea)(?=[\s>]|$))",
    re.IGNORECASE,
)
_MDX_COMMENT = regex(r"\{[ \t]*/\*")
# What goes on to the next blank line: HTML, tags over several lines, imports.
_TO_BLANK = regex(r"^[ \t>\-+*0-9.)]*+((?:<|import|export)[^\n]*+)", re.MULTILINE)
_MARKS = " \t>-+*0123456789.)"
_DEEP = 4  # columns of indentation
_MOST_HIDDEN = 50  # headings in comments and the like, each of which takes a look at all since these began
_HEADING = regex(r"\n[ \t]*\n(#{1,6}[ \t][^\n|]*)(?=\n|$)")


@record
class Outside:
    r"""A page without its front matter and without the fenced code that is certain; its lines end in `\n`.

    Up to `sure` nothing in it is fenced code. `closed` says that for certain every fence of the page is closed.
    `starts` tells where each of its pieces begins in it and on the page.
    """

    text: str
    sure: int
    closed: bool
    starts: tuple[tuple[int, int], ...]

    def on_page(self, at: int) -> int:
        r"""Turn the offset where a line begins into one into the page, if its lines end in `\n`."""
        here, there = self.starts[bisect_left(self.starts, at, key=itemgetter(0), lo=1) - 1]
        return there + at - here


@lru_cache(maxsize=16384)
def outside(text: str) -> Outside:
    """Take the front matter and the fenced code out of a page."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = front_matter(text)
    at = front.span.end if front else 0  # from here on the text is to be kept
    kept: list[str] = []
    starts = [(0, at)]
    length, sure, closed = 0, -1, True
    for block in _blocks(text, at):
        if block.is_code:
            kept.append(text[at : block.start])
            length += len(kept[-1])
            at = block.end
            starts.append((length, at))
        elif sure < 0 and (block.end < 0 or not block.indented):
            sure = length + block.start - at
        closed = block.end >= 0
    sure = length + len(text) - at if sure < 0 else sure
    return Outside("".join((*kept, text[at:])) if kept else text[at:], sure, closed, tuple(starts))


@record
class _Block:
    """A fenced block: where its first line starts and its last one ends (-1 where nothing is certain of that).

    `is_code` says that it is code for certain, `indented` that something stands before its fence.
    """

    start: int
    end: int
    is_code: bool
    indented: bool


def _blocks(text: str, start: int) -> Iterator[_Block]:
    """Yield fenced blocks; where one is not certain, no other follows."""
    free = at = start  # at `free` no markup is open
    mixed = "~" in text and "~~~" in text  # to look for one character is many times faster
    while mixed or (mark := text.find("```", at)) >= 0:
        found = None if mixed else _plain_block(text, mark)
        if found:
            if not _is_free(text, free, found.start):
                found = _Block(found.start, -1, False, False)
        else:
            opening = _fence_line(text, at, mixed=mixed)
            if opening is None:
                return
            at = opening.end()
            if opening["mark"][0] == "`" and "`" in opening["rest"]:  # code in running text
                continue
            found = _block(text, opening, mixed=mixed, free=free)
        yield found
        if found.end < 0:
            return
        at = found.end
        free = found.end if found.is_code else found.start


def _plain_block(text: str, start: int) -> _Block | None:
    """Give the block at three backticks where it is fenced with these, has nothing before them, and holds none."""
    opening = _PLAIN.match(text, start) if not start or text[start - 1] == "\n" else None
    if not opening:
        return None
    last = text.find("```", opening.end())
    if last < 0 or text[last - 1] != "\n" or text[last + 3 : last + 4] not in ("", "\n"):
        return None
    return _Block(start, last + 3, True, False)


def _block(text: str, opening: re.Match[str], *, mixed: bool, free: int) -> _Block:
    """Find the end of a block by its first line."""
    before = opening["before"]
    unsure = _Block(opening.start(), -1, False, bool(before))
    if not _DEPTH.fullmatch(before) or not _is_free(text, free, opening.start()):
        return unsure
    line = _fence_line(text, opening.end(), mixed=mixed)
    while line and _is_inside(opening, line):
        line = _fence_line(text, line.end(), mixed=mixed)
    if not line or not _closes(opening, line) or not _keeps_depth(text, opening, line.start()):
        return unsure
    return _Block(opening.start(), line.end(), _is_code(text, opening), bool(before))


def headings(text: str) -> Iterator[str]:
    """Yield the Markdown of what are certainly headings of a page, with their marks; the page may have more of them.

    Below a blank line nothing is a heading's beginning but what is in code, a comment or raw HTML.
    """
    return (heading[1] for heading in _headings(outside(text)))


def heading_places(text: str) -> Iterator[int]:
    """Yield where these headings begin in what is `outside` of code."""
    return (heading.start(1) for heading in _headings(outside(text)))


def _headings(page: Outside) -> Iterator[re.Match[str]]:
    free = hidden = 0
    for heading in _HEADING.finditer(page.text, 0, page.sure):
        if _ended(page.text, free, heading.start()):
            free = heading.start()
            yield heading
        elif hidden == _MOST_HIDDEN:
            return
        else:
            hidden += 1


def surely_closed(text: str) -> bool:
    """Say whether every fence of a page is closed for certain; False where only a parser can tell."""
    return outside(text).closed


def _fence_line(text: str, start: int, *, mixed: bool) -> re.Match[str] | None:
    """Give the next line that may open or close a fence; `mixed` says that one may be of tildes."""
    if mixed:
        return _FENCE.search(text, start)
    at = text.find("```", start)
    while at >= 0:
        line = _FENCE.match(text, max(start, text.rfind("\n", 0, at) + 1))
        if line:
            return line
        end = text.find("\n", at)
        at = text.find("```", end) if end >= 0 else -1
    return None


def _is_free(text: str, start: int, at: int) -> bool:
    """Say whether no markup holds the line at `at`, where none is open at `start`."""
    if not _ended(text, start, at):
        return False
    above = max(start, text.rfind("\n\n", start, at) + 1)
    return at - above == 1 or not any(_goes_on(line[1].rstrip()) for line in _TO_BLANK.finditer(text, above, at))


def _goes_on(line: str) -> bool:
    """Say whether markup at a line's begin goes on to the next blank line; a comment that it holds whole does not."""
    return not line.startswith("<!--") or line.find("-->") != len(line) - len("-->")


def _ended(text: str, start: int, end: int) -> bool:
    """Say whether all markup is closed at `end` that goes on beyond blank lines, where none is open at `start`."""
    if text.find("<", start, end) >= 0 and not _markup_ended(text, start, end):
        return False
    if text.find("{", start, end) < 0 or not _MDX_COMMENT.search(text, start, end):
        return True
    return text.rfind("/*", start, end) < text.rfind("*/", start, end)


def _markup_ended(text: str, start: int, end: int) -> bool:
    declared: list[int] = []
    raw = False
    for sign in _MARKS_UP.finditer(text, start, end):
        at = sign.start()
        if sign["declared"]:
            declared.append(at)
        else:
            begins_line = not text[text.rfind("\n", 0, at) + 1 : at].strip(_MARKS)
            raw = bool(sign["name"]) and (raw or begins_line)
    for begin, close in _MARKUP if declared else ():
        last = next((at for at in reversed(declared) if text.startswith(begin, at, end)), end)
        if last < end and text.find(close, last, end) < 0:
            return False
    return not raw


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
