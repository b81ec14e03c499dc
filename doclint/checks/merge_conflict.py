"""See rules/merge-conflict.md."""

import re
from collections.abc import Iterator

from doclint.model import Code, Document, Finding, Span

_MARK = re.compile(r"^(?:<{7}(?= |$)|\|{7}(?= |$)|={7}(?=$)|>{7}(?= |$))[^\n]*", re.MULTILINE)


def check(document: Document) -> Iterator[Finding]:
    """Yield conflicts of a merge that nobody resolved; in a code block they may be an example."""
    text = document.text.replace("\r", " ") if "\r" in document.text else document.text
    if "\n>>>>>>> " not in text and "\n>>>>>>>\n" not in text:
        return
    begin: re.Match[str] | None = None
    middle = False
    for mark in _MARK.finditer(text):
        sign = mark[0][0]
        if sign == "<":
            begin, middle = mark, False
        elif begin is not None and sign == "=":
            middle = True
        elif begin is not None and middle and sign == ">":
            span = Span(begin.start(), mark.end())
            if not any(code.span.start < span.start and span.end <= code.span.end for code in document.of(Code)):
                last = document.position(mark.start())[0]
                message = (
                    f"a merge conflict was left in the page, up to line {last}: keep one of its sides, remove its marks"
                )
                yield Finding(document, span, message)
            begin, middle = None, False
