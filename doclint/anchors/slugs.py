"""Owns slugs: the ids that renderers make from headings, each dialect by its own rules.

The rules are those of the renderers' own code; `tests/slug_values` holds what the real ones make of the same headings.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from urllib.parse import unquote

from doclint.anchors import words
from doclint.anchors.words import plain_text
from doclint.regex import regex

__all__ = ["DIALECTS", "SlugInput", "plain_text", "same_fragment", "slugs"]

SlugInput = tuple[str, str | None, int]
"""A heading: its inline Markdown without the explicit id, that id or None, and its level."""

# U+24B6…: enclosed letters are symbols that Unicode calls alphabetic all the same.
_ALPHABETIC_SYMBOLS = regex("[\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189]")
_LETTERS_AND_MARKS = frozenset("Lu Ll Lt Lm Lo Mn Mc Me Nl Nd Pc".split())


@lru_cache(maxsize=4096)
def _is_word(char: str) -> bool:
    return unicodedata.category(char) in _LETTERS_AND_MARKS or bool(_ALPHABETIC_SYMBOLS.match(char))


def _github(text: str) -> str:
    """github-slugger: lower case, word characters with their marks, `-`; each blank becomes a `-`."""
    return "".join("-" if c == " " else c for c in text.lower() if c in "- " or _is_word(c))


def _hf(text: str) -> str:
    """doc-builder: lower case, runs of blanks become a `-`, letters and numbers alone; brackets at the end win."""
    own = re.search(r"\[\s([^\[\]]*)\s\]$", text) if "]" in text else None
    if own:
        return own[1]
    value = "-".join(text.lower().split())
    return "".join(c for c in value if c == "-" or unicodedata.category(c)[0] in "LN")


def _mkdocs(text: str) -> str:
    """Python-Markdown's `toc.slugify`: ASCII alone, runs of `-` and blanks become one."""
    value = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", value).strip().lower())


def _mkdocs_unicode(text: str) -> str:
    """`pymdownx.slugs.slugify(case="lower")`: all scripts; what looks like a tag goes, each blank becomes a `-`."""
    value = re.sub(r"</?[^>]*>", "", unicodedata.normalize("NFC", text)).strip().lower()
    return re.sub(r"[^\w\- ]", "", value).replace(" ", "-")


def _vitepress(text: str) -> str:
    """@mdit-vue/shared: accents dropped (NFKD), ASCII punctuation and blanks become one `-`, no digit in front."""
    value = re.sub("[\u0300-\u036f\x00-\x1f]", "", unicodedata.normalize("NFKD", text))
    value = re.sub(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'“”‘’<>,.?/]+", "-", value).strip("-")
    return ("_" + value if value[:1].isascii() and value[:1].isdigit() else value).lower()


def _hugo(text: str) -> str:
    """Hugo's `autoHeadingIDType = "github"`: letters, digits, `_`; blanks become `-`; signs alone become `heading`."""
    if not text:
        return ""
    text = text.replace("İ", "I")  # Go's lower case is one letter for one
    kept = ("-" if c in "- \t" else c.lower() for c in text if c in "-_ \t" or _is_letter_or_digit(c))
    return "".join(kept) or "heading"


def _is_letter_or_digit(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] == "L" or category == "Nd"


def _myst(text: str) -> str:
    """MyST-Parser's `github_slugify`."""
    return re.sub(r"[^\w\- ]", "", text.lower().replace(" ", "-"))


_DIGRAPHS = str.maketrans({"ß": "sz", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ł": "l"})


def _docutils(text: str) -> str:
    """Docutils' `make_id`, which gives the ids in Sphinx's HTML: ASCII letters, digits and single `-`."""
    value = unicodedata.normalize("NFKD", text.lower().translate(_DIGRAPHS)).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"^[-0-9]+|-+$", "", re.sub(r"[^a-z0-9]+", "-", value))


# --- numbering -----------------------------------------------------------------------------------------------------


def _suffixed(base: str, seen: dict[str, int], separator: str = "-") -> str:
    """Give the next id as github-slugger: go on from the last number that this slug got, past what is taken."""
    slug = base
    while slug in seen:
        seen[base] += 1
        slug = f"{base}{separator}{seen[base]}"
    seen[slug] = 0
    return slug


def _first_free(base: str, seen: dict[str, int]) -> str:
    """Give the next id as Hugo, markdown-it-anchor and MyST: take the first number from 1 that is free.

    With each slug stands the number below which none is free, so that a thousand equal headings are counted once.
    """
    slug, number = base, seen.get(base, 0)
    while slug in seen:
        number += 1
        slug = f"{base}-{number}"
    seen[base] = number
    seen.setdefault(slug, 0)
    return slug


def _not_empty(base: str, seen: dict[str, int]) -> str:
    return _first_free(base, seen) if base else ""


def _counted(base: str, seen: dict[str, int]) -> str:
    """Give the next id as kramdown's GFM parser: every slug has a count, whatever else is taken."""
    seen[base] = seen.get(base, -1) + 1
    return f"{base}-{seen[base]}" if seen[base] else base


def _underscored(base: str, seen: dict[str, int]) -> str:
    """Give the next id as Python-Markdown's `toc.unique`: `_1`, or one more than the number that the slug ends with."""
    slug = base
    if slug in seen or not slug:
        stem, mark, end = slug.rpartition("_")
        number = int(end) if mark and end.isascii() and end.isdigit() else 0
        stem = stem if mark and end.isascii() and end.isdigit() else base
        tried = f"{stem}\n{number}"  # no slug has a line end
        number = seen.get(tried, number) + 1
        while f"{stem}_{number}" in seen:
            number += 1
        seen[tried] = number
        slug = f"{stem}_{number}"
    seen[slug] = 0
    return slug


def _unnumbered(base: str, seen: dict[str, int]) -> str:
    del seen
    return base


def _numbered_ids(base: str, seen: dict[str, int]) -> str:
    """Give the next id as docutils: what is empty or taken becomes `id1`, `id2` and so on."""
    slug = base
    while not slug or slug in seen:
        seen[""] = seen.get("", 0) + 1
        slug = f"id{seen['']}"
    seen[slug] = 0
    return slug


Text = Callable[[str], str]
Number = Callable[[str, dict[str, int]], str]

# How a dialect reads a heading, makes the slug and numbers it, and which explicit ids its numbering knows: those of
# the whole page ("all"), those above ("above") or none.
_RULES: Mapping[str, tuple[Text, Text, Number, str]] = {
    "github": (plain_text, _github, _suffixed, ""),
    "hf": (words.spaced, _hf, _unnumbered, ""),
    "mkdocs": (words.classic, _mkdocs, _underscored, "all"),
    "mkdocs-unicode": (words.classic, _mkdocs_unicode, _underscored, "all"),
    "docusaurus": (words.with_alt, _github, _suffixed, ""),
    "vitepress": (words.with_entities, _vitepress, _first_free, "above"),
    "starlight": (words.smart, _github, _suffixed, ""),
    "hugo": (words.first_words, _hugo, _not_empty, "above"),
    "hugo-raw": (str, _hugo, _first_free, "above"),  # before Hugo's version 0.120 or so, the line as it is written
    "jekyll": (words.typographic, _github, _counted, ""),
    "myst": (plain_text, _myst, _not_empty, ""),
    "docutils": (plain_text, _docutils, _numbered_ids, ""),
}
DIALECTS = tuple(_RULES)


def slugs(headings: Sequence[SlugInput], dialect: str) -> tuple[str, ...]:
    """Give the ids of a page's headings in order, duplicates numbered. Raises KeyError for an unknown dialect."""
    text_of, slugify, number, knows = _RULES[dialect]
    seen: dict[str, int] = {}
    if knows == "all":
        seen = {explicit: 0 for _, explicit, _ in headings if explicit is not None}
    result = []
    for text, explicit, _ in headings:
        if explicit is None:
            result.append(number(_slug(text, text_of, slugify), seen))
        else:
            result.append(explicit)
            if knows == "above":
                seen.setdefault(explicit, 0)
    return tuple(result)


@lru_cache(maxsize=65536)
def _slug(text: str, text_of: Text, slugify: Text) -> str:
    return slugify(text_of(text))


def same_fragment(fragment: str, identifier: str) -> bool:
    """Say whether a link's fragment means an id; browsers decode percent signs."""
    return fragment == identifier or unquote(fragment) == identifier
