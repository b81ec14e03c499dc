"""See rules/missing-component.md."""

from collections.abc import Iterator

from doclint.model import Component, Finding, Pair, Place
from doclint.parity import excerpt


def check(pair: Pair) -> Iterator[Finding]:
    """Yield components, admonitions, shortcodes and includes that the translation lacks.

    A closing part that goes missing together with its opening says nothing new.
    """
    opened = {_name(component) for component, _ in pair.missing(Component) if not component.closing}
    for component, row in pair.missing(Component):
        if component.closing and _name(component) in opened:
            continue
        shown = excerpt(pair.source.read(component.span))
        kind = "closing " if component.closing else ""
        others = sum(not (isinstance(block, Component) and block.closing) for block in row.carried)
        more = f", with {others} more block{'s' * (others > 1)}" if others else ""
        message = f"the {kind}`{shown}` of the source is missing here{more}"
        yield Finding(pair.translation, row.place, message, Place(pair.source, component.span))


def _name(component: Component) -> str:
    """Give what an opening and its closing part have in common; an admonition's closing marks have no name."""
    if component.form == "admonition":
        return component.form
    return component.name.removeprefix("end") if component.form == "shortcode" else component.name
