"""Owns quotations that a translation keeps as the source has them, with what they mean in its own language below."""

from functools import lru_cache

from doclint.language import language_of
from doclint.model import Pair, Prose, Row


@lru_cache(maxsize=4)
def quotations(pair: Pair) -> frozenset[int]:
    """Give the `id`s of the paragraphs of such quotations and of their renderings.

    A quotation is one or more quoted paragraphs, word for word the source's; its rendering has as many paragraphs at
    most, follows right below, quoted or not, and stands for nothing else in the source.
    """
    quoted = {_said(block) for block in pair.source.of(Prose) if block.quoted}
    if not quoted:
        return frozenset()
    rows = {id(block): row for row in pair.rows for block in row.translation}
    found: set[int] = set()
    kept: list[Prose] = []
    rendered: list[Prose] = []
    for block in pair.translation.blocks:
        if isinstance(block, Prose) and block.quoted and _said(block) in quoted:
            if rendered:
                kept, rendered = [], []
            kept.append(block)
        elif isinstance(block, Prose) and len(rendered) < len(kept) and _renders(pair, block, rows, quoted):
            rendered.append(block)
            found.update(map(id, (*kept, *rendered)))
        else:
            kept, rendered = [], []
    return frozenset(found)


def _said(block: Prose) -> str:
    return " ".join(block.text.split())


def _renders(pair: Pair, block: Prose, rows: dict[int, Row], quoted: set[str]) -> bool:
    """Say whether a paragraph in the page's language stands for nothing in the source, or for a quotation alone."""
    row = rows.get(id(block))
    if row and not all(isinstance(one, Prose) and _said(one) in quoted for one in row.source):
        return False
    languages = (pair.source.language, pair.translation.language)
    return block.role != "item" and language_of(block.text, languages) != pair.source.language
