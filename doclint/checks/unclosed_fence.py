"""See rules/unclosed-fence.md."""

from collections.abc import Iterator

from doclint.code.fences import surely_closed
from doclint.model import Code, Document, Finding

_SHORTEST = 3


def _too_short(document: Document, code: Code) -> int:
    """Give the line that was meant to close a block, but has fewer signs than the line that opens it; 0 where none."""
    first = document.position(code.span.start)[0]
    last = document.position(max(code.span.start, code.span.end - 1))[0]
    for number in range(first + 1, min(last + 2, len(document.line_starts) + 1)):
        line = document.line(number).strip(" \t>")
        if len(line) >= _SHORTEST and line == code.fence[0] * len(line) and len(line) < len(code.fence):
            return number
    return 0


def check(document: Document) -> Iterator[Finding]:
    """Yield fences without an end: the rest of the page is shown as code."""
    if surely_closed(document.text):
        return
    for code in document.of(Code):
        if not code.closed:
            rest = document.text[code.span.start : code.span.end].rstrip()
            last = document.position(code.span.start + len(rest))[0]
            short = _too_short(document, code)
            if short:
                where = f"in line {short}, where there are fewer signs"
            elif document.text[code.span.start + len(rest) :].strip():
                where = f"on a line of its own after line {last}"
            else:
                where = f"on a line of its own where the code ends: all up to line {last} is shown as code"
            message = f"this code block is never closed; write “{code.fence}” {where}"
            yield Finding(document, code.span, message)
