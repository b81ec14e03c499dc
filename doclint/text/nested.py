"""Owns a block of Markdown that shows code blocks of its own between fences that are not longer than theirs."""

from collections.abc import Sequence

from doclint.record import record
from doclint.regex import regex

_FENCE = regex(r"(`{3,}|~{3,})[ \t]*([^`\n]*)")


@record
class Nested:
    """Where such a block ends too early and where it was meant to, as lines from 1, and the fence that it needs."""

    early: int
    meant: int
    fence: str


@record
class _Line:
    """A line that opens or closes a block: its number, its signs, and whether nothing else stands on it."""

    number: int
    signs: str
    bare: bool


def nested(lines: Sequence[str], first: int) -> Nested | None:
    """Say how the block that opens in line `first` (from 1) is meant, if it holds others and is ended by one of them.

    `lines` are all lines of the page without the marks of quotes. Proof is that with this block taken whole every other
    one down to the page's end is closed, and none holds a line that opens another.
    """
    opening = _fence(lines[first - 1], first)
    if opening is None:
        return None
    found = [line for number in range(first + 1, len(lines) + 1) if (line := _fence(lines[number - 1], number))]
    found = [line for line in found if line.signs[0] == opening.signs[0]]
    early = next((line.number for line in found if line.bare and len(line.signs) >= len(opening.signs)), 0)
    inside: _Line | None = None
    longest = 0
    for at, line in enumerate(found):
        if inside is None:
            if line.bare and at and _closed(found[at + 1 :]):
                return Nested(early, line.number, opening.signs[0] * (longest + 1)) if line.number != early else None
            inside, longest = line, max(longest, len(line.signs))
        elif _closes(inside, line):
            inside = None
        else:
            return None
    return None


def _fence(line: str, number: int) -> _Line | None:
    found = _FENCE.fullmatch(line.strip())
    return _Line(number, found[1], not found[2]) if found else None


def _closed(lines: Sequence[_Line]) -> bool:
    """Say whether each of these lines that opens a block has the next one to close it."""
    return len(lines) % 2 == 0 and all(_closes(*both) for both in zip(lines[::2], lines[1::2], strict=True))


def _closes(opening: _Line, line: _Line) -> bool:
    """Say whether a line closes the block that another one opens; no block is empty."""
    return line.bare and len(line.signs) >= len(opening.signs) and line.number > opening.number + 1
