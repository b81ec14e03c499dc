"""See rules/invalid-utf8.md."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from doclint.model import Document, Edit, Finding, Fix, Span
from doclint.readings import spelt, word
from doclint.text.repair import Repair, repairs_of

_LONGEST = 40


def check(document: Document) -> Iterator[Finding]:
    """Yield bytes that are no UTF-8, one finding a line, and files in another encoding as a whole."""
    if document.encoding.name != "utf-8":
        yield Finding(
            document, Span(0, 0), f"the file is {document.encoding.name.upper()}, not UTF-8; save it as UTF-8"
        )
    if not document.encoding.undecodable:
        return
    repairs = repairs_of(document, "invalid-utf8")
    for _, group in groupby(document.encoding.undecodable, key=lambda span: document.position(span.start)[0]):
        spans = list(group)
        covering = [repair for repair in repairs if any(_touch(repair.edit.span, span) for span in spans)]
        whole = all(any(_touch(repair.edit.span, span) for repair in covering) for span in spans)
        yield _finding(document, spans, covering if whole else [])


def _finding(document: Document, spans: list[Span], repairs: list[Repair]) -> Finding:
    span = Span(spans[0].start, spans[-1].end)
    if not repairs:
        message = f"{_bytes(document, spans[0])} is broken, and nothing tells what it was; write it again"
        return Finding(document, span, message)
    edits, others = [repair.edit for repair in repairs], len(repairs) - 1
    codec, safe = repairs[0].codec.removeprefix("bytes of "), all(repair.safety == "safe" for repair in repairs)
    beside = f", and {others} more place{'s' * (others > 1)} on this line" if others else ""
    how = f"as {codec}" if safe else f"perhaps as {codec}"
    message = f"{_letter(document, edits[0], edits)} is not saved as UTF-8, but {how}{beside}; save the file as UTF-8"
    return Finding(document, span, message, fix=Fix(tuple(edits), "safe" if safe else "unsafe"))


def _letter(document: Document, edit: Edit, edits: Sequence[Edit]) -> str:
    """Name what an edit writes, and the word that it stands in."""
    letter = edit.text if len(edit.text) <= _LONGEST else edit.text[: _LONGEST - 1] + "…"
    _, healed = word(document.text, edit, edits)
    return f"“{letter}”" if healed == edit.text or len(edit.text) > 1 else f"“{letter}” in “{healed}”"


def _bytes(document: Document, span: Span) -> str:
    """Name a broken character by its bytes and by what stands before it."""
    raw = document.text[span.start : span.end].encode("utf-8", "surrogateescape")
    line = document.line_starts[document.position(span.start)[0] - 1]
    before = document.text[line : span.start].split()
    after = f"after “{spelt(before[-1])}” " if before and document.text[span.start - 1 : span.start].strip() else ""
    plural = "s" * (len(raw) > 1)
    return f"the character {after}(byte{plural} {' '.join(f'{byte:02X}' for byte in raw[:6])})"


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
