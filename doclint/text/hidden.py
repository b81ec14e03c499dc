"""Owns the characters that nobody sees: which do their work where they stand, which do harm, and which can just go."""

import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from doclint.model import Span
from doclint.record import record
from doclint.regex import regex
from doclint.text.regions import protected

_HIDDEN = regex(
    "[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
_BIDI = regex("[\u202a-\u202e\u2066-\u2069]")
_OPENS, _CLOSES = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068", "\u202c\u2069"
_TAG = regex("[\U000e0000-\U000e007f]")
_FLAG = regex("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")
_RIGHT_TO_LEFT = regex("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Scripts whose letters join, and so may have to be told not to, and scripts that are written without spaces.
_JOINS = regex("[\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1800-\u18af\ufb50-\ufdff\ufe70-\ufefc]")
_UNSPACED = regex("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]")
_EMOJI_PARTS = ("So", "Sk", "Mn", "Me", "Cs")
# A zero-width space beside these keeps Markdown or a service from reading them: it does something.
_MARKUP = frozenset("*_`~@#:/[](){}<>|\\")
MOST = 50_000
"""Hidden characters that are looked at in one text: one that has more is no text for people, and is not repaired."""
_NAMES = {
    "\ufeff": "byte order mark in the middle of the text",
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
}


@record
class Hidden:
    """A hidden character that should not be there.

    `removable`: nothing but itself would be lost with it. `idle`: it cannot even have been meant.
    """

    span: Span
    char: str
    name: str
    reorders: bool
    removable: bool
    idle: bool


def find(text: str) -> Iterator[Hidden]:
    """Yield the hidden characters of a text that do nothing, or harm, in order. Very cheap where there are none."""
    if not _HIDDEN.search(text):
        return
    flags = {at for match in _FLAG.finditer(text) for at in range(*match.span())}
    code = protected(text)
    lines = _Lines(text)
    for match in islice(_HIDDEN.finditer(text), MOST):
        char, at = match[0], match.start()
        if at in flags or _works(lines, char, at, in_code=at in code):
            continue
        # U+0080 to U+009F are what is left of other characters; escapes and separators mean something to a program.
        meant = char in "\x1b\x1c\x1d\x1e\x1f\u2028\u2029" or "\x80" <= char <= "\x9f"
        removable = not meant and (at not in code or _BIDI.match(char) is not None)
        idle = removable and not (char == "\u200b" and _allows_a_break(text, at))
        yield Hidden(Span(at, at + 1), char, _name(char), _BIDI.match(char) is not None, removable, idle)


def _name(char: str) -> str:
    if _TAG.match(char):
        return "invisible tag character"
    return _NAMES.get(char) or unicodedata.name(char, "control character").lower()


def _works(lines: "_Lines", char: str, at: int, *, in_code: bool) -> bool:
    """Say whether a hidden character does its work where it stands."""
    text = lines.text
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    sides = before + after
    if char in "\u200c\u200d":
        emoji = char == "\u200d" and any(unicodedata.category(side) in _EMOJI_PARTS for side in sides)
        return emoji or _JOINS.search(sides) is not None
    if char in "\u200e\u200f\u061c":
        return lines.at(at).right_to_left
    if char == "\u200b":
        in_word = len(sides) == 2 and sides.isascii() and sides.isalnum()  # there it only breaks what is copied
        does = in_code or _UNSPACED.search(sides) is not None or not _MARKUP.isdisjoint(sides)
        return does and not in_word
    if char in "\u2060\u2061\u2062\u2063\u2064":
        return len(sides) == 2 and not sides.isspace() and not (before.isspace() or after.isspace())
    if _BIDI.match(char):
        line = lines.at(at)
        # Embeddings and isolates end with their paragraph; an override forces letters against their nature.
        plain = char not in "\u202d\u202e" or line.balanced
        return not in_code and line.right_to_left and plain
    return False


def _allows_a_break(text: str, at: int) -> bool:
    """Say whether a zero-width space lets a line break inside a word, where some writers want it."""
    return text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()


class _Line(NamedTuple):
    """A line: where it is, whether letters run from right to left there, and whether its directions are undone."""

    start: int
    end: int
    right_to_left: bool
    balanced: bool


class _Lines:
    """Tells about a text's lines; asked in order, it looks at each once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._last = _Line(0, -1, right_to_left=False, balanced=True)

    def at(self, offset: int) -> _Line:
        """Give the line that `offset` is on."""
        if not self._last.start <= offset <= self._last.end:
            start, end = self.text.rfind("\n", 0, offset) + 1, self.text.find("\n", offset)
            end = end if end >= 0 else len(self.text)
            line = self.text[start:end]
            self._last = _Line(start, end, _RIGHT_TO_LEFT.search(line) is not None, _balanced(line))
        return self._last


def _balanced(line: str) -> bool:
    """Say whether every change of direction on a line is undone on it."""
    depth = 0
    for char in line:
        depth += (char in _OPENS) - (char in _CLOSES)
        if depth < 0:
            return False
    return depth == 0
