"""Owns what of a source only leads its readers to the translations: on the page that it leads to, it is of no use."""

import re
from collections.abc import Iterable

from doclint.model import Block, Document, Image, Link, Pair, Prose, Span, inlines_of


def leads_to(page: Document, target: str) -> bool:
    """Say whether a link leads to a page by its name."""
    name = page.path.rpartition("/")[2]
    return target.partition("#")[0].rpartition("/")[2] == name


def is_switch(pair: Pair, block: Prose) -> bool:
    """Say whether a paragraph of the source is nothing but the link to the translation."""
    links = _only_links(pair.source, block)
    return len(links) == 1 and leads_to(pair.translation, links[0].target)


def is_switch_link(pair: Pair, link: Link) -> bool:
    """Say whether a link of the source leads to the translation: there it leads back, or nowhere."""
    return leads_to(pair.translation, link.target) and not leads_to(pair.source, link.target)


def is_on_switch(pair: Pair, image: Image) -> bool:
    """Say whether an image of the source is the text of a link to the translation."""
    links = inlines_of(pair.source.blocks, Link)
    return any(is_switch_link(pair, link) and shows(pair.source, link, image.span) for link in links)


def shows(document: Document, link: Link, picture: Span) -> bool:
    """Say whether a link of a page has a picture for its text; the span of a tag's link ends before its text."""
    if link.form != "html" or picture.start < link.span.end:
        return link.span.holds(picture)
    return "</a" not in document.text[link.span.end : picture.start].lower()


def lists_translations(pair: Pair, blocks: Iterable[Block]) -> bool:
    """Say whether blocks of the source are nothing but links, the one to the translation among them."""
    links = [_only_links(pair.source, block) if isinstance(block, Prose) else () for block in blocks]
    return all(links) and any(leads_to(pair.translation, link.target) for found in links for link in found)


def _only_links(document: Document, block: Prose) -> tuple[Link, ...]:
    """Give the links of a paragraph or item that is nothing but links; none of one that has words of its own."""
    links = tuple(item for item in block.inlines if isinstance(item, Link))
    ends = [block.span.start, *(link.span.end for link in links)]
    starts = [*(link.span.start for link in links), block.span.end]
    between = "".join(document.text[end:start] for end, start in zip(ends, starts, strict=True))
    return () if re.search(r"\w", between) else links
