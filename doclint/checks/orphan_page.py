"""See rules/orphan-page.md."""

from collections.abc import Iterator

from doclint.model import Finding, Site, Span


def check(site: Site) -> Iterator[Finding]:
    """Yield translations that have no source page."""
    for page in site.scope.orphans:
        document = site.documents.get(page.name)
        if document is not None:
            yield Finding(
                document,
                Span(0, 0),
                "no source page stands for this page: it was removed, renamed, or this one has another name",
            )
