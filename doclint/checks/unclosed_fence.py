"""See rules/unclosed-fence.md."""

from collections.abc import Iterator

from doclint.code.fences import surely_closed
from doclint.model import Code, Document, Finding


def check(document: Document) -> Iterator[Finding]:
    """Yield fences without an end: the rest of the page is shown as code."""
    if surely_closed(document.text):
        return
    for code in document.of(Code):
        if not code.closed:
            rest = document.text[code.span.start : code.span.end].rstrip()
            last = document.position(code.span.start + len(rest))[0]
            if document.text[code.span.start + len(rest) :].strip():
                where = f"on a line of its own after line {last}"
            else:
                where = f"on a line of its own where the code ends: all up to line {last} is shown as code"
            message = f"this code block is never closed; write “{code.fence}” {where}"
            yield Finding(document, code.span, message)
