"""See rules/missing-link.md."""

from collections.abc import Iterator

from doclint.model import Finding, Link, Pair, Place
from doclint.parity import mismatches, same_target


def check(pair: Pair) -> Iterator[Finding]:
    """Yield links of the source that the translation lost."""
    for lost in mismatches(pair, Link, same_target(pair)):
        if lost.source and not lost.translation:
            yield Finding(
                pair.translation,
                lost.place,
                f"the source links to `{lost.source.target}` here, the translation does not",
                Place(pair.source, lost.source.span),
            )
