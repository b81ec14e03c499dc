"""See rules/heading-level.md."""

from collections.abc import Iterator

from doclint.model import Finding, Heading, Pair, Place


def check(pair: Pair) -> Iterator[Finding]:
    """Yield headings whose level differs; a subtree that was shifted as a whole is told once, at its top."""
    above: list[tuple[int, int]] = []
    for source, translation in pair.both(Heading):
        shift = translation.level - source.level
        while above and above[-1][0] >= source.level:
            above.pop()
        inherited = above[-1][1] if above else 0
        above.append((source.level, shift))
        if shift and shift != inherited:
            yield Finding(
                pair.translation,
                translation.span,
                f"heading is level {translation.level}, but level {source.level} in the source",
                Place(pair.source, source.span),
            )
