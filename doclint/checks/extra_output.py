"""See rules/extra-output.md."""

from collections.abc import Iterator

from doclint.code.page import shown_outputs, surplus_answers
from doclint.model import Code, Finding, Pair, Place
from doclint.wording import excerpt


def check(pair: Pair) -> Iterator[Finding]:
    """Yield outputs that the source does not show: a whole block, or an answer in a session."""
    printed = shown_outputs(pair.translation)
    for code, row in pair.extra(Code):
        if id(code) in printed:
            message = f"the source does not show this output: `{excerpt(code.body)}`"
            yield Finding(pair.translation, code.span, message, Place(pair.source, row.place))
    for item, extra, span in surplus_answers(pair, source=False):
        message = f"the source does not show what this code prints: `{excerpt(extra)}`"
        yield Finding(pair.translation, span, message, Place(pair.source, item.source.span))
