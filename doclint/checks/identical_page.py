"""See rules/identical-page.md."""

from collections.abc import Iterator

from doclint.language import base
from doclint.model import Finding, Heading, Pair, Place, Prose, Span

# A page with less prose than this may well read the same in every language.
_LEAST_WORDS = 12


def check(pair: Pair) -> Iterator[Finding]:
    """Yield translations that are a copy of the source's text."""
    if base(pair.source.language) == base(pair.translation.language):
        return
    ours, theirs = _text(pair.source.blocks), _text(pair.translation.blocks)
    if ours == theirs and sum(len(text.split()) for text in ours) >= _LEAST_WORDS:
        yield Finding(
            pair.translation,
            Span(0, 0),
            f"this page is a copy of {pair.source.path}: nothing in it is translated",
            Place(pair.source, Span(0, 0)),
        )


def _text(blocks: tuple[object, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Heading | Prose)]
