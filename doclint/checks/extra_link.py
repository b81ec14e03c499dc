"""See rules/extra-link.md."""

from collections.abc import Iterator

from doclint.linked import link_mismatches
from doclint.model import Finding, Pair, Place


def check(pair: Pair) -> Iterator[Finding]:
    """Yield links that the source does not have."""
    for added in link_mismatches(pair):
        if added.translation and not added.source:
            yield Finding(
                pair.translation,
                added.translation.span,
                f"the source does not link to `{added.translation.target}` here",
                Place(pair.source, added.row.source[0].span),
            )
