"""See rules/missing-page.md."""

from collections.abc import Iterator

from doclint.model import Document, Finding, Place, Site, Span


def check(site: Site) -> Iterator[Finding]:
    """Yield source pages that a language lacks, where the page belongs."""
    for missing in site.scope.missing:
        source = site.documents.get(missing.source.name)
        if source is not None:
            yield Finding(
                Document(missing.name, missing.language, ""),
                Span(0, 0),
                f"{missing.source.name} has no translation into “{missing.language}” yet",
                Place(source, Span(0, 0)),
            )
