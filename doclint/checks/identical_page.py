"""See rules/identical-page.md."""

from collections.abc import Iterator
from itertools import zip_longest

from doclint.language import base
from doclint.model import Document, Finding, Heading, Pair, Place, Prose, Span

# A page with less prose than this may well read the same in every language.
_LEAST_WORDS = 12


def check(pair: Pair) -> Iterator[Finding]:
    """Yield translations that are a copy of the source's text."""
    if base(pair.source.language) == base(pair.translation.language):
        return
    both = zip_longest(_texts(pair.source), _texts(pair.translation))
    if (
        all(ours == theirs for ours, theirs in both)
        and sum(len(text.split()) for text in _texts(pair.source)) >= _LEAST_WORDS
    ):
        yield Finding(
            pair.translation,
            Span(0, 0),
            f"this page is a copy of {pair.source.path}: nothing in it is translated",
            Place(pair.source, Span(0, 0)),
        )


def _texts(page: Document) -> Iterator[str]:
    return (block.text for block in page.blocks if isinstance(block, Heading | Prose))
