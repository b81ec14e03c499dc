"""See rules/extra-block.md."""

from collections.abc import Iterator

from doclint.anchors.slugs import plain_text
from doclint.enclosed import enclosed
from doclint.model import Finding, Html, Pair, Place, Prose, Table
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
            case ((), (Prose() | Table() | Html() as block,)) if not (
                isinstance(block, Prose) and block.role == "item"
            ):
                text = " | ".join(block.rows[0]) if isinstance(block, Table) else block.text
                words = excerpt(plain_text(text[:200])) or excerpt(text)
                others = len(row.carried)
                more = f", nor for {others} more block{'s' * (others > 1)} next to it" if others else ""
                message = f"the source has nothing that stands for “{words}”{more}"
                yield Finding(pair.translation, block.span, message, Place(pair.source, row.place))
            case _:
                pass
