"""See rules/missing-link.md."""

from collections.abc import Iterator
from itertools import groupby

from doclint.model import Finding, Link, Pair, Place
from doclint.parity import listed, mismatches, same_target


def check(pair: Pair) -> Iterator[Finding]:
    """Yield blocks in which the translation lost links of the source."""
    lost = [item for item in mismatches(pair, Link, same_target(pair)) if not item.translation]
    for place, items in groupby(lost, key=lambda item: item.place(pair.translation)):
        links = [item.source for item in items if item.source]
        yield Finding(
            pair.translation,
            place,
            f"the source links to {listed(link.target for link in links)} here, the translation does not",
            Place(pair.source, links[0].span),
        )
