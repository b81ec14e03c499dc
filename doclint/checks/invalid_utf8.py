"""See rules/invalid-utf8.md."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from doclint.model import Document, Edit, Finding, Fix, Span
from doclint.readings import more, spelt, throughout, word
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
    lines: list[tuple[list[Span], list[Repair]]] = []
    for _, group in groupby(document.encoding.undecodable, key=lambda span: document.position(span.start)[0]):
        spans = list(group)
        covering = [repair for repair in repairs if any(_touch(repair.edit.span, span) for span in spans)]
        whole = all(any(_touch(repair.edit.span, span) for repair in covering) for span in spans)
        lines.append((spans, covering if whole else []))
    yield from _told(document, lines)


def _told(document: Document, lines: Sequence[tuple[list[Span], list[Repair]]]) -> Iterator[Finding]:
    """Tell of lines one by one; or once, where they are all in one other encoding, or nobody knows in which."""
    by_codec: dict[str, list[tuple[list[Span], list[Repair]]]] = {}
    for spans, repairs in lines:
        by_codec.setdefault(repairs[0].codec if repairs else "", []).append((spans, repairs))
    page = throughout(document, [span for spans, _ in lines for span in spans])
    for codec, alike in by_codec.items():
        if page and len(alike) > 1:
            yield _of_page(document, codec, alike)
        else:
            yield from (_of_line(document, spans, repairs) for spans, repairs in alike)


def _of_page(document: Document, codec: str, lines: Sequence[tuple[list[Span], list[Repair]]]) -> Finding:
    """Tell of many lines once, with two of their letters."""
    spans, repairs = [span for some, _ in lines for span in some], [repair for _, some in lines for repair in some]
    place = Span(spans[0].start, spans[-1].end)
    if not codec:
        message = f"{len(lines)} lines hold bytes that are no UTF-8, and nothing tells what they were: is this a text?"
        return Finding(document, place, f"{message} First {_bytes(document, spans[0])}; write it again")
    edits = [repair.edit for repair in repairs]
    shown = list(dict.fromkeys(_letter(document, edit, edits) for edit in edits))[:2]
    safe = all(repair.safety == "safe" for repair in repairs)
    maybe = "" if safe else "perhaps "
    rest = more(len(edits) - len(shown), len(lines))
    message = f"the file is not saved as UTF-8, but {maybe}as {_name(codec)}: {', '.join(shown)}{rest}"
    return Finding(document, place, f"{message}; save it as UTF-8", fix=_fix(repairs))


def _of_line(document: Document, spans: list[Span], repairs: list[Repair]) -> Finding:
    span = Span(spans[0].start, spans[-1].end)
    if not repairs:
        message = f"{_bytes(document, spans[0])} is broken, and nothing tells what it was; write it again"
        return Finding(document, span, message)
    edits, codec, others = [repair.edit for repair in repairs], _name(repairs[0].codec), len(repairs) - 1
    beside = f", and {others} more place{'s' * (others > 1)} on this line" if others else ""
    shown = _letter(document, edits[0], edits)
    how = f"as {codec}" if all(repair.safety == "safe" for repair in repairs) else f"perhaps as {codec}"
    message = f"{shown} is not saved as UTF-8, but {how}{beside}; save the file as UTF-8"
    return Finding(document, span, message, fix=_fix(repairs))


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


def _name(codec: str) -> str:
    return codec.removeprefix("bytes of ")


def _fix(repairs: Sequence[Repair]) -> Fix:
    safe = all(repair.safety == "safe" for repair in repairs)
    return Fix(tuple(repair.edit for repair in repairs), "safe" if safe else "unsafe")


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
