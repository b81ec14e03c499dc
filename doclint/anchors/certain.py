"""Owns the quick look at the ids of a page: which it certainly has, and which it certainly lacks, without a parser.

However a renderer makes an id of a heading, its letters and figures are those of the heading in their order, less some.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import normalize

from doclint.anchors.dialect import bare_heading, plausible
from doclint.anchors.explicit import heading_anchors
from doclint.anchors.slugs import slugs
from doclint.model import Document
from doclint.regex import regex
from doclint.text.fences import headings, outside

# A line that may be a heading: only marks of quotes, lists and code stand before its own.
_LIKE_HEADING = regex(r"\n[ \t>*+\-0-9.)]*(#[^\n]*)")
_LIKE_UNDERLINE = regex(r"\n[ \t>*+\-0-9.)]*(?:=|-)[ \t=-]*(?=\n|$)")
_RAW_HEADING = regex(r"<h[1-6]\b", re.IGNORECASE)
# What a renderer may turn into letters that do not stand there: entities, escaped addresses, letters it spells out.
_SPELLS = regex("[&%ßæœøđħıłÆŒØĐĦŁ]")
_ESCAPED_IN_CODE = regex(r"`[^<>{}]*[<>{}]")
# What a renderer makes of a heading without letters, before the number.
_MADE = frozenset(("", "heading", "id", "section"))
_FIGURES = "0123456789"
_BEFORE_ID = ("[[", "<!--", "/*", ":name:", ":label:")  # and values of attributes, and targets
_NEAR = 50


def surely_exposes(document: Document, dialect: str, fragment: str) -> bool:
    """Say whether a page certainly exposes an id; it may have others.

    However a renderer numbers equal headings, the first of them, or an explicit id, has the bare slug.
    """
    wanted = _letters(fragment)
    for letters, raw in _sure_headings(document):
        if wanted in letters:  # or else no renderer makes the one of the other
            text, _, anchors = heading_anchors(raw, 0)
            alone = [(bare_heading(text), None, 2)]
            if any(anchor.id == fragment for anchor in anchors):
                return True
            if not anchors and any(slugs(alone, known) == (fragment,) for known in plausible(document, dialect)):
                return True
    return False


def surely_lacks(document: Document, dialect: str, fragment: str) -> bool:
    """Say whether a page certainly has no id that is a fragment, whatever its case.

    An id that somebody wrote stands on the page; one that a renderer made has letters of a heading.
    """
    wanted = _letters(fragment).rstrip(_FIGURES)  # without the number of an equal heading
    if wanted in _MADE or _may_be_written(fragment.casefold(), _folded(document)):
        return False
    like = _like_headings(document)
    if like is None or ("github" in plausible(document, dialect) and _RAW_HEADING.search(document.text)):
        return False
    return not any(_in_order(wanted, letters) for letters in like)


@lru_cache(maxsize=512)
def _folded(document: Document) -> str:
    return document.text.casefold()


def _may_be_written(fragment: str, text: str) -> bool:
    """Say whether an id may be one that a page writes: it stands behind what writes ids, and not in links alone."""
    at = text.find(fragment)
    if at >= 0 and ("{{" in text or "{%" in text):  # any word in these counts
        return True
    while at >= 0:
        before = text[max(0, at - _NEAR) : at].rstrip()
        value = before.rstrip("\"'`").rstrip("{").rstrip().endswith("=")
        target = before.endswith("(") and text.startswith(")=", at + len(fragment))
        marked = before.endswith("#") and not _is_linked(text, at)
        if not before or value or target or marked or before.endswith(_BEFORE_ID):
            return True
        at = text.find(fragment, at + 1)
    return False


def _is_linked(text: str, at: int) -> bool:
    """Say whether what stands at a place is the fragment of an address: behind a `#` in no braces and no comment."""
    before = text[max(0, at - _NEAR) : at - 1].rstrip()
    if not text.endswith("#", 0, at) or not before or before.endswith("<!--"):
        return False
    return text.rfind("{", 0, at) <= text.rfind("}", 0, at)


@lru_cache(maxsize=4096)
def _sure_headings(document: Document) -> tuple[tuple[str, str], ...]:
    """Give what are certainly headings of a page: their letters, and their Markdown without marks."""
    if document.repairs:
        return ()
    raw = (heading.lstrip("#").strip() for heading in headings(document.text))
    # Marks behind a heading are none of it, and a template is read as something else.
    return tuple((_letters(one), one) for one in raw if not one.endswith("#") and "{{" not in one and "{%" not in one)


@lru_cache(maxsize=4096)
def _like_headings(document: Document) -> tuple[str, ...] | None:
    """Give the letters of all that may be headings of a page; None where a renderer may make others of them."""
    if document.repairs:
        return None
    found = list(_all_like_headings("\n" + outside(document.text).text))
    if any(_SPELLS.search(one) or _ESCAPED_IN_CODE.search(one) for one in found):
        return None
    return tuple(map(_letters, found))


def _all_like_headings(text: str) -> Iterator[str]:
    """Yield what may be the text of headings, and maybe more of it."""
    yield from _LIKE_HEADING.findall(text)
    for line in _LIKE_UNDERLINE.finditer(text):
        yield text[max(0, text.rfind("\n\n", 0, line.start())) : line.start()]


def _in_order(wanted: str, letters: str) -> bool:
    """Say whether a text has all of some letters in their order."""
    at = -1
    for letter in wanted:
        at = letters.find(letter, at + 1)
        if at < 0:
            return False
    return True


def _letters(text: str) -> str:
    """Give the letters and figures of a text, whatever their accents and case."""
    if not text.isascii():
        text = normalize("NFKD", text.casefold())
    return "".join(filter(str.isalnum, text.casefold()))
