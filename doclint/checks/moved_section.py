"""See rules/moved-section.md."""

from collections.abc import Iterator

from doclint.model import Finding, Heading, Pair, Place
from doclint.parity import excerpt


def check(pair: Pair) -> Iterator[Finding]:
    """Yield sections that stand in another place than in the source; sections that moved together are told once."""
    source_order = {id(heading): n for n, heading in enumerate(pair.source.of(Heading))}
    translation_order = {id(heading): n for n, heading in enumerate(pair.translation.of(Heading))}
    told: set[tuple[int, int]] = set()
    for row in pair.rows:
        match row.source, row.translation:
            case ((Heading() as source,), (Heading() as translation,)) if row.moved:
                place = source_order[id(source)], translation_order[id(translation)]
                told.add(place)
                if (place[0] - 1, place[1] - 1) in told:
                    continue
                yield Finding(
                    pair.translation,
                    translation.span,
                    f"this section stands in another place than “{excerpt(source.text)}” in the source; "
                    "move it, or move the source's",
                    Place(pair.source, source.span),
                )
            case _:
                pass
