"""See rules/wrong-language.md."""

from collections import defaultdict
from collections.abc import Iterator

from doclint.foreign import third_languages
from doclint.language import known
from doclint.model import Finding, Pair, Place, Prose
from doclint.wording import excerpt

_MANY = 3  # paragraphs in one strange language that have one cause


def check(pair: Pair) -> Iterator[Finding]:
    """Yield paragraphs that are neither in the page's language nor in the source's, nor as the source has them."""
    strange: dict[str, list[Prose]] = defaultdict(list)
    own, source = pair.translation.language, pair.source.language
    if not known(own):  # what is written in it would pass for a relative
        return
    same = {block.text for block in pair.source.of(Prose)}
    own_words = [block for block in pair.translation.of(Prose) if block.text not in same]
    for block, found in zip(own_words, third_languages((b.text for b in own_words), own, source), strict=True):
        if found:
            strange[found].append(block)
    rows = {id(block): row for row in pair.rows for block in row.translation}
    for language, blocks in strange.items():
        several = len(blocks) >= _MANY
        for block in blocks[:1] if several else blocks:
            row = rows.get(id(block))
            related = Place(pair.source, row.source[0].span if row.source else row.place) if row else None
            what = f"this paragraph and {len(blocks) - 1} more on this page seem" if several else "this paragraph seems"
            message = f"{what} to be in “{language}”, not in “{own}”: “{excerpt(block.text)}”"
            yield Finding(pair.translation, block.span, message, related)
