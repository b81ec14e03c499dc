"""Owns what boxes are called: a note is a note as `[!NOTE]`, `:::note`, `!!! note`, `<Note>` or `{{% alert %}}`."""

from collections.abc import Iterator
from itertools import pairwise

from doclint.model import Block, Component, Document, Pair, Prose

_INDENT = 4
# Names of admonitions in docutils, GitHub, Python-Markdown, Docusaurus, VitePress, Starlight, Docsy and Mintlify.
_NAMES = frozenset(
    """abstract admonition alert aside attention callout caution check danger error failure fyi hint important info
    note notice seealso success tip todo warn warning""".split()
)


def is_box(component: Component) -> bool:
    """Say whether a component opens a box, by its name."""
    return not component.closing and component.name.strip("{}").casefold() in _NAMES


def other_syntax(source: Component, translation: Component) -> bool:
    """Say whether both open a box, each in another syntax."""
    return source.form != translation.form and is_box(source) and is_box(translation)


def spilled(pair: Pair) -> Iterator[tuple[Component, Component]]:
    """Yield boxes of both sides whose first paragraph stands inside in the source and outside in the translation.

    Inside is what is indented under `!!! note` or quoted with `> [!NOTE]`; other boxes have a closing line.
    """
    rows = [row for row in pair.rows if row.source and row.translation]
    for row, following in pairwise(rows):
        match row.source, row.translation:
            case ((Component() as ours,), (Component() as theirs,)):
                first, last = following.source[0], following.translation[0]
                there, here = _inside(pair.source, ours, first), _inside(pair.translation, theirs, last)
                if there and here is False and isinstance(last, Prose):
                    yield ours, theirs


def _inside(page: Document, box: Component, block: Block) -> bool | None:
    """Say whether a block stands in the box before it; None where the box's marks do not show it."""
    mark = page.text[box.span.start : box.span.start + 3]
    if mark.startswith("[!"):
        return isinstance(block, Prose) and block.quoted
    if mark not in ("!!!", "???", "==="):
        return None
    (line, start), (first, column) = page.position(box.span.start), page.position(block.span.start)
    between = "".join(page.line(number) for number in range(line + 1, first))
    return not between.strip() and column >= start + _INDENT
