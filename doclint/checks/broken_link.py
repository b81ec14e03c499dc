"""See rules/broken-link.md."""

from collections.abc import Iterator

from doclint.model import Finding, Site


def check(site: Site) -> Iterator[Finding]:
    """Yield nothing yet."""
    del site
    yield from ()
