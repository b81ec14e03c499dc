"""See rules/extra-heading.md."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TypeGuard

from doclint.anchors.slugs import plain_text
from doclint.model import Finding, Heading, Inline, InlineCode, Link, Pair, Place, Prose, Row
from doclint.wording import excerpt


def check(pair: Pair) -> Iterator[Finding]:
    """Yield headings of the translation that the source does not have, or has as plain text."""
    plain = dict(_plain_text(pair))
    for translation, row in pair.extra(Heading):
        title = excerpt(plain_text(translation.text))
        prose = plain.get(id(row))
        if prose:
            words = excerpt(plain_text(prose.text[:200]))
            message = f"this is a heading here, but plain text in the source: “{words}”; take the `#` away"
            yield Finding(pair.translation, translation.span, message, Place(pair.source, prose.span))
            continue
        if row.carried:
            under = "what stands" if len(row.carried) == 1 else f"the {len(row.carried)} blocks"
            message = f"the source has no section “{title}”, nor {under} under it"
        else:
            message = f"the source has no heading “{title}”"
        yield Finding(pair.translation, translation.span, message, Place(pair.source, row.place))


def _plain_text(pair: Pair) -> Iterator[tuple[int, Prose]]:
    """Yield rows of a heading alone, by identity, with the source's lost paragraph beside it that links to the same."""
    for one, other in pairwise(pair.rows):
        for row, neighbour in ((one, other), (other, one)):
            match row, neighbour:
                case (
                    Row(source=(), translation=(Heading() as heading,), carried=()),
                    Row(source=(Prose(role="paragraph") as prose,), translation=(), carried=()),
                ) if _said(heading) and _said(heading) == _said(prose):
                    yield id(row), prose
                case _:
                    pass


def _said(block: Heading | Prose) -> list[str]:
    """Give the code and the addresses of a block, which stay in translation."""
    return [item.text if isinstance(item, InlineCode) else item.target for item in block.inlines if _stays(item)]


def _stays(item: Inline) -> TypeGuard[InlineCode | Link]:
    return isinstance(item, InlineCode | Link)
