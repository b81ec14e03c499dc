"""See rules/wrong-language.md."""

from collections.abc import Iterator

from doclint.foreign import third_language
from doclint.model import Finding, Pair, Place, Prose
from doclint.parity import excerpt


def check(pair: Pair) -> Iterator[Finding]:
    """Yield paragraphs that are neither in the page's language nor in the source's, nor as the source has them."""
    own, source = pair.translation.language, pair.source.language
    same = {block.text for block in pair.source.of(Prose)}
    for row in pair.rows:
        for block in row.translation:
            if not isinstance(block, Prose) or block.text in same:
                continue
            found = third_language(block.text, own, source)
            if found:
                related = Place(pair.source, row.source[0].span if row.source else row.place)
                message = f"this paragraph seems to be in “{found}”, not in “{own}”: “{excerpt(block.text)}”"
                yield Finding(pair.translation, block.span, message, related)
