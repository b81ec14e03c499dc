"""See rules/changed-anchor.md."""

from collections import Counter
from collections.abc import Iterator

from doclint.anchors.dialect import heading_ids, possible_ids
from doclint.model import Anchor, Edit, Finding, Fix, Heading, Pair, Place, Span


def check(pair: Pair) -> Iterator[Finding]:
    """Yield headings whose id is another one than the source's, written or, where the site pins those, made.

    A copied id is told as duplicate-anchor.
    """
    uses = Counter(anchor.id for heading in pair.translation.of(Heading) for anchor in heading.anchors)
    made = heading_ids(pair.source, pair.habits.anchor_dialect)
    possible = possible_ids(pair.source)
    numbers = {id(heading): number for number, heading in enumerate(pair.source.of(Heading))}
    for source, translation in pair.both(Heading):
        theirs = {anchor.id for anchor in translation.anchors}
        if not theirs or any(uses[name] > 1 for name in theirs):
            continue
        number = numbers[id(source)]
        if source.anchors:
            ours, wanted, place = (
                {anchor.id for anchor in source.anchors},
                source.anchors[0].id,
                source.anchors[0].id_span,
            )
        elif pair.habits.pins_anchors and source.level > 1:
            ours, wanted, place = set(possible[number]), made[number], source.span
        else:
            continue
        if not ours & theirs:
            yield _finding(pair, translation.anchors[0], wanted, place)


def _finding(pair: Pair, anchor: Anchor, wanted: str, place: Span) -> Finding:
    message = f"the id is `{anchor.id}`, but `{wanted}` in the source: links from other pages do not arrive"
    fix = Fix((Edit(anchor.id_span, wanted),), "safe")
    return Finding(pair.translation, anchor.id_span, message, Place(pair.source, place), fix)
