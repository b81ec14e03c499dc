"""See rules/changed-output.md."""

from collections.abc import Iterator

from doclint.code.page import differing
from doclint.model import Finding, Pair


def check(pair: Pair) -> Iterator[Finding]:
    """Yield outputs that differ although the code that prints them is the same."""
    for _, told in differing(pair, "output"):
        message = f"the output differs, for the same code: {told.here} here, {told.there} in the source"
        yield Finding(pair.translation, told.span, message, told.place)
