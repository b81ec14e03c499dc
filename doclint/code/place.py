"""Owns the way back from an offset in a code block's body to its place on disk."""

from doclint.model import Code, Document, Span


def disk_span(document: Document, code: Code, start: int, length: int) -> Span:
    """Give where a stretch of a block's body stands in the page; the body is the page's text without indentation."""
    line = code.body.count("\n", 0, start)
    column = start - (code.body.rfind("\n", 0, start) + 1)
    number = document.position(code.body_span.start)[0] + line
    if number > len(document.line_starts):
        return code.span
    begin = document.line_starts[number - 1]
    whole = document.line(number)
    wanted = code.body.split("\n")[line]
    indent = max(whole.rfind(wanted), 0) if wanted else 0
    at = begin + indent + column
    end = min(at + max(length, 1), begin + len(whole)) if length else at
    return Span(min(at, len(document.text)), max(min(at, len(document.text)), end))
