"""See rules/unnormalized-text.md."""

from collections.abc import Iterator
from itertools import groupby

from doclint.model import Document, Finding, Fix, Span
from doclint.text.repair import repairs_of


def check(document: Document) -> Iterator[Finding]:
    """Yield letters whose accents stand apart from them, one finding a line."""
    found = repairs_of(document, "unnormalized-text")
    for _, group in groupby(found, key=lambda repair: document.position(repair.edit.span.start)[0]):
        repairs = list(group)
        first, others = repairs[0].edit, len(repairs) - 1
        more = f", and {others} more place{'s' * (others > 1)} on this line" if others else ""
        safe = all(repair.safety == "safe" for repair in repairs)
        message = f"“{first.text}” is written as a letter and an accent apart{more}; write it as one character"
        span = Span(first.span.start, repairs[-1].edit.span.end)
        yield Finding(document, span, message, fix=Fix(tuple(r.edit for r in repairs), "safe" if safe else "unsafe"))
