"""See rules/unclosed-fence.md."""

from collections.abc import Iterator

from doclint.model import Code, Document, Finding
from doclint.text.fences import surely_closed
from doclint.text.nested import nested

_SHORTEST = 3
_AHEAD = 20  # lines behind what was taken for the block's end


def _meant(document: Document, code: Code) -> tuple[int, str]:
    """Give the line that was meant to close a block, and say what is wrong with it; 0 and "" where there is none."""
    first = document.position(code.span.start)[0]
    last = document.position(max(code.span.start, code.span.end - 1))[0]
    for number in range(first + 1, min(last + _AHEAD, len(document.line_starts) + 1)):
        line = document.line(number).strip(" \t>")
        if code.fence[0] * _SHORTEST not in line:
            continue
        bare = "".join(char for char in line if char.isprintable() and not char.isspace())
        if bare != code.fence[0] * len(bare):
            return 0, ""  # another block begins
        if len(bare) < len(code.fence):
            return number, f"in line {number}, where there are fewer signs"
        if line != bare:
            return number, f"alone in line {number}, where a sign stands beside it that nobody sees"
    return 0, ""


def check(document: Document) -> Iterator[Finding]:
    """Yield fences without an end: the rest of the page is shown as code."""
    if surely_closed(document.text):
        return
    ends: set[int] = set()  # lines that were meant to close a block, and open one
    for code in document.of(Code):
        if code.closed and code.language == "markdown" and code.fence in code.body:
            yield from _ended_early(document, code)
        if not code.closed and document.position(code.span.start)[0] not in ends:
            line, where = _meant(document, code)
            ends.add(line)
            where = where or _where(document, code)
            yield Finding(document, code.span, f"this code block is never closed; write “{code.fence}” {where}")


def _ended_early(document: Document, code: Code) -> Iterator[Finding]:
    """Tell of a block of Markdown that the fence of a block in it ends."""
    lines = [document.line(number).strip(" \t>\r") for number in range(1, len(document.line_starts) + 1)]
    found = nested(lines, document.position(code.span.start)[0])
    if found:
        message = (
            f"a block of code inside this one ends it, in line {found.early}; "
            f"write “{found.fence}” in place of “{code.fence}” here and in line {found.meant}"
        )
        yield Finding(document, code.span, message)


def _where(document: Document, code: Code) -> str:
    """Say where a block ends that nothing was meant to close."""
    end = code.span.start + len(document.text[code.span.start : code.span.end].rstrip())
    last = document.position(end)[0]
    if document.text[end:].strip():
        return f"on a line of its own after line {last}"
    return f"on a line of its own where the code ends: all up to line {last} is shown as code"
