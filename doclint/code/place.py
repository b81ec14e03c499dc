"""Owns the way back from an offset in a code block's body to its place on disk, and how a difference is shown."""

import re

from doclint.code.verdict import Verdict
from doclint.model import Code, Document, Place, Span

_MOST = 60
_UNSEEN = {"": "nothing", "\n": "the line ends", "\t": "another indentation"}


def disk_span(document: Document, code: Code, start: int, length: int) -> Span:
    """Give where a stretch of a block's body stands in the page, inside one line.

    The body is the page's text without the indentation of what contains it.
    Where the body was healed, columns are those of the damaged line as near as its end tells.
    """
    start = min(start, len(code.body))
    line = code.body.count("\n", 0, start)
    column = start - (code.body.rfind("\n", 0, start) + 1)
    number = document.position(code.body_span.start)[0] + line
    if number > len(document.line_starts):
        return code.span
    begin, whole = document.line_starts[number - 1], document.line(number)
    wanted = code.body.split("\n")[line].rstrip("\r")
    indent = whole.rfind(wanted) if wanted else len(whole)
    if indent < 0:  # healed: count from the line's end, where damage is as likely as anywhere
        indent = max(0, len(whole) - len(wanted))
    at = min(begin + indent + column, begin + len(whole))
    end = min(at + length, begin + len(whole))
    return Span(at, max(at, end))


def indentation(raw: str, body: str) -> str | None:
    """Give what stands before each line of a block in the page; None where that differs from line to line."""
    both = zip(raw.split("\n"), body.split("\n"), strict=False)
    rows = [(one.rstrip("\r"), other.rstrip("\r")) for one, other in both if other.strip()]
    if not rows or any(not one.endswith(other) for one, other in rows):
        return None
    found = {one.removesuffix(other) for one, other in rows}
    return found.pop() if len(found) == 1 else None


def places(source: Document, ours: Code, translation: Document, theirs: Code, verdict: Verdict) -> tuple[Span, Place]:
    """Give where a difference stands: in the translation, and in the source."""
    here = disk_span(translation, theirs, verdict.translation_at, len(verdict.translation.strip()))
    there = disk_span(source, ours, verdict.source_at, len(verdict.source.strip()))
    return here, Place(source, there)


def quoted(text: str, body: str, at: int) -> str:
    """Write one side of a difference for a message; a sign alone is shown with what follows it on its line."""
    if text in _UNSEEN:
        return _UNSEEN[text]
    if not re.search(r"\w", text):
        text = body[at:].split("\n", 1)[0].strip() or text
    text = " ".join(text.split())
    shown = text if len(text) <= _MOST else text[: _MOST - 1] + "…"
    return f"`{shown}`" if "`" not in shown else f"`` {shown} ``"
