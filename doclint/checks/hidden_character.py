"""See rules/hidden-character.md."""

import re
import unicodedata
from collections.abc import Iterator

from doclint.language import base
from doclint.model import Document, Edit, Finding, Fix, Span

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "ckb", "sd", "yi", "dv", "ug"})
_JOINING = (
    "ARABIC",
    "DEVANAGARI",
    "BENGALI",
    "TAMIL",
    "TELUGU",
    "KANNADA",
    "MALAYALAM",
    "GUJARATI",
    "GURMUKHI",
    "SINHALA",
)
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BREAKING_SCRIPTS = ("THAI", "LAO", "KHMER", "MYANMAR", "CJK", "HIRAGANA", "KATAKANA")


def check(document: Document) -> Iterator[Finding]:
    """Yield characters that nobody sees and that do harm: control, zero-width and bidirectional ones, a lost BOM."""
    if document.text.isascii() and not _HIDDEN.search(document.text):
        return
    right_to_left = base(document.language) in _RIGHT_TO_LEFT
    damaged = [edit.span for edit in document.repairs]
    for match in _HIDDEN.finditer(document.text):
        char, at = match[0], match.start()
        if any(span.start <= at < span.end for span in damaged):  # a part of broken text, told as such
            continue
        if _meant(document.text, char, at, right_to_left=right_to_left):
            continue
        name = unicodedata.name(char, "control character").lower()
        if char == "\ufeff":
            name = "byte order mark in the middle of the text"
        harm = "; it can make text read other than it is" if _BIDI.match(char) else ""
        span = Span(at, at + 1)
        yield Finding(
            document, span, f"hidden character U+{ord(char):04X} ({name}){harm}; remove it", fix=_fix(span, char)
        )


def _fix(span: Span, char: str) -> Fix | None:
    return Fix((Edit(span, ""),), "safe") if char in "\u200b\u2060\ufeff" or _BIDI.match(char) else None


def _meant(text: str, char: str, at: int, *, right_to_left: bool) -> bool:
    """Say whether a hidden character does its work here: in emoji, in joining scripts, between lines of Thai."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if char in "\u200c\u200d":
        names = [unicodedata.name(side, "") for side in (before, after) if side]
        emoji = any(unicodedata.category(side) in ("So", "Sk", "Mn") for side in (before, after) if side)
        return emoji or any(name.startswith(_JOINING) for name in names)
    if char in "\u200e\u200f":
        return right_to_left or any(unicodedata.bidirectional(side) in ("R", "AL") for side in (before, after) if side)
    if char == "\u200b":
        return any(unicodedata.name(side, "").startswith(_BREAKING_SCRIPTS) for side in (before, after) if side)
    if _BIDI.match(char):
        return right_to_left
    return char == "\x0c"
