"""See rules/merge-conflict.md."""

import re
from collections.abc import Iterator

from doclint.model import Code, Document, Finding, Pair, Span
from doclint.regex import regex

_MARK = regex(r"^(?:<{7}(?= |\r?$)|={7}(?=\r?$)|>{7}(?= |\r?$))[^\n]*", re.MULTILINE)


def check(document: Document) -> Iterator[Finding]:
    """Yield conflicts of a merge that nobody resolved; those inside a code block may be an example."""
    for span in _conflicts(document.text):
        if not _in_code(document, span):
            yield _finding(document, span)


def check_code(pair: Pair) -> Iterator[Finding]:
    """Yield conflicts inside a code block whose counterpart page shows none."""
    for document, other in ((pair.translation, pair.source), (pair.source, pair.translation)):
        for span in _conflicts(document.text):
            if _in_code(document, span) and not any(_conflicts(other.text)):
                yield _finding(document, span)


def _conflicts(text: str) -> Iterator[Span]:
    """Yield the stretches between the marks that git writes, these included."""
    if "\n>>>>>>>" not in text:
        return
    begin, middle = -1, False
    for mark in _MARK.finditer(text):
        sign = mark[0][0]
        if sign == "<":
            begin, middle = mark.start(), False
        elif sign == "=":
            middle = begin >= 0
        elif middle:
            yield Span(begin, mark.start() + len(mark[0].rstrip()))
            begin, middle = -1, False


def _in_code(document: Document, span: Span) -> bool:
    return any(code.span.holds(span) for code in document.of(Code))


def _finding(document: Document, span: Span) -> Finding:
    last = document.position(span.end)[0]
    message = f"a merge conflict was left in the page, up to line {last}: keep one of its sides, remove its marks"
    return Finding(document, span, message)
