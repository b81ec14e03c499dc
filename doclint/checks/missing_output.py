"""See rules/missing-output.md."""

from collections.abc import Iterator

from doclint.code.page import shown_outputs, surplus_answers
from doclint.model import Code, Finding, Pair, Place
from doclint.wording import excerpt


def check(pair: Pair) -> Iterator[Finding]:
    """Yield outputs that the translation does not show: a whole block, or an answer of a session."""
    printed = shown_outputs(pair.source)
    for code, row in pair.missing(Code):
        if id(code) in printed:
            message = f"this output of the source is missing here: `{excerpt(code.body)}`"
            yield Finding(pair.translation, row.place, message, Place(pair.source, code.span))
    for item, lost, span in surplus_answers(pair, source=True):
        message = f"the source shows what this code prints, the translation does not: `{excerpt(lost)}`"
        yield Finding(pair.translation, item.translation.span, message, Place(pair.source, span))
