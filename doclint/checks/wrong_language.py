"""See rules/wrong-language.md."""

from collections.abc import Iterator

from doclint.language import base, language_of, votes, words
from doclint.model import Finding, Pair, Place, Prose
from doclint.parity import excerpt

# Languages whose texts are mistaken for each other, or copied between each other's folders.
_NEIGHBOURS = {
    "es": ("pt", "it", "fr"),
    "pt": ("es", "it"),
    "it": ("es", "fr"),
    "fr": ("es", "it"),
    "de": ("nl",),
    "nl": ("de",),
}
_LEAST_FUNCTION_WORDS = 3


def check(pair: Pair) -> Iterator[Finding]:
    """Yield paragraphs that are neither in the page's language nor in the source's."""
    own = base(pair.translation.language)
    others = [other for other in _NEIGHBOURS.get(own, ()) if other != base(pair.source.language)]
    for row in pair.rows:
        for block in row.translation:
            if not isinstance(block, Prose):
                continue
            found = words(block.text)
            mine = votes(found, own)
            for other in others:
                theirs = votes(found, other)
                if theirs < max(_LEAST_FUNCTION_WORDS, 2 * mine + 2):
                    continue
                if language_of(block.text, (own, other, base(pair.source.language))) == other:
                    related = Place(pair.source, row.source[0].span if row.source else row.place)
                    message = f"this paragraph seems to be in “{other}”, not in “{own}”: “{excerpt(block.text)}”"
                    yield Finding(pair.translation, block.span, message, related)
                    break
