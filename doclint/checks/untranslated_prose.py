"""See rules/untranslated-prose.md."""

from collections.abc import Iterator

from doclint.language import language_of, reads_as, votes, words
from doclint.model import Finding, Heading, Pair, Place, Prose, Row
from doclint.parity import excerpt

_LEAST_FUNCTION_WORDS = 3


def check(pair: Pair) -> Iterator[Finding]:
    """Yield paragraphs and headings of the translation that are still in the source's language."""
    if _copied(pair):
        return
    for row in pair.rows:
        for block in row.translation:
            if isinstance(block, Prose) and _left(pair, row, block):
                related = Place(pair.source, row.source[0].span if row.source else row.place)
                message = f"this paragraph is still in the source's language: “{excerpt(block.text)}”"
                yield Finding(pair.translation, block.span, message, related)
    yield from _headings(pair)


def _headings(pair: Pair) -> Iterator[Finding]:
    """Yield the headings that were forgotten, where the site translates them, and most of the page's, too."""
    if not pair.habits.translates_headings:
        return
    read = [(a, b) for a, b in pair.both(Heading) if reads_as(a.text, pair.source.language)]
    left = [(a, b) for a, b in read if a.text == b.text]
    if 2 * len(left) <= len(read):
        for source, heading in left:
            message = f"this heading is still in the source's language: “{excerpt(heading.text)}”"
            yield Finding(pair.translation, heading.span, message, Place(pair.source, source.span))


def _left(pair: Pair, row: Row, block: Prose) -> bool:
    found = words(block.text)
    if votes(found, pair.source.language) < _LEAST_FUNCTION_WORDS:
        return False
    if len(found) >= 8 and any(isinstance(other, Prose) and other.text == block.text for other in row.source):
        return True
    return language_of(block.text, (pair.source.language, pair.translation.language)) == pair.source.language


def _copied(pair: Pair) -> bool:
    """Say whether the whole page is a copy: that is told once, as identical-page."""
    ours = [b.text for b in pair.source.blocks if isinstance(b, Heading | Prose)]
    return ours == [b.text for b in pair.translation.blocks if isinstance(b, Heading | Prose)]
