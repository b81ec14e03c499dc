"""See rules/broken-anchor.md."""

from collections.abc import Iterator
from urllib.parse import unquote

from doclint.anchors.dialect import document_ids
from doclint.model import Document, Finding, Link, Place, Site


def check(site: Site) -> Iterator[Finding]:
    """Yield links into the page itself whose fragment leads nowhere.

    What is dead on both sides is told once, on the source; what every translation has mended, or lost, is told there.
    """
    dead = {name: tuple(_dead(page, site.habits.anchor_dialect)) for name, page in site.documents.items()}
    for pair in site.pairs:
        source_targets = {link.target for link in dead[pair.source.path]}
        counterparts = {link.target: link for link in _links(pair.source)}
        for link in dead[pair.translation.path]:
            if link.target not in source_targets:
                other = counterparts.get(link.target)
                yield _finding(pair.translation, link, Place(pair.source, other.span) if other else None)
    paired = {pair.translation.path for pair in site.pairs}
    for name, links in dead.items():
        if name in paired:
            continue
        translations = [pair.translation for pair in site.pairs if pair.source.path == name]
        targets = [{link.target for link in _links(translation)} for translation in translations]
        for link in links:
            if not targets or any(link.target in there for there in targets):
                yield _finding(site.documents[name], link, None)


def _finding(page: Document, link: Link, related: Place | None) -> Finding:
    message = f"`{link.target}` leads nowhere: no heading or id of this page has that name"
    return Finding(page, link.target_span, message, related)


def _links(page: Document) -> Iterator[Link]:
    for block in page.blocks:
        yield from (item for item in getattr(block, "inlines", ()) if isinstance(item, Link))


def _dead(page: Document, dialect: str) -> Iterator[Link]:
    links = [link for link in _links(page) if link.target.startswith("#") and len(link.target) > 1]
    if not links:
        return
    ids = {name.lower() for name in document_ids(page, dialect)}
    for link in links:
        fragment = link.target[1:].lower()
        if fragment != "top" and fragment not in ids and unquote(fragment) not in ids:
            yield link
