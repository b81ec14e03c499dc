"""See rules/extra-block.md."""

from collections.abc import Iterator

from doclint.model import Finding, Html, Pair, Place, Prose, Table
from doclint.parity import excerpt


def check(pair: Pair) -> Iterator[Finding]:
    """Yield paragraphs, tables and HTML that the source does not have; neighbours are told once."""
    for row in pair.rows:
        match row.source, row.translation:
            case ((), (Prose() | Table() | Html() as block,)) if not (
                isinstance(block, Prose) and block.role == "item"
            ):
                words = excerpt(pair.translation.read(block.span))
                more = f", nor for the {len(row.carried)} after it" if row.carried else ""
                message = f"the source has nothing that stands for “{words}”{more}"
                yield Finding(pair.translation, block.span, message, Place(pair.source, row.place))
            case _:
                pass
