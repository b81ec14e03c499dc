"""See rules/mojibake.md."""

from collections.abc import Iterator
from itertools import groupby

from doclint.model import Document, Finding, Fix, Span
from doclint.text.repair import Repair, find_repairs


def check(document: Document) -> Iterator[Finding]:
    """Yield damaged text, one finding a line, with both readings."""
    found = [repair for repair in find_repairs(document.text, document.language) if repair.kind == "mojibake"]
    for _, group in groupby(found, key=lambda repair: document.position(repair.edit.span.start)[0]):
        yield _finding(document, list(group))


def _finding(document: Document, repairs: list[Repair]) -> Finding:
    span = Span(repairs[0].edit.span.start, repairs[-1].edit.span.end)
    word = _word(document.text, repairs[0].edit.span)
    whole = repairs[0].edit
    healed = document.text[word.start : whole.span.start] + whole.text + document.text[whole.span.end : word.end]
    more = f", and {len(repairs) - 1} more on this line" if len(repairs) > 1 else ""
    message = f"“{document.text[word.start : word.end]}” should read “{healed}” ({repairs[0].codec}){more}"
    safe = all(repair.safety == "safe" for repair in repairs)
    return Finding(
        document, span, message, fix=Fix(tuple(repair.edit for repair in repairs), "safe" if safe else "unsafe")
    )


def _word(text: str, span: Span) -> Span:
    """Widen a span to the word around it."""
    start, end = span.start, span.end
    while start and text[start - 1].isalpha() and span.start - start < 30:
        start -= 1
    while end < len(text) and text[end].isalpha() and end - span.end < 30:
        end += 1
    return Span(start, end)
