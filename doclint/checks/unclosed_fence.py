"""See rules/unclosed-fence.md."""

from collections.abc import Iterator

from doclint.model import Code, Document, Finding
from doclint.text.fences import surely_closed
from doclint.text.misplaced import ends_as_code, outdented, reads_as_text
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
    above: Code | None = None
    lines: list[str] = []
    for code in document.of(Code):
        if code.closed and code.language == "markdown" and code.fence in code.body:
            yield from _ended_early(document, code)
        if not code.closed and document.position(code.span.start)[0] not in ends:
            lines = lines or [document.line(number) for number in range(1, len(document.line_starts) + 1)]
            line, message = _told(document, lines, code, above)
            ends.add(line)
            yield Finding(document, code.span, message)
        above = code if code.fence else above


def _told(document: Document, lines: list[str], code: Code, above: Code | None) -> tuple[int, str]:
    """Give the line that was meant to close a block, 0 where there is none, and what to say of it.

    `lines` are all of the page, `above` is the block before this one.
    """
    start, column = document.position(code.span.start)
    out = outdented(lines, start, column, document.position(max(code.span.start, code.span.end - 1))[0], code.fence)
    if out:
        these = f"lines {out.first} to {out.last}" if out.last > out.first else f"line {out.first}"
        why = f"line {out.first} is not indented as this fence is, so the list and the code block end before it"
        return out.closing, f"{why}; indent {these} as far as this fence"
    line, where = _meant(document, code)
    if not where and not code.info and not code.body.strip():
        return line, _stray(document, lines, start, above)
    return line, f"this code block is never closed; write “{code.fence}” {where or _where(document, code)}"


def _stray(document: Document, lines: list[str], start: int, above: Code | None) -> str:
    """Say what is wrong with a fence in line `start` that no code stands behind; `above` is the block before it."""
    behind = "text follows" if any(line.strip() for line in lines[start:]) else "nothing follows"
    if above and above.closed and (above.info or ends_as_code(above.body)):
        last = document.position(above.span.end)[0]
        if reads_as_text(lines[last : start - 1]):
            return f"this fence is one too many: the code block above ends in line {last}, and {behind}; delete it"
    remedy = "write the fence that a block above it lacks" if above else "put it behind the code that it was meant for"
    return f"this fence opens a code block without code and without an end, and {behind}; delete it, or {remedy}"


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
