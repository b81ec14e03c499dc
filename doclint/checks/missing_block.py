"""See rules/missing-block.md."""

import re
from collections.abc import Iterator

from doclint.anchors.slugs import plain_text
from doclint.linked import leads_to
from doclint.model import Finding, Html, Link, Pair, Place, Prose, Table
from doclint.parity import excerpt
from doclint.regex import regex

# MyST's `(name)=`, to which `{ref}` links.
_TARGET = regex(r"\([^()\n]+\)=")


def check(pair: Pair) -> Iterator[Finding]:
    """Yield paragraphs, tables and HTML that the translation lacks; what is missing in one place is told once."""
    for row in pair.rows:
        match row.source, row.translation:
            case ((Prose() | Table() | Html() as block,), ()) if not (
                isinstance(block, Prose) and (block.role == "item" or _switches(pair, block))
            ):
                text = " | ".join(block.rows[0]) if isinstance(block, Table) else block.text
                kind = "table" if isinstance(block, Table) else "HTML" if isinstance(block, Html) else "paragraph"
                kind = "link target" if _TARGET.fullmatch(text.strip()) else kind
                words = excerpt(plain_text(text[:200])) or excerpt(text)
                others = len(row.carried)
                more = f", and {others} more block{'s' * (others > 1)} with it" if others else ""
                message = f"this {kind} of the source is missing here: “{words}”{more}"
                yield Finding(pair.translation, row.place, message, Place(pair.source, block.span))
            case _:
                pass


def _switches(pair: Pair, block: Prose) -> bool:
    """Say whether a paragraph is nothing but the link to the translation: there it is of no use."""
    links = [item for item in block.inlines if isinstance(item, Link)]
    if len(links) != 1 or not leads_to(pair.translation, links[0].target):
        return False
    text, link = pair.source.text, links[0].span
    return not re.search(r"\w", text[block.span.start : link.start] + text[link.end : block.span.end])
