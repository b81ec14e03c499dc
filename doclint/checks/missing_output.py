"""See rules/missing-output.md."""

from collections.abc import Iterator

from doclint.code.cells import answers
from doclint.code.compare import common_language
from doclint.code.page import compared, shown_outputs
from doclint.code.place import disk_span
from doclint.model import Code, Finding, Pair, Place
from doclint.parity import excerpt


def check(pair: Pair) -> Iterator[Finding]:
    """Yield outputs that the translation does not show: a whole block, or an answer of a session."""
    printed = shown_outputs(pair.source)
    for code, row in pair.missing(Code):
        if id(code) in printed:
            message = f"this output of the source is missing here: `{excerpt(code.body)}`"
            yield Finding(pair.translation, row.place, message, Place(pair.source, code.span))
    for item in compared(pair):
        if item.output or not item.verdict.forgiven:
            continue
        language = common_language(item.source, item.translation)
        ours, theirs = answers(language, item.source.body), answers(language, item.translation.body)
        if len(ours) <= len(theirs):
            continue
        known = {" ".join(cell.text.split()) for cell in theirs}
        lost = next((cell for cell in ours if " ".join(cell.text.split()) not in known), ours[-1])
        message = f"the source shows what this code prints, the translation does not: `{excerpt(lost.text)}`"
        place = Place(pair.source, disk_span(pair.source, item.source, lost.start, len(lost.text)))
        yield Finding(pair.translation, item.translation.span, message, place)
