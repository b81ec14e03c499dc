"""The proof that an edit changed what it was meant to: the new text is parsed, and every other block is looked for."""

from bisect import bisect_left
from collections.abc import Callable, Iterable

from doclint.fix.edits import apply_edits, choose
from doclint.fix.errors import FixError
from doclint.model import Block, Code, Component, Document, Edit, FrontMatter, Heading, Prose, Span, Table


def fix_document(document: Document, edits: Iterable[Edit], reparse: Callable[[str], Document]) -> str:
    """Give the document's text with `edits` applied, having made sure that only the edited blocks changed.

    `reparse` cuts a text into blocks as the document was. Every block that no edit touches must stand in the new
    text at the place to which the edits moved it, with the same kind, level, fence and end, and no block may appear
    where nothing was edited. Raises FixError otherwise.
    """
    chosen, _ = choose(edits)
    if not chosen:
        return document.text
    after = apply_edits(document.text, chosen)
    if after == document.text:
        return after
    shift = _Shift(chosen)
    untouched = [block for block in document.blocks if not shift.touches(block.span)]
    expected = {(shift.span(block.span), _kind(block)): block for block in untouched}
    found = {(block.span, _kind(block)): block for block in reparse(after).blocks}
    for key in sorted(expected.keys() - found.keys(), key=lambda key: key[0]):
        line = document.position(expected[key].span.start)[0]
        raise FixError(f"the change would also change the {_name(expected[key])} in line {line}; mend it by hand")
    touched = [shift.outer(block.span) for block in document.blocks if shift.touches(block.span)]
    meant = _joined(touched + [shift.edited(edit) for edit in chosen])
    ends = [span.end for span in meant]
    for key in sorted(found.keys() - expected.keys(), key=lambda key: key[0]):
        at = bisect_left(ends, key[0].start)
        if at == len(meant) or meant[at].start > key[0].end:
            raise FixError(f"the change would make a {_name(found[key])} elsewhere on the page; mend it by hand")
    return after


class _Shift:
    """Where things stand after edits, which are sorted and do not overlap."""

    def __init__(self, edits: tuple[Edit, ...]) -> None:
        self.edits = edits
        self.starts = [edit.span.start for edit in edits]
        self.ends = [edit.span.end for edit in edits]
        self.grown = [0]
        for edit in edits:
            self.grown.append(self.grown[-1] + len(edit.text) - len(edit.span))

    def touches(self, span: Span) -> bool:
        """Say whether an edit changes code points of `span` or inserts inside it or at its very end.

        What is inserted at a block's start stands before it, unless the block is edited there, too.
        """
        first = bisect_left(self.ends, span.start)
        for at in range(first, len(self.edits)):
            edit = self.edits[at]
            if edit.span.start > span.end:
                return False
            if edit.span.end > span.start or (edit.span.start == span.start and "\n" not in edit.text):
                return True
        return False

    def before(self, offset: int) -> int:
        """Give the growth by edits that end at or before `offset`."""
        at = bisect_left(self.ends, offset + 1)
        return self.grown[at]

    def span(self, span: Span) -> Span:
        """Move the span of an untouched block."""
        grown = self.before(span.start)
        return Span(span.start + grown, span.end + grown)

    def outer(self, span: Span) -> Span:
        """Give what a touched block's span may have become, with the edits at both its edges."""
        start = bisect_left(self.ends, span.start)
        end = bisect_left(self.starts, span.end + 1)
        low = min([span.start, *(edit.span.start for edit in self.edits[start:end])])
        high = max([span.end, *(edit.span.end for edit in self.edits[start:end])])
        return Span(low + self.grown[start], high + self.grown[end])

    def edited(self, edit: Edit) -> Span:
        """Give where an edit's text stands."""
        start = edit.span.start + self.grown[bisect_left(self.edits, edit)]
        return Span(start, start + len(edit.text))


def _joined(spans: list[Span]) -> list[Span]:
    """Join spans that overlap or touch; the result is sorted by start and by end."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _kind(block: Block) -> tuple[object, ...]:
    """Say what must not change about a block by accident."""
    kind: tuple[object, ...]
    match block:
        case Heading():
            kind = "heading", block.level, block.form
        case Code():
            kind = "code block", block.fence, block.closed, block.language
        case Prose():
            kind = "paragraph", block.role, block.depth, block.quoted
        case Table():
            kind = "table", *(len(row) for row in block.rows)
        case Component():
            kind = "component", block.name, block.form, block.closing
        case FrontMatter():
            kind = "front matter", block.syntax
        case _:
            kind = (type(block).__name__.lower(),)
    return kind


def _name(block: Block) -> str:
    return str(_kind(block)[0])
