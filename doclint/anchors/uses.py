"""Owns the links that people wrote into a page, each where its target stands."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from doclint.anchors.parts import is_partial
from doclint.model import Comment, Definition, Document, Edit, Link, Span, inlines_of
from doclint.record import record
from doclint.regex import regex
from doclint.text.sections import part_with

_GENERATED_MARK = regex(r"[:-]START\b", re.IGNORECASE)
_GENERATED = regex(r"\s*([\w-]+?)[:-](START|END)\b", re.IGNORECASE)


@record
class Use:
    """A link in a page: where its target stands, how it reads, and the number of the block that it is in."""

    target: str
    span: Span
    block: int


@lru_cache(maxsize=4096)
def uses(page: Document) -> tuple[Use, ...]:
    """Give the links that people wrote into a page, each reference definition once if anything uses it.

    What stands between the marks of a generated list was not written by people, and the links of a part that other
    pages take in are seen from these.
    """
    return () if is_partial(page) else tuple(_uses(page))


def uses_of(page: Document, targets: Collection[str]) -> tuple[Use, ...] | None:
    """Give the links of a page that have these targets, and maybe others; None where only the whole page tells.

    The blocks of a part have no number in the page.
    """
    title = page.path.rpartition("/")[2].startswith("_")  # of which the whole page tells
    if not title and is_partial(page):
        return ()
    part = None if title or page.repairs or _GENERATED_MARK.search(page.text) else part_with(page.text, targets)
    if part is None:
        return None
    found = (item for item in inlines_of(page.blocks_of(part.text), Link) if item.form in ("inline", "html"))
    return tuple(
        Use(item.target, Span(part.on_page(item.target_span.start), part.on_page(item.target_span.end)), 0)
        for item in found
    )


def _uses(page: Document) -> Iterator[Use]:
    skipped = tuple(_generated(page))
    referred: set[str] = set()
    definitions: list[tuple[int, Definition]] = []
    for number, block in enumerate(page.blocks):
        if isinstance(block, Definition):
            definitions.append((number, block))
            continue
        for item in getattr(block, "inlines", ()):
            if not isinstance(item, Link) or any(span.holds(item.span) for span in skipped):
                continue
            if item.form == "reference":
                referred.add(item.target)
            elif item.form in ("inline", "html"):
                yield Use(item.target, item.target_span, number)
    for number, block in definitions:
        if block.target in referred:
            yield Use(block.target, block.target_span, number)


def repointed(page: Document, use: Use, name: str) -> Edit | None:
    """Give the edit that makes a link lead to another id; None where that cannot be written plainly."""
    written = page.text[use.span.start : use.span.end]
    mark = written.find("#")
    if mark < 0 or not name or "{" in written or any(sign in name for sign in "\"'<>() \\"):
        return None
    return Edit(Span(use.span.start + mark + 1, use.span.end), name)


def _generated(page: Document) -> Iterator[Span]:
    """Yield the stretches between `<!-- NAME:START -->` and `<!-- NAME:END -->`, which programs write."""
    begun: dict[str, int] = {}
    if not _GENERATED_MARK.search(page.text):
        return
    for block in page.of(Comment):
        mark = _GENERATED.match(block.text)
        if mark and mark[2].upper() == "START":
            begun[mark[1]] = block.span.start
        elif mark and mark[1] in begun:
            yield Span(begun.pop(mark[1]), block.span.end)
