"""Owns the question which renderer a site uses, and so which ids its pages expose."""

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from doclint.anchors.slugs import DIALECTS, SlugInput, slugs
from doclint.model import Document, Heading

_SIGNS = (
    ("mkdocs.yml", "mkdocs"),
    ("mkdocs.yaml", "mkdocs"),
    ("docusaurus.config.js", "docusaurus"),
    ("docusaurus.config.ts", "docusaurus"),
    (".vitepress", "vitepress"),
    ("astro.config.mjs", "starlight"),
    ("astro.config.ts", "starlight"),
    ("hugo.toml", "hugo"),
    ("hugo.yaml", "hugo"),
    ("_config.yml", "jekyll"),
    ("conf.py", "myst"),
    ("_toctree.yml", "hf"),
)
UNKNOWN = "unknown"


def detect(root: Path, names: Collection[str]) -> str:
    """Tell a site's dialect by the generator's files at its root or one folder below; `unknown` without any."""
    del names
    places = [root, *sorted(child for child in _children(root) if child.is_dir())]
    for sign, dialect in _SIGNS:
        if any((place / sign).exists() for place in places):
            return dialect
    return UNKNOWN


def _children(root: Path) -> list[Path]:
    try:
        return list(root.iterdir())
    except OSError:
        return []


@lru_cache(maxsize=4096)
def heading_ids(document: Document, dialect: str) -> dict[int, str]:
    """Give the id of each heading by its number in the page, from 0."""
    known = dialect if dialect in DIALECTS else "github"
    return dict(enumerate(slugs(_inputs(document), known)))


def _inputs(document: Document) -> list[SlugInput]:
    """Give what slugs are made from; an element inside a heading adds an id, it does not take the heading's own."""
    found = []
    for heading in document.of(Heading):
        own = next((anchor.id for anchor in heading.anchors if anchor.syntax != "html"), None)
        found.append((heading.text, own, heading.level))
    return found


@lru_cache(maxsize=4096)
def document_ids(document: Document, dialect: str) -> frozenset[str]:
    """Give every id that a page exposes. Where the dialect is unknown, whatever any renderer would make counts."""
    found = {anchor.id for anchor in document.anchors}
    heads = list(document.of(Heading))
    found |= {anchor.id for head in heads for anchor in head.anchors}
    inputs = _inputs(document)
    for known in (dialect,) if dialect in DIALECTS else DIALECTS:
        found |= set(slugs(inputs, known))
    return frozenset(found)


@lru_cache(maxsize=4096)
def possible_ids(document: Document) -> dict[int, frozenset[str]]:
    """Give, by the number of each heading, every id that one of the renderers would make of it."""
    made = [slugs(_inputs(document), dialect) for dialect in DIALECTS]
    return {number: frozenset(ids) for number, ids in enumerate(zip(*made, strict=True))}
