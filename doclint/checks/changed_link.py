"""See rules/changed-link.md."""

from collections.abc import Iterator

from doclint.model import Finding, Link, Pair, Place
from doclint.parity import mismatches, same_target


def check(pair: Pair) -> Iterator[Finding]:
    """Yield links that lead to another place than the source's."""
    for changed in mismatches(pair, Link, same_target(pair)):
        if changed.source and changed.translation:
            yield Finding(
                pair.translation,
                changed.translation.span,
                f"link goes to `{changed.translation.target}`, but to `{changed.source.target}` in the source",
                Place(pair.source, changed.source.span),
            )
