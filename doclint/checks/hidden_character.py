"""See rules/hidden-character.md."""

from collections.abc import Iterator
from itertools import groupby

from doclint.model import Document, Edit, Finding, Fix, Safety, Span
from doclint.text.hidden import Hidden, find
from doclint.text.repair import repairs_of


def check(document: Document) -> Iterator[Finding]:
    """Yield characters that nobody sees and that do harm or nothing; those of one kind on a line are one finding."""
    found = list(find(document.text))
    if not found:
        return
    broken = [repair.edit.span for repair in repairs_of(document) if repair.kind != "hidden-character"]
    found = [item for item in found if not any(span.holds(item.span) for span in broken)]
    found.sort(key=lambda item: (document.position(item.span.start)[0], item.char, item.span))
    for _, group in groupby(found, key=lambda item: (document.position(item.span.start)[0], item.char)):
        yield _finding(document, list(group))


def _finding(document: Document, items: list[Hidden]) -> Finding:
    first = items[0]
    code = f"U+{ord(first.char):04X}"
    times = f", {len(items)} times on this line" if len(items) > 1 else ""
    harm = ": it makes text read other than it is" if first.reorders else ""
    edits = tuple(Edit(item.span, "") for item in items)
    safety: Safety = "safe" if all(item.idle for item in items) else "unsafe"
    fix = Fix(edits, safety) if all(item.removable for item in items) else None
    advice = "remove it" if fix else "see whether it is meant, and remove it if not"
    message = f"hidden character {code} ({first.name}){times}{harm}; {advice}"
    return Finding(document, Span(first.span.start, items[-1].span.end), message, fix=fix)
