"""Owns HTML entities that were escaped twice: `&amp;eacute;` shows a reader `&eacute;` where `é` was meant."""

import html
from collections.abc import Iterator

from doclint.model import Edit, Span
from doclint.text.plausible import Plausible
from doclint.text.regions import about_encodings, protected
from doclint.text.repairs import Repair
from doclint.text.traces import TWICE

# What a page about markup writes on purpose: the names of the signs that HTML itself needs, and of spaces.
_MARKUP = frozenset("lt gt amp quot apos nbsp".split())


def suspicious(text: str) -> bool:
    """Say quickly whether a text holds anything of the kind."""
    return "&amp;" in text and TWICE.search(text) is not None


def unescape(text: str, model: Plausible) -> Iterator[Repair]:
    """Yield the repairs of entities in prose that stand for a letter or a mark of the language, and were escaped twice.

    Inside a word that is certain. Elsewhere a page may speak about entities: there it is a suggestion.
    """
    code, about = protected(text), about_encodings(text)
    for match in TWICE.finditer(text):
        char = html.unescape("&" + match["entity"])
        if match["entity"].rstrip(";") in _MARKUP or len(char) != 1 or char.isascii():
            continue
        if match.start() in code or match.start() in about or model.char(char) > 11:
            continue
        sides = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        inside = char.isalpha() and any(side.isalpha() for side in sides)
        why = "it stands inside a word" if inside else "outside code nobody means to show an entity"
        edit = Edit(Span(*match.span()), char)
        yield Repair(
            edit,
            "double-escaped-entity",
            "an entity escaped twice",
            "safe" if inside else "unsafe",
            0.95 if inside else 0.6,
            why,
        )
