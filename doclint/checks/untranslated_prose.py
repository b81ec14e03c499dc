"""See rules/untranslated-prose.md."""

from collections.abc import Iterator
from itertools import zip_longest

from doclint.language import base, language_of, votes, words
from doclint.model import Finding, Heading, Pair, Place, Prose, Site
from doclint.untranslated import left
from doclint.wording import excerpt

_LEAST_FUNCTION_WORDS = 3
_LEAST_WORDS_ALONE = 12
_CALLED = {"description": "this description of an image", "cell": "this table"}


def check(pair: Pair) -> Iterator[Finding]:
    """Yield what a translation has in the source's language, unless the whole page is: that is an identical-page."""
    if base(pair.source.language) == base(pair.translation.language) or _copied(pair):
        return
    for item in left(pair):
        usual = f"; other pages say “{excerpt(item.usual)}”" if item.usual else ""
        what = _CALLED.get(item.what, f"this {item.what}")
        message = f"{what} is still in the source's language: “{excerpt(item.text)}”{usual}"
        yield Finding(pair.translation, item.span, message, Place(pair.source, item.source))


def check_alone(site: Site) -> Iterator[Finding]:
    """Yield paragraphs in the source's language on pages in another one that have no source page."""
    paired = {page.path for pair in site.pairs for page in (pair.source, pair.translation)}
    source = site.scope.source_language
    for page in site.looked_at():
        if page.path in paired or base(page.language) in (base(source), "und"):
            continue
        for block in page.of(Prose):
            found = words(block.text)
            if len(found) < _LEAST_WORDS_ALONE or votes(found, source) < _LEAST_FUNCTION_WORDS:
                continue
            if language_of(block.text, (source, page.language)) == source:
                message = f"this paragraph is in “{source}”, on a page in “{page.language}”: “{excerpt(block.text)}”"
                yield Finding(page, block.span, message)


def _copied(pair: Pair) -> bool:
    """Say whether the whole page is a copy: that is told once, as identical-page."""
    ours, theirs = (
        (block.text for block in page.blocks if isinstance(block, Heading | Prose))
        for page in (pair.source, pair.translation)
    )
    return all(one == other for one, other in zip_longest(ours, theirs))
