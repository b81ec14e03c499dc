"""Owns the state of markdown-it's block parser: made of known lines, without the tokens that nobody reads."""

from collections.abc import Sequence
from typing import Any, Literal

from doclint.markdown import Parser, StateBlock, Token

_INDENT = " \t"
_UNREAD = frozenset(
    """paragraph_open paragraph_close heading_close list_item_close hr
    thead_open thead_close tbody_open tbody_close th_open th_close td_open td_close""".split()
)


class State(StateBlock):
    """The state in which a page's first line is read; `starts` are the offsets at which its lines begin."""

    def __init__(self, text: str, starts: Sequence[int], md: Parser, env: dict[str, Any]) -> None:
        super().__init__("", md, env, [])
        lines = text.split("\n")
        if not lines[-1].strip(_INDENT):
            lines.pop()  # markdown-it counts a last line of blanks alone as none
        indents = [len(line) - len(line.lstrip(_INDENT)) for line in lines]
        self.src = text
        self.bMarks = [*starts[: len(lines)], len(text)]  # behind the last line stands one that is none
        self.eMarks = [*(start + len(line) for start, line in zip(starts, lines, strict=False)), len(text)]
        self.tShift = [*indents, 0]
        self.sCount = [*indents, 0] if "\t" not in text else [*map(_width, lines, indents), 0]
        self.bsCount = [0] * (len(lines) + 1)
        self.lineMax = len(lines)
        self._unread = Token("unread", "", 0)

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Make a token; one that nobody reads is made once, and kept in no list."""
        if ttype not in _UNREAD:
            return super().push(ttype, tag, nesting)
        self.level += nesting
        return self._unread

    def getLines(self, begin: int, end: int, indent: int, keepLastLF: bool) -> str:  # noqa: N802, N803 # markdown-it's
        """Give the lines from `begin` to `end`, without what stands before their first columns."""
        if indent or begin >= end:
            return super().getLines(begin, end, indent, keepLastLF)
        last = self.eMarks[end - 1] + keepLastLF
        if end - begin == 1:
            return self.src[self.bMarks[begin] : last]
        ends = [*(line_end + 1 for line_end in self.eMarks[begin : end - 1]), last]
        return "".join([self.src[start:stop] for start, stop in zip(self.bMarks[begin:end], ends, strict=True)])


def _width(line: str, indent: int) -> int:
    """Give how far a line is indented, a tab going on to the next fourth column (CommonMark 0.31, section 2.2)."""
    return len(line[:indent].expandtabs(4))
