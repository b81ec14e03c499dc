"""See rules/broken-anchor.md."""

from collections.abc import Iterator

from doclint.anchors.resolve import Resolver, is_dynamic, page_links
from doclint.model import Document, Finding, Link, Pair, Place, Site


def check(site: Site) -> Iterator[Finding]:
    """Yield links whose fragment leads nowhere, in the page itself or in another one.

    What is dead on both sides is told once, on the source; what every translation has mended, or lost, is told there.
    """
    resolver = Resolver(site.scope, site.documents, site.habits.anchor_dialect)
    paired = {pair.translation.path for pair in site.pairs}
    for pair in site.pairs:
        yield from _in_translation(resolver, pair)
    translations: dict[str, list[set[str]]] = {}
    for pair in site.pairs:
        targets = {link.target for link in page_links(pair.translation)}
        translations.setdefault(pair.source.path, []).append(targets)
    for name, page in site.documents.items():
        if name not in paired:
            for link in page_links(page):
                there = translations.get(name)
                if _dead(resolver, page, link) and (not there or any(link.target in targets for targets in there)):
                    yield _finding(resolver, page, link, None)


def _in_translation(resolver: Resolver, pair: Pair) -> Iterator[Finding]:
    """Yield what is dead in the translation alone."""
    counterparts = {link.target: link for link in page_links(pair.source)}
    by_page = {link.target.partition("#")[0]: link for link in page_links(pair.source) if "#" in link.target}
    for link in page_links(pair.translation):
        same = counterparts.get(link.target)
        other = same or by_page.get(link.target.partition("#")[0])
        if "#" not in link.target or _lives(resolver, pair.translation, link):
            continue
        if other is not None and _lives(resolver, pair.source, other):
            if resolver.resolve(pair.translation, link) is not None:
                yield _finding(resolver, pair.translation, link, Place(pair.source, other.span))
        elif _dead(resolver, pair.translation, link) and not (same and _dead(resolver, pair.source, same)):
            yield _finding(resolver, pair.translation, link, None)


def _lives(resolver: Resolver, page: Document, link: Link) -> bool:
    """Say whether a link's fragment is seen to exist."""
    target = resolver.resolve(page, link)
    return target is not None and (not target.fragment or resolver.exposes(target.page, target.fragment))


def _dead(resolver: Resolver, page: Document, link: Link) -> bool:
    """Say whether a link's fragment is known not to exist; a page that includes others may have any id."""
    target = resolver.resolve(page, link)
    if target is None or not target.fragment or resolver.exposes(target.page, target.fragment):
        return False
    return not is_dynamic(target.page)


def _finding(resolver: Resolver, page: Document, link: Link, related: Place | None) -> Finding:
    target = resolver.resolve(page, link)
    where = "this page" if target is None or target.page is page else target.page.path
    message = f"`{link.target}` leads nowhere: no heading or id of {where} has that name"
    return Finding(page, link.target_span, message, related)
