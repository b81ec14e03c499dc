"""See rules/mojibake.md."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from doclint.model import Document, Finding, Fix, Span
from doclint.text.repair import Repair, repairs_of


def check(document: Document) -> Iterator[Finding]:
    """Yield damaged text, one finding a line and a way of damage, with both readings."""
    found = repairs_of(document, "mojibake")
    found.sort(key=lambda repair: (document.position(repair.edit.span.start)[0], repair.codec, repair.edit.span))
    for _, group in groupby(found, key=lambda item: (document.position(item.edit.span.start)[0], item.codec)):
        yield _finding(document, list(group))


def _finding(document: Document, repairs: Sequence[Repair]) -> Finding:
    first, others = repairs[0], len(repairs) - 1
    was, healed = _readings(document.text, first)
    reading = f"“{was}” should read “{healed}”" if healed else f"“{was}” should not be there"
    more = f", and {others} more place{'s' * (others > 1)} on this line" if others else ""
    safe = all(repair.safety == "safe" for repair in repairs)
    span = Span(first.edit.span.start, repairs[-1].edit.span.end)
    fix = Fix(tuple(repair.edit for repair in repairs), "safe" if safe else "unsafe")
    return Finding(document, span, f"{reading} ({first.codec}){more}", fix=fix)


def _readings(text: str, repair: Repair) -> tuple[str, str]:
    """Give the word around a repair as it stands and as it should read, invisible characters spelt out."""
    span = repair.edit.span
    start, end = span.start, span.end
    while start and text[start - 1].isalpha() and span.start - start < 30:
        start -= 1
    while end < len(text) and text[end].isalpha() and end - span.end < 30:
        end += 1
    was = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text[start:end])
    return was, text[start : span.start] + repair.edit.text + text[span.end : end]
