"""See rules/mojibake.md."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from doclint.model import Document, Finding, Fix, Span
from doclint.readings import word
from doclint.text.repair import Repair, repairs_of


def check(document: Document) -> Iterator[Finding]:
    """Yield damaged text, one finding a line and a way of damage, with both readings."""
    found = repairs_of(document, "mojibake")
    found.sort(key=lambda repair: (document.position(repair.edit.span.start)[0], repair.codec, repair.edit.span))
    for _, group in groupby(found, key=lambda item: (document.position(item.edit.span.start)[0], item.codec)):
        yield _finding(document, list(group))


def _finding(document: Document, repairs: Sequence[Repair]) -> Finding:
    edits, others = [repair.edit for repair in repairs], len(repairs) - 1
    was, healed = word(document.text, edits[0], edits)
    reading = f"“{was}” should read “{healed}”" if healed else f"“{was}” should not be there"
    more = f", and {others} more place{'s' * (others > 1)} on this line" if others else ""
    safe = all(repair.safety == "safe" for repair in repairs)
    span = Span(edits[0].span.start, edits[-1].span.end)
    fix = Fix(tuple(edits), "safe" if safe else "unsafe")
    return Finding(document, span, f"{reading} ({repairs[0].codec}){more}", fix=fix)
