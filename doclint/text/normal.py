"""Owns accents that stand apart from their letters, where the rest of the page has them in one character (NFC)."""

import re
import unicodedata
from collections.abc import Iterator

from doclint.model import Edit, Safety, Span
from doclint.regex import regex
from doclint.text.plausible import Plausible
from doclint.text.regions import Stretches, protected
from doclint.text.repairs import Repair

APART = "a letter with its accent apart"
"""What happened to a text whose accents stand apart."""
SURE = 0.99
_SEVERAL = 3  # letters in prose that show a program at work
_APART = regex("[^\\W\\d_\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]+")


def suspicious(text: str) -> bool:
    """Say quickly whether a text holds a letter with its accent apart."""
    return re.search("[\u0300-\u036f\u3099\u309a]", text) is not None


def asks(text: str) -> bool:
    """Say quickly whether a text has all its accents apart, so that only other pages tell whether that is a habit."""
    return suspicious(text) and not has_joined(text)


def compose(text: str, model: Plausible, *, composed: bool) -> Iterator[Repair]:
    """Yield the repairs that join letters and accents, where that gives one character that the language uses.

    `composed`: other pages are known to have them joined. Where neither that is known nor this page has any joined,
    the whole site may be written apart, and the repairs are suggestions. Code, addresses and tags stay: a file's name
    may really be written that way; unless nothing on the page is joined, so that a program took the whole page apart.
    """
    code = protected(text)
    apart = [match for match in _APART.finditer(text) if match.start() not in code]
    if composed and len(apart) >= _SEVERAL and not has_joined(text):
        code = Stretches(())
    safety: Safety = "safe" if composed or has_joined(text) else "unsafe"
    for match in _APART.finditer(text):
        joined = unicodedata.normalize("NFC", match[0])
        if len(joined) != 1 or match.start() in code or model.char(joined) > 11.5:
            continue
        edit = Edit(Span(*match.span()), joined)
        why = "as one character it reads the same, and is found by a search"
        confidence = SURE if safety == "safe" else 0.7
        yield Repair(edit, "unnormalized-text", APART, safety, confidence, why)


def has_joined(text: str) -> bool:
    """Say whether a text has letters that carry their accent."""
    return any(len(unicodedata.normalize("NFD", char)) > 1 for char in set(text) if char.isalpha() and char < "\uac00")
