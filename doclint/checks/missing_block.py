"""See rules/missing-block.md."""

from collections.abc import Iterator

from doclint.anchors.slugs import plain_text
from doclint.enclosed import enclosed
from doclint.flattened import flattened
from doclint.model import Block, Finding, Html, Pair, Place, Prose, Row, Table
from doclint.regex import regex
from doclint.switches import is_switch
from doclint.undecided import undecided
from doclint.wording import excerpt

# MyST's `(name)=`, to which `{ref}` links.
_TARGET = regex(r"\([^()\n]+\)=")


def check(pair: Pair) -> Iterator[Finding]:
    """Yield paragraphs, tables and HTML that the translation lacks; what is missing in one place is told once."""
    for row in pair.rows:
        match row.source, row.translation:
            case ((Prose() as block,), ()) if row.among[0] and block.role != "item":
                yield undecided(pair, row, "entries", "the source's glossary")
            case ((Prose() | Table() | Html() as block,), ()) if not _told_elsewhere(pair, row, block):
                text = " | ".join(block.rows[0]) if isinstance(block, Table) else block.text
                kind = "table" if isinstance(block, Table) else "HTML" if isinstance(block, Html) else "paragraph"
                kind = "link target" if _TARGET.fullmatch(text.strip()) else kind
                words = excerpt(plain_text(text[:200])) or excerpt(text)
                others = len(row.carried)
                more = f", and {others} more block{'s' * (others > 1)} with it" if others else ""
                message = f"this {kind} of the source is missing here: “{words}”{more}"
                yield Finding(pair.translation, row.place, message, Place(pair.source, block.span))
            case _:
                pass


def _told_elsewhere(pair: Pair, row: Row, block: Block) -> bool:
    """Say whether a block is an item or said by a list that is none, needless here, or part of other HTML."""
    if isinstance(block, Html):
        return not row.carried and enclosed(block.text, pair.translation)
    if not isinstance(block, Prose):
        return False
    return block.role == "item" or is_switch(pair, block) or any(id(row) in one.rows for one in flattened(pair))
