"""See rules/invalid-utf8.md."""

from collections.abc import Iterator
from itertools import groupby

from doclint.model import Document, Finding, Fix, Span
from doclint.text.repair import Repair, repairs_of


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
    raw = document.text[spans[0].start : spans[0].end].encode("utf-8", "surrogateescape")
    shown = " ".join(f"0x{byte:02X}" for byte in raw[:6])
    if not repairs:
        return Finding(document, span, f"{shown} is no UTF-8, and nothing tells what it was; write it again")
    edit, codec = repairs[0].edit, repairs[0].codec.removeprefix("bytes of ")
    safe = all(repair.safety == "safe" for repair in repairs)
    sure = "it is" if safe else "it may be"
    message = f"{shown} is no UTF-8; read as {codec} {sure} “{edit.text}”; save the file as UTF-8"
    return Finding(document, span, message, fix=Fix(tuple(r.edit for r in repairs), "safe" if safe else "unsafe"))


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
