"""See rules/extra-output.md."""

from collections.abc import Iterator

from doclint.code.cells import answers
from doclint.code.compare import common_language
from doclint.code.page import compared, shown_outputs
from doclint.code.place import disk_span
from doclint.model import Code, Finding, Pair, Place
from doclint.parity import excerpt


def check(pair: Pair) -> Iterator[Finding]:
    """Yield outputs that the source does not show: a whole block, or an answer in a session."""
    printed = shown_outputs(pair.translation)
    for code, row in pair.extra(Code):
        if id(code) in printed:
            message = f"the source does not show this output: `{excerpt(code.body)}`"
            yield Finding(pair.translation, code.span, message, Place(pair.source, row.place))
    for item in compared(pair):
        if item.output or not item.verdict.forgiven:
            continue
        language = common_language(item.source, item.translation)
        ours, theirs = answers(language, item.source.body), answers(language, item.translation.body)
        if len(theirs) <= len(ours):
            continue
        known = {" ".join(cell.text.split()) for cell in ours}
        extra = next((cell for cell in theirs if " ".join(cell.text.split()) not in known), theirs[-1])
        message = f"the source does not show what this code prints: `{excerpt(extra.text)}`"
        span = disk_span(pair.translation, item.translation, extra.start, len(extra.text))
        yield Finding(pair.translation, span, message, Place(pair.source, item.source.span))
