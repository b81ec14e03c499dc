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
            message = f"this code block is never closed; write `{code.fence}` on a line of its own after its last line"
            yield Finding(document, code.span, message)
