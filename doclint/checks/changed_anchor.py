"""See rules/changed-anchor.md."""

from collections import Counter
from collections.abc import Iterator, Sequence

from doclint.anchors.pins import Pin, wrong_pins
from doclint.model import Edit, Finding, Fix, Heading, Pair, Place


def check(pair: Pair) -> Iterator[Finding]:
    """Yield headings whose id is another one than the source's; a copied id is told as duplicate-anchor."""
    uses = Counter(anchor.id for heading in pair.translation.of(Heading) for anchor in heading.anchors)
    changed = [pin for pin in wrong_pins(pair) if pin.own and all(uses[name] == 1 for name in pin.own)]
    wanted = {pin.wanted for pin in changed}
    moved = [pin for pin in changed if pin.own[0] in wanted]
    if len(moved) > 1:  # headings that carry each other's ids have one cause
        yield _rotated(pair, moved)
        changed = [pin for pin in changed if pin not in moved]
    for pin in changed:
        anchor = pin.translation.anchors[0]
        place = pin.source.anchors[0].id_span if pin.source.anchors else pin.source.span
        yield Finding(
            pair.translation,
            anchor.id_span,
            f"the id is `{anchor.id}`, but `{pin.wanted}` in the source: links from other pages do not arrive",
            Place(pair.source, place),
            Fix((Edit(anchor.id_span, pin.wanted),), "safe") if pin.sure else None,
        )


def _rotated(pair: Pair, moved: Sequence[Pin]) -> Finding:
    first = moved[0]
    anchor = first.translation.anchors[0]
    others = f"{len(moved) - 1} other heading{'s' * (len(moved) > 2)}"
    fix = Fix(tuple(Edit(pin.translation.anchors[0].id_span, pin.wanted) for pin in moved), "safe")
    return Finding(
        pair.translation,
        anchor.id_span,
        f"this id and those of {others} are mixed up: it is `{anchor.id}`, but `{first.wanted}` in the source",
        Place(pair.source, first.source.span),
        fix if all(pin.sure for pin in moved) else None,
    )
