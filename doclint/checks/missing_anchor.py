"""See rules/missing-anchor.md."""

from collections.abc import Iterator

from doclint.anchors.pins import form, pinned, wrong_pins
from doclint.model import Edit, Finding, Fix, Pair, Place, Span


def check(pair: Pair) -> Iterator[Finding]:
    """Yield translated headings that lost the id which the source pins, or which this site always pins."""
    for pin in wrong_pins(pair):
        if pin.own:
            continue
        made = pinned(pair.translation, pin.translation, form(pair, pin), pin.wanted)
        end = pin.translation.text_span.end
        advice = f"write `{made.strip()}` after it" if made else "give it this id"
        yield Finding(
            pair.translation,
            pin.translation.span,
            f"links to `#{pin.wanted}` do not reach this heading; {advice}",
            Place(pair.source, pin.source.span),
            Fix((Edit(Span(end, end), made),), "safe") if made else None,
        )
