"""See rules/missing-anchor.md."""

from collections.abc import Iterator

from doclint.anchors.pins import pin_edit, wrong_pins
from doclint.model import Finding, Fix, Pair, Place


def check(pair: Pair) -> Iterator[Finding]:
    """Yield translated headings that lost the id which the source pins, or which this site always pins."""
    for pin in wrong_pins(pair):
        if pin.own:
            continue
        edit = pin_edit(pair, pin)
        advice = "give it this id"
        if edit:
            side = "before its text" if edit.span.start == pin.translation.text_span.start else "after it"
            advice = f"write `{edit.text.strip()}` {side}"
        yield Finding(
            pair.translation,
            pin.translation.span,
            f"links to `#{pin.wanted}` do not reach this heading; {advice}",
            Place(pair.source, pin.source.span),
            Fix((edit,), "safe") if edit else None,
        )
