"""See rules/changed-link.md."""

from collections.abc import Iterator

from doclint.model import Finding, Pair, Place
from doclint.parity import link_mismatches


def check(pair: Pair) -> Iterator[Finding]:
    """Yield links that lead to another place than the source's."""
    for changed in link_mismatches(pair):
        if changed.source and changed.translation:
            yield Finding(
                pair.translation,
                changed.translation.span,
                f"link goes to `{changed.translation.target}`, but to `{changed.source.target}` in the source",
                Place(pair.source, changed.source.span),
            )
