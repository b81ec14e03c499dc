"""See rules/extra-output.md."""

from collections.abc import Iterator

from doclint.code.language import kind
from doclint.model import Code, Finding, Pair, Place
from doclint.parity import excerpt


def check(pair: Pair) -> Iterator[Finding]:
    """Yield output blocks that the source does not have."""
    for code, row in pair.extra(Code):
        if kind(code.language) == "output":
            message = f"the source does not show this output: `{excerpt(code.body)}`"
            yield Finding(pair.translation, code.span, message, Place(pair.source, row.place))
