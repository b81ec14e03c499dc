"""See rules/broken-link.md."""

import re
from collections.abc import Iterator

from doclint.anchors.survey import survey
from doclint.model import Finding, Place, Site
from doclint.regex import regex

_HOST = regex(r"(?:[\w-]+\.)+(?:com|org|net|io|dev|edu|gov|info|app|ai|co|me)(?:/|$)", re.IGNORECASE)


def check(site: Site) -> Iterator[Finding]:
    """Yield links to pages and files that exist neither beside the page nor beside its source."""
    sources = {pair.translation.path: pair.source for pair in site.pairs}
    for dead in survey(site).dead_links():
        source = sources.get(dead.page.path)
        kind = "file" if dead.destination.shape == "file" else "page"
        where = " in this language or in the source" if source else ""
        message = f"`{dead.use.target}` leads nowhere: there is no such {kind}{where}"
        if _HOST.match(dead.use.target):
            message = f"`{dead.use.target}` leads nowhere: an address of another site begins with `https://`"
        related = Place(source, dead.same.span) if source and dead.same else None
        yield Finding(dead.page, dead.use.span, message, related)
