"""Owns slugs: the ids that renderers make from headings, each dialect by its own rules."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

SlugInput = tuple[str, str | None, int]

_CODE = re.compile(r"(`+)(.+?)(?<!`)\1(?!`)")
_LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])?")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->")
_EMPHASIS = re.compile(r"(\*{1,3}|~~)(?=\S)(.+?)(?<=\S)\1|(?<!\w)(_{1,3})(?=\S)(.+?)(?<=\S)\3(?!\w)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


@lru_cache(maxsize=16384)
def plain_text(markdown: str) -> str:
    """Turn a heading's inline Markdown into the text that renderers make the slug from."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[2].strip() if match[1] else "")
        return f"\ue000{len(kept) - 1}\ue001"

    text = _CODE.sub(keep, markdown)
    text = _TAG.sub("", text)
    text = _LINK.sub(r"\1", text)
    for _ in range(3):
        text = _EMPHASIS.sub(lambda match: match[2] or match[4], text)
    text = unescape(_ESCAPE.sub(r"\1", text))
    return re.sub("\ue000(\\d+)\ue001", lambda match: kept[int(match[1])], text)


def _github(text: str) -> str:
    """github-slugger: lower case, everything dropped but letters, marks, digits, `_`, `-` and blanks."""
    kept = (
        c for c in text.lower() if c in "-_ " or unicodedata.category(c)[0] in "LMN" or unicodedata.category(c) == "Pc"
    )
    return "".join(kept).replace(" ", "-")


def _hf(text: str) -> str:
    """doc-builder: lower case, blanks to `-`, letters, digits and `-` alone."""
    return "".join(c for c in re.sub(r"\s+", "-", text.strip().lower()) if c.isalnum() or c == "-")


def _mkdocs(text: str) -> str:
    """Python-Markdown's default `slugify`: ASCII alone."""
    value = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", value).strip().lower())


def _mkdocs_unicode(text: str) -> str:
    value = re.sub(r"[^\w\s-]", "", unicodedata.normalize("NFC", text)).strip().lower()
    return re.sub(r"[-\s]+", "-", value)


def _vitepress(text: str) -> str:
    """@mdit-vue/shared `slugify`: accents dropped (NFKD), ASCII punctuation and blanks to `-`, no digit in front."""
    value = "".join(c for c in unicodedata.normalize("NFKD", text) if not "\u0300" <= c <= "\u036f")
    value = re.sub(r"[\x00-\x1f]", "", value)
    value = re.sub(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'“”‘’<>,.?/]+", "-", value)
    value = re.sub(r"-{2,}", "-", value).strip("-")
    return re.sub(r"^(\d)", r"_\1", value).lower()


def _jekyll(text: str) -> str:
    """kramdown: from the first letter on; letters, digits, blanks and `-` alone (GFM keeps all scripts)."""
    value = re.sub(r"[^\w\s-]", "", text.lower())
    return re.sub(r"\s", "-", value.strip())


def _myst(text: str) -> str:
    return re.sub(r"[^\w\u4e00-\u9fff\- ]", "", text.strip().lower().replace(" ", "-"))


_SLUGGERS: Mapping[str, Callable[[str], str]] = {
    "github": _github,
    "hf": _hf,
    "mkdocs": _mkdocs,
    "mkdocs-unicode": _mkdocs_unicode,
    "docusaurus": _github,
    "vitepress": _vitepress,
    "starlight": _github,
    "hugo": _github,
    "jekyll": _jekyll,
    "myst": _myst,
}
DIALECTS = tuple(_SLUGGERS)


def slugs(headings: Sequence[SlugInput], dialect: str) -> tuple[str, ...]:
    """Give the ids of a page's headings in order, duplicates numbered. Raises KeyError for an unknown dialect."""
    slugify = _SLUGGERS[dialect]
    seen: Counter[str] = Counter()
    result = []
    for text, explicit, _ in headings:
        if explicit is not None:
            seen[explicit] += 1
            result.append(explicit)
            continue
        base = slugify(plain_text(text))
        separator = "_" if dialect.startswith("mkdocs") else "-"
        slug = base if dialect == "hf" or not seen[base] else f"{base}{separator}{seen[base]}"
        seen[base] += 1
        result.append(slug)
    return tuple(result)


def same_fragment(fragment: str, identifier: str) -> bool:
    """Say whether a link's fragment means an id; browsers decode percent signs."""
    return fragment == identifier or unquote(fragment) == identifier
