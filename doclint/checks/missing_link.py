"""See rules/missing-link.md."""

import re
from collections.abc import Iterator
from itertools import groupby

from doclint.model import Finding, InlineCode, Link, Pair, Place, Row, Span
from doclint.parity import link_mismatches, listed, same_address

# `[text] (address)`, and `[text]（address）` as East Asian keyboards write it: shown as it stands, not as a link.
_TORN = re.compile(r"\](?:[ \t]+\(|[ \t]*（)[ \t]*([^\s()（）]+)")


def check(pair: Pair) -> Iterator[Finding]:
    """Yield blocks in which the translation lost links of the source, or wrote them so that they are none."""
    told: set[int] = set()
    for row in pair.rows:
        for link, span in _torn(pair, row):
            told.add(id(link))
            wide = "（" in pair.translation.text[span.start : span.end]
            cure = "write `(` and `)` in place of the wide brackets" if wide else "write `](` with no space between"
            message = f"the link to `{link.target}` is not shown as a link here: {cure}"
            yield Finding(pair.translation, span, message, Place(pair.source, link.span))
    lost = [item for item in link_mismatches(pair) if not item.translation]
    for place, items in groupby(lost, key=lambda item: item.place(pair.translation)):
        links = [item.source for item in items if item.source and id(item.source) not in told]
        if links:
            yield Finding(
                pair.translation,
                place,
                f"the source links to {listed(link.target for link in links)} here, the translation does not",
                Place(pair.source, links[0].span),
            )


def _torn(pair: Pair, row: Row) -> Iterator[tuple[Link, Span]]:
    """Yield the source's links whose text and address the translation tore apart, and where."""
    ours = [item for block in row.source for item in getattr(block, "inlines", ())]
    links = [item for item in ours if isinstance(item, Link) and item.form in ("inline", "reference")]
    if not links:
        return
    for block in row.translation:
        for match in _TORN.finditer(pair.translation.text, block.span.start, block.span.end):
            span = Span(match.start(), match.end())
            code = any(isinstance(item, InlineCode) and item.span.holds(span) for item in getattr(block, "inlines", ()))
            link = next((link for link in links if same_address(link.target, match[1])), None)
            if link and not code:
                yield link, span
