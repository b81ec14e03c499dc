"""See rules/missing-image.md."""

from collections.abc import Iterator

from doclint.model import Finding, Image, Pair, Place
from doclint.parity import mismatches, same_picture


def check(pair: Pair) -> Iterator[Finding]:
    """Yield images of the source that the translation lost."""
    for lost in mismatches(pair, Image, same_picture):
        if lost.source and not lost.translation:
            yield Finding(
                pair.translation,
                lost.place,
                f"the source shows the image `{lost.source.target}` here, the translation does not",
                Place(pair.source, lost.source.span),
            )
