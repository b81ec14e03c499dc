"""Owns the short texts that a block shows beside its prose: titles of admonitions, descriptions of images."""

from collections.abc import Iterable, Iterator

from doclint.model import Block, Component, Image
from doclint.regex import regex

_TITLE = regex(
    r"""^\|\s*(?P<bar>.+)$|^["'“](?P<quoted>.+)["'”]$|^\[(?P<bracketed>.+)\]$|\btitle=["'](?P<named>[^"']+)["']"""
)
_BEGINS = ("|", '"', "'", "“", "[")
_PLAIN_TITLE = regex(r"[^={}\"]+")


def title(component: Component) -> str:
    """Give the title that an admonition or a component shows; empty where it has none."""
    said = component.attributes.strip()
    found = _TITLE.search(said) if said[:1] in _BEGINS or "title=" in said else None
    if found:
        return str(found[found.lastindex or 0]).strip()
    plain = component.form == "admonition" and not component.closing and _PLAIN_TITLE.fullmatch(component.attributes)
    return said if plain else ""


def images(blocks: Iterable[Block]) -> Iterator[Image]:
    """Yield the images of blocks that have a description."""
    for block in blocks:
        yield from (item for item in getattr(block, "inlines", ()) if isinstance(item, Image) and item.alt.strip())


def phrase(text: str) -> str:
    """Give a short text as it is looked up: whatever its case and blanks."""
    return " ".join(text.casefold().split())
