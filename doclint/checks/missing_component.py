"""See rules/missing-component.md."""

from collections.abc import Iterator

from doclint.model import Component, Finding, Pair, Place


def check(pair: Pair) -> Iterator[Finding]:
    """Yield components, admonitions, shortcodes and includes that the translation lacks.

    A closing part that goes missing together with its opening says nothing new.
    """
    opened = {component.name for component, _ in pair.missing(Component) if not component.closing}
    for component, row in pair.missing(Component):
        if component.closing and opened:
            continue
        shown = pair.source.read(component.span).strip().split("\n")[0]
        more = f", with {len(row.carried)} more block{'s' * (len(row.carried) > 1)}" if row.carried else ""
        message = f"`{shown}` of the source is missing here{more}"
        yield Finding(pair.translation, row.place, message, Place(pair.source, component.span))
