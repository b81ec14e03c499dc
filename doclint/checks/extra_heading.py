"""See rules/extra-heading.md."""

from collections.abc import Iterator

from doclint.anchors.slugs import plain_text
from doclint.model import Finding, Heading, Pair, Place
from doclint.parity import excerpt


def check(pair: Pair) -> Iterator[Finding]:
    """Yield headings of the translation that the source does not have."""
    for translation, row in pair.extra(Heading):
        title = excerpt(plain_text(translation.text))
        if row.carried:
            under = "what stands" if len(row.carried) == 1 else f"the {len(row.carried)} blocks"
            message = f"the source has no section “{title}”, nor {under} under it"
        else:
            message = f"the source has no heading “{title}”"
        yield Finding(pair.translation, translation.span, message, Place(pair.source, row.place))
