"""Owns a page as alignment sees it: the blocks that take part, with their features, and its sections."""

import re
from bisect import bisect_right
from html import unescape

from doclint.align.features import Features, features
from doclint.align.likeness import Section, section
from doclint.model import Block, Comment, Definition, Document, FrontMatter, Heading, Html, Image, Link, Prose
from doclint.record import record, replace

_APART = (Comment, Definition, FrontMatter)


@record
class Outline:
    """A document's blocks as alignment sees them, and its sections."""

    document: Document
    items: tuple[Features, ...]
    sections: tuple[Section, ...]


def outline(document: Document, letters: frozenset[Heading], *, trusted: bool) -> Outline:
    """Take a page apart, without the headings that are but `letters`; ids are `trusted` where none slipped."""
    shown = (block for block in document.blocks if not (letters and block in letters) and aligned(block))
    items = tuple(map(features, shown))
    heads = [index for index, item in enumerate(items) if isinstance(item.block, Heading)]
    sections = []
    for number, index in enumerate(heads):
        end = heads[number + 1] if number + 1 < len(heads) else len(items)
        heading = items[index].block
        if isinstance(heading, Heading):
            sections.append(section(heading, index, items[index], items[index + 1 : end], trusted=trusted))
    levels = [one.heading.level for one in sections]
    if levels[:1] == [1] and levels.count(1) == 1:
        sections[0] = replace(sections[0], top=True)
    return Outline(document, items, tuple(sections))


def aligned(block: Block) -> bool:
    """Say whether a block takes part: comments do not, nor blanks, nor HTML that only closes or wraps something."""
    if isinstance(block, Prose) and block.text.startswith("&"):  # `&nbsp;` alone keeps lines apart
        return bool(unescape(block.text).strip())
    if isinstance(block, Html):
        shown = any(isinstance(item, Link | Image) for item in block.inlines)
        return shown or bool(re.sub(r"<[^<>]*>", "", block.text).strip())
    return not isinstance(block, _APART)


def body(page: Outline, head: int) -> list[int]:
    """Give the indices of what stands under a heading, up to the next heading."""
    following = bisect_right(page.sections, head, key=lambda item: item.index)
    end = page.sections[following].index if following < len(page.sections) else len(page.items)
    return list(range(head + 1, end))
