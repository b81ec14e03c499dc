"""Owns how damaged text is shown to people: each word as it stands and as it should read."""

from collections.abc import Sequence
from unicodedata import category, name

from doclint.model import Edit

_LONGEST = 30


def spelt(text: str) -> str:
    """Give a text with what cannot be seen named: `‹soft hyphen›`, and `‹byte ED›` for a byte that is no UTF-8."""
    return text if text.isprintable() else "".join(char if char.isprintable() else _named(char) for char in text)


def _named(char: str) -> str:
    if 0xDC80 <= ord(char) <= 0xDCFF:  # PEP 383
        return f"‹byte {ord(char) - 0xDC00:02X}›"
    known = "" if category(char) in ("Cc", "Co", "Cs", "Cn") else name(char, "")
    return f"‹{known.lower() or f'U+{ord(char):04X}'}›"


def word(text: str, edit: Edit, edits: Sequence[Edit] = ()) -> tuple[str, str]:
    """Give the word around an edit as it stands, what is hidden spelt out, and as it reads with all `edits` made."""
    start, end = edit.span.start, edit.span.end
    begins, ends = {other.span.start: other for other in edits}, {other.span.end: other for other in edits}
    while edit.span.start - start < _LONGEST and start:
        if start in ends and ends[start].span.start < start:
            start = ends[start].span.start
        elif text[start - 1].isalpha():
            start -= 1
        else:
            break
    while end - edit.span.end < _LONGEST and end < len(text):
        if end in begins and begins[end].span.end > end:
            end = begins[end].span.end
        elif text[end].isalpha():
            end += 1
        else:
            break
    made = sorted({edit, *(other for other in edits if start <= other.span.start and other.span.end <= end)})
    pieces, at = [], start
    for one in made:
        pieces += [text[at : one.span.start], one.text]
        at = one.span.end
    return spelt(text[start:end]), "".join((*pieces, text[at:end]))
