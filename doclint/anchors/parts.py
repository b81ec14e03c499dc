"""Owns the question whether a page is whole: it may be a part that others take in, or take in parts itself."""

import re
from functools import lru_cache

from doclint.model import Document, FrontMatter, Heading
from doclint.regex import regex

_PARTS = frozenset({"includes", "partials", "snippets"})
_PAGES = regex(r"_(?:index|articles|posts|docs|pages|drafts|i18n|readme)\b")
# What takes in text from elsewhere, each with a sign without which there is none.
_OPEN = (
    (("[[autodoc]]",), regex(r"\[\[autodoc\]\](?<![^\n]\[\[autodoc\]\])")),
    ((":::",), regex(r"^::: ?[\w.]+\.[\w.]+", re.MULTILINE)),
    (("8<",), regex(r"^ *-+8<-+", re.MULTILINE)),
    (("@include:",), regex(r"<!--\s*@include:")),
    (("{%",), regex(r"\{%-? *include|^#+ .*\{%", re.MULTILINE)),
    (
        ("{{",),
        regex(
            r"\{\{[<%] *[\w/-]*(?:include|readfile|snippet|render|content|heading|transclude)|^#+ .*\{\{",
            re.MULTILINE,
        ),
    ),
    (("```{",), regex(r"^`{3,}\{(?:include|eval-rst|automodule|autoclass)", re.MULTILINE)),
    (("import ",), regex(r"import (?<![^\n]import ).*\.mdx?['\"]")),
    (("{!",), regex(r"\{!.{0,500}!\}")),
    (("<script",), regex(r"<script(?! setup)\b")),
)


def is_partial(document: Document) -> bool:
    """Say whether a page is a part that others take in: it has no address, and its links are theirs.

    It stands in a folder of such parts, or its own name begins with `_` and it has no title.
    """
    *folders, name = document.path.casefold().split("/")
    if any(part in _PARTS or (part.startswith("_") and not _PAGES.match(part)) for part in folders):
        return True
    if not name.startswith("_") or _PAGES.match(name):
        return False
    titled = any(
        isinstance(block, FrontMatter) or (isinstance(block, Heading) and block.level == 1) for block in document.blocks
    )
    return not titled


@lru_cache(maxsize=4096)
def is_open(document: Document) -> bool:
    """Say whether a page takes in text from elsewhere, so that it may have ids which do not stand in it."""
    return any(has(document.text, signs, pattern) for signs, pattern in _OPEN)


def has(text: str, signs: tuple[str, ...], pattern: re.Pattern[str]) -> bool:
    """Say whether a pattern is found; nothing is sooner seen than that a text has none of its signs."""
    return any(sign in text for sign in signs) and bool(pattern.search(text))
