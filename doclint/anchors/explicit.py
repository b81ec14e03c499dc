"""Owns explicit ids: every syntax in which an author gives a heading or a place an id of its own."""

import re
from collections.abc import Iterator
from typing import Literal

from doclint.model import Anchor, Span

Syntax = Literal[
    "attribute", "escaped", "brackets", "mdx-comment", "mdx-bare", "html", "comment", "target", "bracketed-span"
]

_ID = r"[^\s#{}\[\]<>\"']+"
# At the end of a heading, tried in order; the named group is the id.
_AT_END: tuple[tuple[Syntax, re.Pattern[str]], ...] = (
    ("escaped", re.compile(rf"\s*\\\{{\s*#(?P<id>{_ID})\s*\}}\s*$")),
    ("attribute", re.compile(rf"\s*\{{:?\s*(?:[.\w=\"-]+\s+)*#(?P<id>{_ID})(?:\s+[^{{}}]*)?\}}\s*$")),
    ("mdx-comment", re.compile(rf"\s*\{{\s*/\*\s*#(?P<id>{_ID})\s*\*/\s*\}}\s*$")),
    ("mdx-bare", re.compile(r"\s*\{\s*/\*\s*(?P<id>[\w.:-]+)\s*\*/\s*\}\s*$")),
    ("brackets", re.compile(r"\s*\[\[(?P<id>[^\[\]\s]+)\]\]\s*$")),
)
_COMMENT = re.compile(r"^\s*<!--\s*(?P<id>[\w.:-]+)\s*-->\s*")
_HTML_ID = re.compile(
    r"<(?P<name>[A-Za-z][\w.:-]*)\b[^<>]*?\s(?P<attribute>id|name)\s*=\s*(?P<quote>[\"']?)(?P<id>[^\s\"'>]+)(?P=quote)"
)
_EMPTY_ANCHOR = re.compile(r"<a\b[^<>]*?\b(?:id|name)\s*=\s*[\"']?([^\s\"'>]+)[\"']?[^<>]*?(?:/>|>\s*</a>)")
_TARGET = re.compile(r"^\((?P<id>[\w.:/ -]+)\)=\s*$", re.MULTILINE)
_SPAN = re.compile(rf"\]\{{\s*#(?P<id>{_ID})[^{{}}]*\}}")


def heading_anchors(raw: str, offset: int) -> tuple[str, tuple[int, int], tuple[Anchor, ...]]:
    """Read the ids of one heading.

    `raw` is its inline Markdown as it stands on disk, without marks; `offset` its place in the page. Gives the text
    without the ids, where that text stands within `raw`, and the anchors with spans true on disk.
    """
    start, end = 0, len(raw)
    anchors: list[Anchor] = []
    for syntax, pattern in _AT_END:
        match = pattern.search(raw)
        if match:
            anchors.append(_anchor(match, offset, syntax))
            end = match.start()
            break
    comment = _COMMENT.match(raw)
    if comment:
        anchors.append(_anchor(comment, offset, "comment"))
        start = comment.end()
    anchors += html_anchors(raw[:end], offset)
    while True:
        empty = _EMPTY_ANCHOR.match(raw, start, end)
        if not empty:
            break
        start = empty.end()
    trailing = re.search(_EMPTY_ANCHOR.pattern + r"\s*$", raw[start:end])
    if trailing:
        end = start + trailing.start()
    text = raw[start:end]
    start += len(text) - len(text.lstrip())
    end = max(start, end - (len(text) - len(text.rstrip())))
    return raw[start:end], (start, end), tuple(anchors)


def _anchor(match: re.Match[str], offset: int, syntax: Syntax) -> Anchor:
    span = Span(offset + match.start(), offset + match.end())
    return Anchor(match["id"], span, Span(offset + match.start("id"), offset + match.end("id")), syntax)


def html_anchors(text: str, offset: int) -> Iterator[Anchor]:
    """Yield the ids of HTML elements and components in a stretch of text outside code; `name` counts on `<a>` alone."""
    for match in _HTML_ID.finditer(text):
        if match["attribute"] == "id" or match["name"].lower() == "a":
            yield _anchor(match, offset, "html")


def target_anchors(text: str, offset: int) -> Iterator[Anchor]:
    """Yield MyST's targets: `(id)=` on a line of its own."""
    for match in _TARGET.finditer(text):
        yield _anchor(match, offset, "target")


def span_anchors(text: str, offset: int) -> Iterator[Anchor]:
    """Yield the ids of Pandoc's bracketed spans: `[term]{#id}`."""
    for match in _SPAN.finditer(text):
        yield _anchor(match, offset, "bracketed-span")
