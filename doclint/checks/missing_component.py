"""See rules/missing-component.md."""

from collections.abc import Iterator
from itertools import pairwise

from doclint.boxes import other_syntax, spilled
from doclint.enclosed import enclosed
from doclint.model import Component, Finding, Html, Pair, Place, Row
from doclint.wording import excerpt


def check(pair: Pair) -> Iterator[Finding]:
    """Yield components, admonitions, shortcodes and includes that the translation lacks.

    A closing part that goes missing together with its opening says nothing new, nor does one of a box that is written
    in another syntax, which is told once a page, and not where the site's translations do so throughout.
    """
    opened = {_name(component) for component, _ in pair.missing(Component) if not component.closing}
    boxes = [(ours, theirs) for ours, theirs in pair.both(Component) if other_syntax(ours, theirs)]
    opened.update(_name(component) for component, _ in boxes)
    if boxes and not pair.habits.own_boxes:
        yield _otherwise(pair, *boxes[0], len(boxes) - 1)
    instead = dict(_replacements(pair))
    yield from (_spilled(pair, ours, theirs) for ours, theirs in spilled(pair))
    for component, row in pair.missing(Component):
        if (component.closing and _name(component) in opened) or _inside(pair, component, row):
            continue
        shown = excerpt(pair.source.read(component.span))
        other = instead.get(id(row))
        theirs = excerpt(pair.translation.read(other.span)) if other else shown
        if other and theirs != shown:
            yield _otherwise(pair, component, other)
            continue
        kind = "closing " if component.closing else ""
        others = sum(not (isinstance(block, Component) and block.closing) for block in row.carried)
        more = f", with {others} more block{'s' * (others > 1)}" if others else ""
        message = f"the {kind}`{shown}` of the source is missing here{more}"
        yield Finding(pair.translation, row.place, message, Place(pair.source, component.span))


def _inside(pair: Pair, component: Component, row: Row) -> bool:
    """Say whether a tag stands in raw HTML of the translation, together with what else is missing."""
    tags = [block for block in (component, *row.carried) if not (isinstance(block, Component) and block.closing)]
    return "=" in component.attributes and all(
        (isinstance(tag, Html) or (isinstance(tag, Component) and "=" in tag.attributes))
        and enclosed(pair.source.read(tag.span), pair.translation)
        for tag in tags
    )


def _spilled(pair: Pair, ours: Component, theirs: Component) -> Finding:
    shown = excerpt(pair.translation.read(theirs.span))
    how = "begin its lines with `> `" if shown.startswith("[!") else "indent it by four spaces"
    message = f"the text of `{shown}` stands outside the box, which is empty; {how}"
    return Finding(pair.translation, theirs.span, message, Place(pair.source, ours.span))


def _otherwise(pair: Pair, ours: Component, theirs: Component, more: int = 0) -> Finding:
    """Tell of a component that stands for another one, and of how many more boxes the same can be said."""
    shown, other = excerpt(pair.source.read(ours.span)), excerpt(pair.translation.read(theirs.span))
    likewise = f" (and so with {more} more box{'es' * (more > 1)})" if more else ""
    message = f"`{other}` stands here, but `{shown}` in the source{likewise}; write it as the source does"
    return Finding(pair.translation, theirs.span, message, Place(pair.source, ours.span))


def _replacements(pair: Pair) -> Iterator[tuple[int, Component]]:
    """Yield rows of the source alone, by identity, next to which the translation opens another component instead."""
    for one, other in pairwise(pair.rows):
        for row, neighbour in ((one, other), (other, one)):
            match row, neighbour:
                case (
                    Row(source=(Component(closing=False),), translation=()),
                    Row(source=(), translation=(Component(closing=False) as component,)),
                ):
                    yield id(row), component
                case _:
                    pass


def _name(component: Component) -> str:
    """Give what an opening and its closing part have in common; an admonition's closing marks have no name."""
    if component.form == "admonition":
        return component.form
    return component.name.removeprefix("end") if component.form == "shortcode" else component.name
