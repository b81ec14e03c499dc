"""See rules/duplicate-anchor.md."""

import re
from collections.abc import Iterator

from doclint.model import Anchor, Document, Finding, Heading, Place

# An `id` of a component is a value like any other: the component decides what it does with it.
_ELEMENT = re.compile(
    r"<(?:a|abbr|article|aside|b|blockquote|code|dd|del|details|dfn|div|dl|dt|em|figure|figcaption|h[1-6]|i|img|kbd|li"
    r"|main|mark|nav|ol|p|pre|s|section|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul|var)\s"
)


def check(document: Document) -> Iterator[Finding]:
    """Yield ids that the page gives to two places: a link reaches the first one alone."""
    found = [anchor for heading in document.of(Heading) for anchor in heading.anchors]
    found += (anchor for anchor in document.anchors if _makes_id(document, anchor))
    first: dict[str, Anchor] = {}
    for anchor in sorted(found, key=lambda anchor: anchor.span):
        earlier = first.setdefault(anchor.id, anchor)
        if earlier.span != anchor.span:
            line = document.position(earlier.id_span.start)[0]
            message = f"the id `{anchor.id}` stands already on line {line}; links reach only that place"
            yield Finding(document, anchor.id_span, message, Place(document, earlier.id_span))


def _makes_id(document: Document, anchor: Anchor) -> bool:
    """Say whether an anchor is an HTML element's, or no HTML at all."""
    return anchor.syntax != "html" or bool(_ELEMENT.match(document.text, anchor.span.start))
