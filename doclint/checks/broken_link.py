"""See rules/broken-link.md."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from doclint.anchors.resolve import Resolver, page_links
from doclint.model import Document, Finding, Link, Place, Site, Span

_PAGES = (".md", ".mdx", ".markdown")
_ELSEWHERE = ("#", "/", "{", "<", "$")


def check(site: Site) -> Iterator[Finding]:
    """Yield relative links to pages that exist neither beside the page nor beside its source.

    A link that both sides have is told once, on the source. Addresses without an ending may be made by the site's
    generator: there only a translated one is told, where the source's leads to a page.
    """
    resolver = Resolver(site.scope, site.documents, site.habits.anchor_dialect)
    files = {page.name: page.path for page in site.scope.pages}
    paired = {pair.translation.path: pair for pair in site.pairs}
    for name, page in site.documents.items():
        pair = paired.get(name)
        theirs = {link.target for link in page_links(pair.source)} if pair else set()
        for link in page_links(page):
            if link.target in theirs or not _dead(resolver, page, link, files[name]):
                continue
            if link.target.partition("#")[0].endswith(_PAGES) or (pair and _moved(resolver, pair.source, link)):
                message = f"`{link.target}` leads nowhere: there is no such page in this language or in the source"
                yield Finding(page, link.target_span, message, Place(pair.source, Span(0, 0)) if pair else None)


def _dead(resolver: Resolver, page: Document, link: Link, file: Path) -> bool:
    path = unquote(link.target.partition("#")[0].partition("?")[0])
    if not path or path.startswith(_ELSEWHERE) or "://" in path or path.startswith("mailto:") or "{" in path:
        return False
    return resolver.resolve(page, link) is None and not _exists(file.parent / path)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return True


def _moved(resolver: Resolver, source: Document, link: Link) -> bool:
    """Say whether the source links to a page in the same folder as this address, so that its name was translated."""
    folder, _, last = link.target.partition("#")[0].rpartition("/")
    if "." in last or not folder.strip("./"):
        return False
    return any(
        other.target.partition("#")[0].rpartition("/")[0] == folder and resolver.resolve(source, other) is not None
        for other in page_links(source)
    )
