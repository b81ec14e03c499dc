"""See rules/missing-code.md."""

from collections.abc import Iterator

from doclint.code.page import shown_outputs
from doclint.model import Code, Finding, Pair, Place
from doclint.wording import excerpt


def check(pair: Pair) -> Iterator[Finding]:
    """Yield code blocks that the translation lacks."""
    printed = shown_outputs(pair.source)
    for code, row in pair.missing(Code):
        if id(code) in printed:
            continue
        more = f", and {len(row.carried)} more block{'s' * (len(row.carried) > 1)} around it" if row.carried else ""
        message = f"this code block of the source is missing here: `{excerpt(code.body)}`{more}"
        yield Finding(pair.translation, row.place, message, Place(pair.source, code.span))
