"""See rules/untranslated-prose.md."""

from collections.abc import Iterator

from doclint.language import base, language_of, reads_as, votes, words
from doclint.model import Finding, Heading, Pair, Place, Prose, Row, Site
from doclint.parity import excerpt

_LEAST_FUNCTION_WORDS = 3
_LEAST_WORDS_ALONE = 12


def check(pair: Pair) -> Iterator[Finding]:
    """Yield paragraphs and headings of the translation that are still in the source's language."""
    if base(pair.source.language) == base(pair.translation.language) or _copied(pair):
        return
    for row in pair.rows:
        for block in row.translation:
            if isinstance(block, Prose) and _left(pair, row, block):
                related = Place(pair.source, row.source[0].span if row.source else row.place)
                message = f"this paragraph is still in the source's language: “{excerpt(block.text)}”"
                yield Finding(pair.translation, block.span, message, related)
    yield from _headings(pair)


def check_alone(site: Site) -> Iterator[Finding]:
    """Yield paragraphs in the source's language on pages in another one that have no source page."""
    paired = {page.path for pair in site.pairs for page in (pair.source, pair.translation)}
    source = site.scope.source_language
    for name, page in site.documents.items():
        if name in paired or base(page.language) in (base(source), "und"):
            continue
        for block in page.of(Prose):
            found = words(block.text)
            if len(found) < _LEAST_WORDS_ALONE or votes(found, source) < _LEAST_FUNCTION_WORDS:
                continue
            if language_of(block.text, (source, page.language)) == source:
                message = f"this paragraph is in “{source}”, on a page in “{page.language}”: “{excerpt(block.text)}”"
                yield Finding(page, block.span, message)


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
