"""See rules/identical-page.md."""

from collections.abc import Iterator

from doclint.model import Finding, Heading, Pair, Place, Prose, Span
from doclint.untranslated import mostly_left

# A page with less prose than this may well read the same in every language.
_LEAST_WORDS = 12


def check(pair: Pair) -> Iterator[Finding]:
    """Yield translations that are a copy of the source's text, all of it or nearly so."""
    ours, theirs = _text(pair.source.blocks), _text(pair.translation.blocks)
    copied = ours == theirs and sum(len(text.split()) for text in ours) >= _LEAST_WORDS
    part = None if copied else mostly_left(pair)
    if copied:
        message = f"this page is a copy of {pair.source.path}: nothing in it is translated"
    elif part:
        message = f"most of this page is still in the source's language: {part[0]} of {part[1]} paragraphs and headings"
    else:
        return
    yield Finding(pair.translation, Span(0, 0), message, Place(pair.source, Span(0, 0)))


def _text(blocks: tuple[object, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Heading | Prose)]
