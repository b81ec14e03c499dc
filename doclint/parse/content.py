"""Owns a block's content: its Markdown without the marks of what contains it, and where each piece is on disk."""

from bisect import bisect_right
from collections.abc import Callable, Sequence

from doclint.model import Span
from doclint.record import record

Read = Callable[[Span], str]
"""Gives the healed text of a span of the page."""


@record
class Content:
    """The Markdown of one block without the marks of what contains it, and where each of its lines is on disk."""

    text: str
    line_starts: Sequence[int]
    disk_starts: Sequence[int]

    def disk(self, offset: int) -> int:
        """Turn an offset into the content into an offset into the page."""
        if len(self.disk_starts) == 1:
            return self.disk_starts[0] + offset
        line = bisect_right(self.line_starts, offset) - 1
        return self.disk_starts[line] + offset - self.line_starts[line]

    def span(self, start: int, end: int) -> Span:
        """Turn a stretch of the content into a span of the page."""
        if len(self.disk_starts) == 1:
            first = self.disk_starts[0]
            return Span(first + start, first + end)
        return Span(self.disk(start), self.disk(end))

    def part(self, start: int, end: int) -> "Content":
        """Give a stretch of the content, without the blanks around it."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        text = text.strip()
        first, last = (bisect_right(self.line_starts, at) for at in (start, start + len(text)))
        later = self.line_starts[first:last]
        disk = [self.disk(start), *self.disk_starts[first:last]]
        return Content(text, [0, *(at - start for at in later)], disk)

    @property
    def whole(self) -> Span:
        """The span from the content's first character to its last."""
        return self.span(0, len(self.text))


def locate(content: str, shadow: str, starts: Sequence[int], first: int, last: int) -> Content:
    """Find the lines of a block's `content` again in the lines `first` to `last` (exclusive) of the page's shadow.

    A block's line is the end of a page's line: what stands before it belongs to the quotes and lists around it.
    """
    if shadow.startswith(content, starts[first]) and content.count("\n") == last - first - 1:  # as it stands
        return Content(content, [start - starts[first] for start in starts[first:last]], starts[first:last])
    line_starts: list[int] = []
    disk_starts: list[int] = []
    at, number = 0, first
    for line in content.split("\n"):
        line_starts.append(at)
        at += len(line) + 1
        wanted = line.strip()
        while True:
            start = starts[number]
            end = starts[number + 1] - 1 if number + 1 < len(starts) else len(shadow)
            found = shadow.rfind(wanted, start, end)
            if found >= 0 or number + 1 >= min(last, len(starts)):
                break
            number += 1
        found = max(found, start)
        disk_starts.append(found - (len(line) - len(line.lstrip())) if wanted else start)
        number = min(number + 1, len(starts) - 1)
    return Content(content, line_starts, disk_starts)


def read_lines(content: Content, start: int, end: int, read: Read) -> str:
    """Give the healed text of a stretch of the content, line by line: between them stand the marks of quotes."""
    if "\n" not in content.text[start:end]:
        return read(content.span(start, end))
    pieces, at = [], start
    for line in content.text[start:end].split("\n"):
        pieces.append(read(Span(content.disk(at), content.disk(at) + len(line))))
        at += len(line) + 1
    return "\n".join(pieces)
