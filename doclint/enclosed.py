"""Owns what stands inside a longer block of raw HTML on the other page, for want of a blank line between the two."""

from doclint.model import Document, Html


def enclosed(markup: str, page: Document) -> bool:
    """Say whether a block of raw HTML of a page holds this markup, whatever its blanks."""
    wanted = "".join(markup.split())
    return any(wanted in "".join(block.text.split()) for block in page.of(Html)) if wanted else False
