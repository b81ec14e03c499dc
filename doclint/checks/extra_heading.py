"""See rules/extra-heading.md."""

from collections.abc import Iterator

from doclint.model import Finding, Heading, Pair, Place
from doclint.parity import excerpt


def check(pair: Pair) -> Iterator[Finding]:
    """Yield headings of the translation that the source does not have."""
    for translation, row in pair.extra(Heading):
        title = excerpt(translation.text)
        if row.carried:
            blocks = len(row.carried)
            message = f"the source has no section “{title}” ({blocks} block{'s' * (blocks > 1)} under it)"
        else:
            message = f"the source has no heading “{title}”"
        yield Finding(pair.translation, translation.span, message, Place(pair.source, row.place))
