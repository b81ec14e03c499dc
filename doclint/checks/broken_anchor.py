"""See rules/broken-anchor.md."""

from collections.abc import Iterator
from urllib.parse import unquote

from doclint.anchors.dialect import document_ids
from doclint.model import Document, Finding, Link, Place, Site


def check(site: Site) -> Iterator[Finding]:
    """Yield links into the page itself whose fragment leads nowhere."""
    dialect = site.habits.anchor_dialect
    dead = {name: dict(_dead(document, dialect)) for name, document in site.documents.items()}
    shared = {
        (pair.translation.path, link.target) for pair in site.pairs for link in dead.get(pair.source.path, {}).values()
    }
    sources = {pair.translation.path: pair.source for pair in site.pairs}
    for name, links in dead.items():
        document = site.documents[name]
        for link in links.values():
            if (name, link.target) in shared:
                continue
            source = sources.get(name)
            message = f"`{link.target}` leads nowhere: no heading or id of this page has that name"
            yield Finding(document, link.target_span, message, Place(source, _first(source)) if source else None)


def _dead(document: Document, dialect: str) -> Iterator[tuple[int, Link]]:
    ids = {name.lower() for name in document_ids(document, dialect)}
    for block in document.blocks:
        for item in getattr(block, "inlines", ()):
            if isinstance(item, Link) and item.target.startswith("#") and len(item.target) > 1:
                fragment = item.target[1:].lower()
                if fragment not in ids and unquote(fragment) not in ids and fragment != "top":
                    yield item.span.start, item


def _first(document: Document):  # type: ignore[no-untyped-def]  # noqa: ANN202
    from doclint.model import Span

    return Span(0, 0)
