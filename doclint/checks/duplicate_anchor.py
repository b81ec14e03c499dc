"""See rules/duplicate-anchor.md."""

from collections.abc import Iterator

from doclint.model import Anchor, Document, Finding, Heading, Place


def check(document: Document) -> Iterator[Finding]:
    """Yield ids that the page gives to two places: a link reaches the first one alone."""
    found = [anchor for heading in document.of(Heading) for anchor in heading.anchors]
    found = sorted([*found, *document.anchors], key=lambda anchor: anchor.span)
    first: dict[str, Anchor] = {}
    for anchor in found:
        earlier = first.setdefault(anchor.id, anchor)
        if earlier is not anchor and earlier.span != anchor.span:
            line = document.position(earlier.id_span.start)[0]
            message = f"the id `{anchor.id}` stands already on line {line}; links reach only that place"
            yield Finding(document, anchor.id_span, message, Place(document, earlier.id_span))
