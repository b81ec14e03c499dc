"""See rules/missing-image.md."""

from collections.abc import Iterator
from itertools import groupby

from doclint.model import Finding, Pair, Place
from doclint.parity import image_mismatches, listed


def check(pair: Pair) -> Iterator[Finding]:
    """Yield blocks in which the translation lost images of the source."""
    lost = [item for item in image_mismatches(pair) if not item.translation]
    for place, items in groupby(lost, key=lambda item: item.place(pair.translation)):
        images = [item.source for item in items if item.source]
        yield Finding(
            pair.translation,
            place,
            f"the source shows the image {listed(image.target for image in images)} here, the translation does not",
            Place(pair.source, images[0].span),
        )
