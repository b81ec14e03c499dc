"""See rules/extra-block.md."""

from collections.abc import Iterator

from doclint.anchors.slugs import plain_text
from doclint.bilingual import quotations
from doclint.enclosed import enclosed
from doclint.model import Block, Finding, Html, Pair, Place, Prose, Row, Table
from doclint.undecided import undecided
from doclint.wording import excerpt


def check(pair: Pair) -> Iterator[Finding]:
    """Yield paragraphs, tables and HTML that the source does not have; neighbours are told once."""
    for row in pair.rows:
        match row.source, row.translation:
            case ((), (Prose() as block,)) if row.among[0] and block.role != "item":
                yield undecided(pair, row, "entries", "the source's glossary")
            case ((), (Html() as block,)) if not row.carried and enclosed(block.text, pair.source):
                pass
            case ((), (Prose() | Table() | Html(),)) if not _is_item(row.translation[0]):
                known = quotations(pair)
                told = [block for block in (*row.translation, *row.carried) if id(block) not in known]
                if told:
                    yield _finding(pair, row, told[0], len(told) - 1)
            case _:
                pass


def _is_item(block: Block) -> bool:
    return isinstance(block, Prose) and block.role == "item"


def _finding(pair: Pair, row: Row, block: Block, others: int) -> Finding:
    text = pair.translation.read(block.span)
    if isinstance(block, Prose | Html):
        text = block.text
    elif isinstance(block, Table):
        text = " | ".join(block.rows[0])
    words = excerpt(plain_text(text[:200])) or excerpt(text)
    more = f", nor for {others} more block{'s' * (others > 1)} next to it" if others else ""
    message = f"the source has nothing that stands for “{words}”{more}"
    return Finding(pair.translation, block.span, message, Place(pair.source, row.place))
