"""See rules/scrape-residue.md."""

from collections.abc import Iterator

from doclint.model import Document, Edit, Finding, Fix
from doclint.text.scrape import Residue, find


def check(document: Document) -> Iterator[Finding]:
    """Yield each kind of residue that a page has of the place it was scraped from, once."""
    for residue in find(document.text):
        yield Finding(document, residue.spans[0], _message(document, residue), fix=_fix(residue))


def _message(document: Document, residue: Residue) -> str:
    count = len(residue.spans)
    if residue.kind == "rows":
        return f"{count} lines end in what is left of a table's row (`|`): the page was copied out of one; remove it"
    shown = document.text[residue.spans[0].start : residue.spans[0].end]
    times = f"{count} lines say only" if count > 1 else "this line says only"
    fence = f"```` ```{residue.language} ````"
    return f"{times} `{shown}`, which is left of a fence ({fence}): write the fence, and one after the code"


def _fix(residue: Residue) -> Fix | None:
    """Give the repair of rows; where code ends that lost its fence, the page alone does not tell."""
    if residue.kind != "rows":
        return None
    return Fix(tuple(Edit(span, "") for span in residue.spans), "safe")
