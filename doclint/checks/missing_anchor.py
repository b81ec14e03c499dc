"""See rules/missing-anchor.md."""

from collections.abc import Iterator

from doclint.anchors.dialect import heading_ids
from doclint.model import Edit, Finding, Fix, Heading, Pair, Place, Span


def check(pair: Pair) -> Iterator[Finding]:
    """Yield translated headings that lost the id which the source pins, or which this site always pins."""
    ids = heading_ids(pair.source, pair.habits.anchor_dialect)
    own = heading_ids(pair.translation, pair.habits.anchor_dialect)
    numbers = {id(heading): number for number, heading in enumerate(pair.source.of(Heading))}
    own_numbers = {id(heading): number for number, heading in enumerate(pair.translation.of(Heading))}
    for source, translation in pair.both(Heading):
        wanted = source.anchors[0].id if source.anchors else ids[numbers[id(source)]]
        pinned = bool(source.anchors) or (pair.habits.pins_anchors and source.level > 1)
        if translation.anchors or not pinned or own[own_numbers[id(translation)]] == wanted or not wanted:
            continue
        syntax = source.anchors[0].syntax if source.anchors else "attribute"
        pin = _written(wanted, syntax, pair.source.text, source)
        end = translation.text_span.end
        yield Finding(
            pair.translation,
            translation.span,
            f"links to `#{wanted}` do not reach this heading; write{pin} after it",
            Place(pair.source, source.span),
            Fix((Edit(Span(end, end), pin),), "safe") if pin and not translation.setext else None,
        )


def _written(wanted: str, syntax: str, text: str, source: Heading) -> str:
    """Write an id as the source does."""
    if source.anchors and source.anchors[0].span.start >= source.text_span.end:
        anchor = source.anchors[0]
        shown = text[source.text_span.end : anchor.span.end].rstrip()
        return shown if wanted in shown else ""
    return f" {{#{wanted}}}" if syntax == "attribute" else ""
