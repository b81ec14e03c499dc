"""See rules/untranslated-prose.md."""

from collections.abc import Iterator

from doclint.model import Finding, Heading, Pair, Place, Prose
from doclint.parity import excerpt
from doclint.untranslated import left, mostly_left

_CALLED = {"description": "this description of an image", "cell": "this table"}


def check(pair: Pair) -> Iterator[Finding]:
    """Yield what a translation has in the source's language, unless the whole page is: that is an identical-page."""
    if _copied(pair) or mostly_left(pair):
        return
    for item in left(pair):
        usual = f"; other pages say “{excerpt(item.usual)}”" if item.usual else ""
        what = _CALLED.get(item.what, f"this {item.what}")
        message = f"{what} is still in the source's language: “{excerpt(item.text)}”{usual}"
        yield Finding(pair.translation, item.span, message, Place(pair.source, item.source))


def _copied(pair: Pair) -> bool:
    ours = [b.text for b in pair.source.blocks if isinstance(b, Heading | Prose)]
    return ours == [b.text for b in pair.translation.blocks if isinstance(b, Heading | Prose)]
