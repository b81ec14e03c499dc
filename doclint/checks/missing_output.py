"""See rules/missing-output.md."""

from collections.abc import Iterator

from doclint.code.cells import cells
from doclint.code.language import kind
from doclint.model import Code, Finding, Pair, Place
from doclint.parity import excerpt


def check(pair: Pair) -> Iterator[Finding]:
    """Yield outputs that the translation does not show: a whole block, or all the answers of a session."""
    for code, row in pair.missing(Code):
        if kind(code.language) == "output":
            message = f"this output of the source is missing here: `{excerpt(code.body)}`"
            yield Finding(pair.translation, row.place, message, Place(pair.source, code.span))
    for source, translation in pair.both(Code):
        ours = [cell for cell in cells(source.language, source.body) if cell.kind == "output" and cell.text.strip()]
        theirs = [c for c in cells(translation.language, translation.body) if c.kind == "output" and c.text.strip()]
        if len(ours) > len(theirs):
            lost = next((cell for cell in ours if cell.text not in {other.text for other in theirs}), ours[-1])
            message = f"the source shows what this prints, the translation does not: `{excerpt(lost.text)}`"
            yield Finding(pair.translation, translation.span, message, Place(pair.source, source.span))
