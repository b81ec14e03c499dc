"""Owns what is wrong with a fence that nothing closes, beyond a lost end: code out of its list, a fence too many."""

from collections.abc import Sequence

from doclint.record import record
from doclint.regex import regex

_MOST_LINES = 400  # of a block whose end is looked for
_TAB = 4
_ITEM = regex(r"[ \t]*(?:[-*+>]|\d{1,9}[.)])(?:[ \t]|$)")
# How a line begins that is text for certain: a heading, an item, a row of a table, bold, a tag, a link; how it ends.
_MARKED = regex(r"#{2,6} \S|(?:[-*+>]|\d{1,9}[.)]) +\S|\||[*_]{2}[^\s*_]|</?[A-Za-z]|-{3,}$|!?\[")
_ENDS = (".", "!", "?", ":", "…", "。", "！", "？", "：")
_SIGN = regex(r"[{};=<>|\\$]")
_EAST = regex(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{4}")
_LEAST_WORDS = 3
_MOSTLY = 0.7


@record
class Outdented:
    """Lines (from 1) of a block in a list that are not indented as its fence is, and the line meant to close it."""

    first: int
    last: int
    closing: int


def outdented(lines: Sequence[str], start: int, column: int, end: int, fence: str) -> Outdented | None:
    """Say which lines took a block's end out of its list item: they are less indented than its fence.

    `lines` are those of the page; the block begins in line `start` (from 1), its `fence` at `column` (from 1), and ends
    with line `end`. None where nothing is indented, or what closes it is not to be told.
    """
    before = lines[start - 1][: column - 1]
    depth = len(before.expandtabs(_TAB))
    if not depth or ">" in before:
        return None
    first = 0
    for number in range(end + 1, min(len(lines), end + _MOST_LINES) + 1):
        line = lines[number - 1]
        if not line.strip():
            continue
        if line.lstrip().startswith(fence):
            whole = end == start and all(map(str.strip, lines[start : number - 1]))
            return _closed(first, number, line, fence, depth, whole=whole) if first else None
        if _depth(line) < depth and not _ITEM.match(line):
            first = first or number
        elif _depth(line) < depth or not first:
            return None
    return None


def _closed(first: int, number: int, line: str, fence: str, depth: int, *, whole: bool) -> Outdented | None:
    """Give what is outdented where this line closes the block; `whole` says that none before it is blank or indented.

    A line that is less indented than the fence may as well open another block.
    """
    if line.strip().strip(fence[0]) or _depth(line) > depth or (_depth(line) < depth and not whole):
        return None
    return Outdented(first, number - (_depth(line) == depth), number)


def _depth(line: str) -> int:
    return len(line.expandtabs(_TAB)) - len(line.expandtabs(_TAB).lstrip())


def reads_as_text(lines: Sequence[str]) -> bool:
    """Say whether nearly all lines that are filled are text, and one is for certain; so where none is filled."""
    filled = [line.strip() for line in lines if line.strip()]
    likely = sum(_is_likely(line) or _is_certain(line) for line in filled)
    return not filled or (likely >= _MOSTLY * len(filled) and any(map(_is_certain, filled)))


def ends_as_code(body: str) -> bool:
    """Say whether a block's last line is code, with the fence right below: so that this fence is its own."""
    last = body.removesuffix("\n").rpartition("\n")[2].strip()
    return bool(last) and not (_is_likely(last) or _is_certain(last))


def _is_certain(line: str) -> bool:
    return _MARKED.match(line) is not None or (_is_likely(line) and line.endswith(_ENDS))


def _is_likely(line: str) -> bool:
    """Say whether a line is some words in a row, without the signs of code before the third."""
    said = _SIGN.split(line, maxsplit=1)[0]
    return (said[:1].isalpha() and len(said.split()) >= _LEAST_WORDS) or _EAST.search(said) is not None
