"""See rules/missing-link.md."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from doclint.linked import link_mismatches, same_address
from doclint.model import Finding, InlineCode, Link, Pair, Place, Row, Span, inlines_of
from doclint.parity import Mismatch, image_mismatches
from doclint.regex import regex
from doclint.switches import is_switch_link, shows
from doclint.wording import listed

# `[text] (address)`, and `[text]（address）` as East Asian keyboards write it: shown as it stands, not as a link.
_TORN = regex(r"\](?:[ \t]+\(|[ \t]*（)[ \t]*([^\s()（）]+)")
# One of these stands in what looks so.
_TORN_BY = ("] (", "  (", "\t (", "\t(", "（")

_LISTED = 3  # links that are named one by one
_OFTEN = 3  # the same link, lost so many times on a page, has one cause


def check(pair: Pair) -> Iterator[Finding]:
    """Yield blocks in which the translation lost links of the source, or wrote them so that they are none."""
    told: set[int] = set()
    rows = pair.rows if any(map(pair.translation.text.__contains__, _TORN_BY)) else ()
    for row in rows:
        for link, span in _torn(pair, row):
            told.add(id(link))
            wide = "（" in pair.translation.text[span.start : span.end]
            cure = "write `(` and `)` in place of the wide brackets" if wide else "write `](` with no space between"
            message = f"the link to `{link.target}` is not shown as a link here: {cure}"
            yield Finding(pair.translation, span, message, Place(pair.source, link.span))
    pictures = [item.source.span for item in image_mismatches(pair) if item.source and not item.translation]
    lost = [
        item
        for item in link_mismatches(pair)
        if item.source and not item.translation and not is_switch_link(pair, item.source)
        if not any(shows(pair.source, item.source, span) for span in pictures)  # it is told that the picture is missing
    ]
    for group in _together(pair, [item for item in lost if id(item.source) not in told]):
        links = [item.source for item in group if item.source]
        places = {item.place(pair.translation) for item in group}
        target, number = links[0].target, len(links)
        if len({link.target for link in links}) == 1 and len(places) > 1:
            message = f"{number} links of the source to `{target}` are missing, here and on the rest of the page"
        elif number > _LISTED:
            message = f"{number} links of the source, from `{target}` to `{links[-1].target}`, are missing here"
        else:
            message = f"the source links to {listed(link.target for link in links)} here, the translation does not"
        yield Finding(pair.translation, group[0].place(pair.translation), message, Place(pair.source, links[0].span))


def _together(pair: Pair, lost: list[Mismatch[Link]]) -> list[list[Mismatch[Link]]]:
    """Give the lost links in groups of one cause: again and again the same one, neighbours in a block, or one place."""
    if not lost:
        return []
    often = Counter(item.source.target for item in lost if item.source)
    following = _following({id(item.row): item.row for item in lost}.values())
    groups: dict[object, list[Mismatch[Link]]] = {}
    before: Mismatch[Link] | None = None
    run: object = None
    for item in lost:
        assert item.source is not None  # noqa: S101 -- `check` lets no other through
        if often[item.source.target] >= _OFTEN:
            groups.setdefault(item.source.target, []).append(item)
            before = None
            continue
        if not (before and before.row is item.row and following.get(id(before.source)) == id(item.source)):
            run = item.place(pair.translation)
        groups.setdefault(run, []).append(item)
        before = item
    return list(groups.values())


def _following(rows: Iterable[Row]) -> dict[int, int]:
    """Give the identity of the link behind each of the source's links in some rows."""
    following: dict[int, int] = {}
    for row in rows:
        following |= {id(one): id(other) for one, other in pairwise(inlines_of(row.source, Link))}
    return following


def _torn(pair: Pair, row: Row) -> Iterator[tuple[Link, Span]]:
    """Yield the source's links whose text and address the translation tore apart, and where."""
    links = [item for item in inlines_of(row.source, Link) if item.form in ("inline", "reference")]
    if not links:
        return
    for block in row.translation:
        for match in _TORN.finditer(pair.translation.text, block.span.start, block.span.end):
            span = Span(match.start(), match.end())
            code = any(item.span.holds(span) for item in inlines_of((block,), InlineCode))
            link = next((link for link in links if same_address(link.target, match[1])), None)
            if link and not code:
                yield link, span
