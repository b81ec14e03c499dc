"""See rules/missing-alt-text.md."""

from collections.abc import Iterator

from doclint.model import Finding, Image, Pair, Place, inlines_of
from doclint.parity import same_picture
from doclint.wording import excerpt


def check(pair: Pair) -> Iterator[Finding]:
    """Yield images that the source describes in words and the translation does not."""
    for row in pair.rows:
        described = [image for image in inlines_of(row.source, Image) if image.alt.strip()]
        for image in inlines_of(row.translation, Image):
            source = next((one for one in described if same_picture(one, image)), None)
            if source and not image.alt.strip():
                message = f"the image has no description here; the source's is “{excerpt(source.alt)}”"
                yield Finding(pair.translation, image.span, message, Place(pair.source, source.span))
