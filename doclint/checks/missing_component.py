"""See rules/missing-component.md."""

from collections.abc import Iterator

from doclint.model import Component, Finding, Pair, Place


def check(pair: Pair) -> Iterator[Finding]:
    """Yield components, admonitions, shortcodes and includes that the translation lacks; a closing part says nothing
    that its opening does not."""
    lost = {id(component) for component, _ in pair.missing(Component) if not component.closing}
    for component, row in pair.missing(Component):
        if component.closing and lost:
            continue
        shown = pair.source.read(component.span).strip().split("\n")[0]
        yield Finding(
            pair.translation,
            row.place,
            f"`{shown}` of the source is missing here",
            Place(pair.source, component.span),
        )
