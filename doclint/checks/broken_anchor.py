"""See rules/broken-anchor.md."""

from collections.abc import Iterator

from doclint.anchors.certain import surely_lacks
from doclint.anchors.dialect import document_ids
from doclint.anchors.survey import Dead, Survey, survey
from doclint.anchors.uses import repointed
from doclint.model import Finding, Fix, Place, Site


def check(site: Site) -> Iterator[Finding]:
    """Yield links whose fragment leads nowhere, in the page itself or in another one."""
    links = survey(site)
    for dead in links.dead_fragments():
        if links.told_elsewhere(dead):
            continue
        yield _finding(links, dead)


def _finding(links: Survey, dead: Dead) -> Finding:
    target = dead.destination.pages[0]
    where = "this page" if target is dead.page else target.path
    message = f"`{dead.use.target}` leads nowhere: no heading or id of {where} has that name"
    fix = None
    meant = links.meant(dead)
    if meant:
        _, _, heading, name = meant
        message = f"`{dead.use.target}` leads nowhere: the heading is `{heading.text}` here, with the id `{name}`"
        fix = _repointed(dead, name)
    else:
        name = _other_case(links, dead)
        if name:
            message = f"`{dead.use.target}` leads nowhere: the id is `{name}`, and capital letters matter"
            fix = _repointed(dead, name)
    pair = next((pair for pair in links.site.pairs if pair.translation is dead.page), None)
    related = Place(pair.source, dead.same.span) if pair and dead.same else None
    return Finding(dead.page, dead.use.span, message, related, fix)


def _other_case(links: Survey, dead: Dead) -> str:
    wanted, dialect = dead.destination.fragment.casefold(), links.resolver.dialect
    pages = (page for page in dead.destination.pages if not surely_lacks(page, dialect, dead.destination.fragment))
    ids = (name for page in pages for name in document_ids(page, dialect))
    return min((name for name in ids if name.casefold() == wanted), default="")


def _repointed(dead: Dead, name: str) -> Fix | None:
    """Write another fragment; whether the link or the heading is to be mended is for people to say."""
    edit = repointed(dead.page, dead.use, name)
    return Fix((edit,), "unsafe") if edit else None
