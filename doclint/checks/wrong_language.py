"""See rules/wrong-language.md."""

from collections.abc import Iterator

from doclint.foreign import third_languages
from doclint.model import Finding, Pair, Place, Prose
from doclint.parity import excerpt


def check(pair: Pair) -> Iterator[Finding]:
    """Yield paragraphs that are neither in the page's language nor in the source's, nor as the source has them."""
    own, source = pair.translation.language, pair.source.language
    same = {block.text for block in pair.source.of(Prose)}
    rows = {id(block): row for row in pair.rows for block in row.translation}
    blocks = [block for block in pair.translation.of(Prose) if block.text not in same]
    for block, found in zip(blocks, third_languages((block.text for block in blocks), own, source), strict=True):
        if found:
            row = rows.get(id(block))
            related = Place(pair.source, row.source[0].span if row.source else row.place) if row else None
            message = f"this paragraph seems to be in “{found}”, not in “{own}”: “{excerpt(block.text)}”"
            yield Finding(pair.translation, block.span, message, related)
