"""See rules/invalid-utf8.md."""

from collections.abc import Iterator
from itertools import groupby

from doclint.model import Document, Finding, Fix, Span
from doclint.text.repair import find_repairs


def check(document: Document) -> Iterator[Finding]:
    """Yield bytes that are no UTF-8, one finding a line, and files in another encoding as a whole."""
    if document.encoding.name != "utf-8":
        message = f"the file is {document.encoding.name.upper()}, not UTF-8; save it as UTF-8"
        yield Finding(document, Span(0, 0), message)
        return
    repairs = {
        repair.edit.span.start: repair
        for repair in find_repairs(document.text, document.language)
        if repair.kind == "invalid-utf8"
    }
    for _, group in groupby(document.encoding.undecodable, key=lambda span: document.position(span.start)[0]):
        spans = list(group)
        raw = document.text[spans[0].start : spans[0].end].encode("utf-8", "surrogateescape")
        known = [repairs[span.start] for span in spans if span.start in repairs]
        shown = " ".join(f"0x{byte:02X}" for byte in raw[:6])
        guess = f"; read as {known[0].codec.removeprefix('bytes of ')} it is “{known[0].edit.text}”" if known else ""
        message = f"{shown} is no UTF-8{guess}; save the file as UTF-8"
        fix = Fix(tuple(repair.edit for repair in known), "safe") if len(known) == len(spans) else None
        yield Finding(document, Span(spans[0].start, spans[-1].end), message, fix=fix)
