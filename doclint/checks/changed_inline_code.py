"""See rules/changed-inline-code.md."""

from collections.abc import Iterator

from doclint.model import Finding, InlineCode, Pair, Place
from doclint.parity import mismatches, same_code, slip


def check(pair: Pair) -> Iterator[Finding]:
    """Yield code spans that come close to one of the source's, but are not it."""
    for changed in mismatches(pair, InlineCode, same_code, alike=slip):
        if changed.source and changed.translation:
            yield Finding(
                pair.translation,
                changed.translation.span,
                f"`{changed.translation.text}` here, but `{changed.source.text}` in the source",
                Place(pair.source, changed.source.span),
            )
