"""See rules/changed-listing.md."""

from collections.abc import Iterator

from doclint.code.page import differing
from doclint.model import Finding, Pair


def check(pair: Pair) -> Iterator[Finding]:
    """Yield plain text blocks, such as trees of files, in which a name, path or number differs."""
    for _, told in differing(pair, "listing"):
        message = f"the text differs: {told.here} here, {told.there} in the source"
        yield Finding(pair.translation, told.span, message, told.place)
