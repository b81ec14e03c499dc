"""See rules/changed-number.md."""

from collections.abc import Iterator

from doclint.changed_numbers import changed
from doclint.model import Finding, Pair, Place


def check(pair: Pair) -> Iterator[Finding]:
    """Yield numbers in running text and tables that differ from the source's."""
    for source, translation in changed(pair):
        shown, other = (
            " ".join(page.read(span).split()) for page, span in ((pair.translation, translation), (pair.source, source))
        )
        message = f"the number {shown} is {other} in the source"
        yield Finding(pair.translation, translation, message, Place(pair.source, source))
