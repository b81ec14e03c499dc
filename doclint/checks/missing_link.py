"""See rules/missing-link.md."""

import re
from collections.abc import Iterator
from itertools import groupby

from doclint.model import Finding, Link, Pair, Place, Row, Span
from doclint.parity import Mismatch, listed, mismatches, same_target


def check(pair: Pair) -> Iterator[Finding]:
    """Yield blocks in which the translation lost links of the source, or wrote them so that they do not work."""
    lost = [item for item in mismatches(pair, Link, same_target(pair)) if not item.translation]
    whole: list[Mismatch[Link]] = []
    for item in lost:
        broken = item.source and _broken(pair, item.row, item.source.target)
        if item.source and broken:
            wide = "（" in pair.translation.text[broken.start : broken.end]
            cure = "write `(` and `)` in place of the wide brackets" if wide else "write `](` with no space between"
            message = f"the link to `{item.source.target}` does not work here: {cure}"
            yield Finding(pair.translation, broken, message, Place(pair.source, item.source.span))
        else:
            whole.append(item)
    for place, items in groupby(whole, key=lambda item: item.place(pair.translation)):
        links = [item.source for item in items if item.source]
        yield Finding(
            pair.translation,
            place,
            f"the source links to {listed(link.target for link in links)} here, the translation does not",
            Place(pair.source, links[0].span),
        )


def _broken(pair: Pair, row: Row, target: str) -> Span | None:
    """Find a link that was torn apart: a space before its bracket, or the wide bracket of an East Asian keyboard."""
    start, end = row.translation[0].span.start, row.translation[-1].span.end
    torn = re.compile(r"\](?:[ \t]+\(|[ \t]*（)\s*" + re.escape(target) + r"[)）\s]")
    match = torn.search(pair.translation.text, start, end + 1)
    return Span(match.start(), match.end()) if match else None
