"""See rules/missing-alt-text.md."""

from collections.abc import Iterator

from doclint.model import Finding, Image, Pair, Place
from doclint.parity import excerpt, same_picture


def check(pair: Pair) -> Iterator[Finding]:
    """Yield images that the source describes in words and the translation does not."""
    for row in pair.rows:
        described = [
            image for block in row.source for image in getattr(block, "inlines", ()) if isinstance(image, Image)
        ]
        for block in row.translation:
            for image in getattr(block, "inlines", ()):
                if not isinstance(image, Image) or image.alt.strip():
                    continue
                source = next((one for one in described if one.alt.strip() and same_picture(one, image)), None)
                if source:
                    message = f"the image has no description here; the source's is “{excerpt(source.alt)}”"
                    yield Finding(pair.translation, image.span, message, Place(pair.source, source.span))
