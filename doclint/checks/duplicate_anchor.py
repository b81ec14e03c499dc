"""See rules/duplicate-anchor.md."""

from collections.abc import Iterator

from doclint.anchors.explicit import is_element, repeats_an_id
from doclint.model import Anchor, Document, Finding, Heading, Place, Site


def check(site: Site) -> Iterator[Finding]:
    """Yield ids that a page gives to two places; what the source gives twice is told on the source alone."""
    sources = {pair.translation.path: pair.source for pair in site.pairs}
    paired = {page.path for pair in site.pairs for page in (pair.source, pair.translation)}  # these are read anyway
    for page in site.looked_at():
        if page.path not in paired and not repeats_an_id(page.text):
            continue
        source = sources.get(page.path)
        known = {second.id for _, second in _repeated(source)} if source else set()
        for first, second in _repeated(page):
            if second.id not in known:
                line = page.position(first.id_span.start)[0]
                message = f"the id `{second.id}` stands already on line {line}; links reach only that place"
                yield Finding(page, second.id_span, message, Place(page, first.id_span))


def _repeated(page: Document) -> Iterator[tuple[Anchor, Anchor]]:
    """Yield ids that stand once more, with the first place."""
    found = [anchor for heading in page.of(Heading) for anchor in heading.anchors]
    found += (anchor for anchor in page.anchors if _makes_id(page, anchor))
    first: dict[str, Anchor] = {}
    for anchor in sorted(found, key=lambda anchor: anchor.span):
        earlier = first.setdefault(anchor.id, anchor)
        if earlier.span != anchor.span:
            yield earlier, anchor


def _makes_id(page: Document, anchor: Anchor) -> bool:
    """Say whether an anchor is an HTML element's, or no HTML at all."""
    return anchor.syntax != "html" or is_element(page.text, anchor.span.start)
