"""See rules/changed-image.md."""

from collections.abc import Iterator

from doclint.model import Finding, Pair, Place
from doclint.parity import image_mismatches
from doclint.switches import is_on_switch


def check(pair: Pair) -> Iterator[Finding]:
    """Yield images that show another file than the source's."""
    for changed in image_mismatches(pair):
        if changed.source and changed.translation and not is_on_switch(pair, changed.source):
            yield Finding(
                pair.translation,
                changed.translation.span,
                f"image is `{changed.translation.target}`, but `{changed.source.target}` in the source",
                Place(pair.source, changed.source.span),
            )
