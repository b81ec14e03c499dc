"""See rules/changed-anchor.md."""

from collections import Counter
from collections.abc import Iterator

from doclint.model import Edit, Finding, Fix, Heading, Pair, Place


def check(pair: Pair) -> Iterator[Finding]:
    """Yield headings whose id is another one than the source's; a copied id is told as duplicate-anchor."""
    uses = Counter(anchor.id for heading in pair.translation.of(Heading) for anchor in heading.anchors)
    for source, translation in pair.both(Heading):
        if not source.anchors or not translation.anchors:
            continue
        ours, theirs = {anchor.id for anchor in source.anchors}, {anchor.id for anchor in translation.anchors}
        if ours & theirs or any(uses[name] > 1 for name in theirs):
            continue
        anchor, wanted = translation.anchors[0], source.anchors[0].id
        yield Finding(
            pair.translation,
            anchor.id_span,
            f"the id is `{anchor.id}`, but `{wanted}` in the source: links from other pages do not arrive",
            Place(pair.source, source.anchors[0].id_span),
            Fix((Edit(anchor.id_span, wanted),), "safe"),
        )
