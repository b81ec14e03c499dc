"""Owns how lines that are markup alone become blocks: HTML, comments, tags, shortcodes, the fences of boxes."""

import re
from collections.abc import Iterator
from typing import Literal

from doclint.anchors.explicit import html_anchors
from doclint.model import Block, Comment, Component, Heading, Html, Span
from doclint.parse.content import Read
from doclint.parse.inlines import html_inlines
from doclint.regex import regex

SHORTCODE = r"(?:\{\{[<%](?:(?!\}\}).)*[%>]\}\}|\{%(?:(?!%\}).)*%\})"
"""A shortcode of Hugo, or a tag of Liquid, as an expression: a line may hold several."""
_SHORTCODE = regex(SHORTCODE)
_NAME = regex(r"[A-Za-z][\w.:/-]*")
_COMMENTS_ONLY = regex(r"\s*(?:<!--(?:(?!-->)[\s\S])*-->\s*)+$")
_COMMENT = regex(r"<!--([\s\S]*?)-->")
# A heading in HTML, with the words and what else may stand in a line, but no block.
_HEADING = regex(
    r"<h(?P<level>[1-6])\b[^<>]*>\s*+(?P<text>(?:[^<]|<(?!/?(?:h[1-6]|p|div|ul|ol|li|table|pre|details|summary)\b)){1,2000}?)\s*"
    r"</h(?P=level)\s*>",
    re.IGNORECASE,
)
_CELL = regex(r"<t[dh]\b", re.IGNORECASE)
_ANY_TAG = regex(r"<[^<>]*>")
_MDX_COMMENT = regex(r"\{\s*/\*((?:(?!\*/)[\s\S])*)\*/\s*\}")
_TAGS = regex(r"<(/?)([A-Za-z][\w.:-]*+)?((?:[^<>{}\"'`=]|=>|=|\"[^\"]*\"|'[^']*'|`[^`]*`|\{[^{}]*\}|[{}])*+)>")

_IN_TEXT = r"(?:a|b|code|em|i|kbd|mark|small|strong|sub|sup|u)\b"  # tags with which a line of text may begin
_TAG_LINE = regex(rf"^[ \t]*<(?!{_IN_TEXT})[^\n]*$", re.MULTILINE)
_OPENS_TEXT = regex(rf"\n[ \t]*(?![-*+] |\d+[.)] |:?-{{3}}|[>|{{}}#]|<(?!{_IN_TEXT}))\S")

Form = Literal["admonition", "shortcode", "include", "macro", "import"]


def text_below(raw: str) -> int:
    """Give the offset in a block of HTML from which on there is only text, or its end.

    To CommonMark (0.31, section 4.6) lines right below a tag belong to the HTML; their authors forgot a blank line.
    """
    lines = list(_TAG_LINE.finditer(raw))
    if not lines or "</" not in lines[-1][0] or not lines[-1][0].rstrip().endswith(">"):
        return len(raw)
    begin = lines[-1].end()
    tags = raw.count("<", begin), raw.count("</", begin)  # one that closes what was opened above ends no text
    says = _OPENS_TEXT.match(raw, begin) and re.search(r"\w", re.sub(r"<[^<>]*>", "", raw[begin:]))
    return begin + 1 if says and 2 * tags[1] <= tags[0] else len(raw)


def html_blocks(span: Span, raw: str, read: Read) -> Iterator[Block]:
    """Yield a block of HTML, or the comments that are all there is in it; `raw` is what stands at `span`."""
    if _COMMENTS_ONLY.match(raw):
        for match in _COMMENT.finditer(raw, 0, raw.rfind("-->") + 3):
            inner = _part(span, *match.span(1))
            yield Comment(_part(span, *match.span()), read(inner).strip())
        return
    seen, at = _without_comments(raw), 0
    headings = _headings(seen)
    if not headings:
        yield Html(span, read(span), tuple(html_inlines(seen, span.start)))
        return
    for heading in headings:
        yield from _html(seen, _part(span, at, heading.start()), span.start, read)
        yield _tag_heading(heading, span.start, read)
        at = heading.end()
    yield from _html(seen, _part(span, at, len(raw)), span.start, read)


def _headings(html: str) -> list[re.Match[str]]:
    """Give the headings of a block of HTML that have words: rows of links are none, nor is what is set in tables."""
    if "</h" not in html or _CELL.search(html):
        return []
    said = ((found, found["text"]) for found in _HEADING.finditer(html))
    return [found for found, text in said if text.count("<a") < 2 and re.search(r"\w", _ANY_TAG.sub("", text))]


def _tag_heading(found: re.Match[str], offset: int, read: Read) -> Heading:
    """Make a heading of one that is written in HTML; `offset` is where its block stands."""
    text = _part(Span(offset, offset), *found.span("text"))
    inner = tuple(html_inlines(found["text"], text.start))
    anchors = tuple(html_anchors(found[0], offset + found.start()))
    return Heading(
        _part(Span(offset, offset), *found.span()), int(found["level"]), read(text), text, anchors, inner, "tag"
    )


def _html(seen: str, span: Span, offset: int, read: Read) -> Iterator[Html]:
    """Yield what stands at a place of a block of HTML, without the blanks around it; nothing where there is no more."""
    part = seen[span.start - offset : span.end - offset]
    if part.strip():
        start, end = span.start + len(part) - len(part.lstrip()), span.start + len(part.rstrip())
        yield Html(Span(start, end), read(Span(start, end)), tuple(html_inlines(part.strip(), start)))


def component_blocks(span: Span, raw: str, form: Form | Literal["tag", "comment"], read: Read) -> Iterator[Block]:
    """Yield the components of lines of site markup; `raw` is what stands at `span`."""
    if form == "comment":
        comment = _MDX_COMMENT.match(raw)
        yield Comment(span, comment[1].strip() if comment else raw)
    elif form == "tag":
        for match in _TAGS.finditer(raw):
            place = _part(span, *match.span())
            attributes = read(_part(span, *match.span(3))).strip()
            found = tuple(html_inlines(match[0], place.start))
            yield Component(place, match[2] or "", attributes, "tag", bool(match[1]), found)
    elif form == "shortcode":  # several may share a line
        for match in _SHORTCODE.finditer(raw):
            yield _line_component(_part(span, *match.span()), match[0], form)
    else:
        yield _line_component(span, raw, form)


def _part(span: Span, start: int, end: int) -> Span:
    return Span(span.start + start, span.start + end)


def _without_comments(html: str) -> str:
    """Blank the comments of a stretch of HTML, its length kept."""
    end = html.rfind("-->") + 3  # behind it none is closed, and no opening needs a look at the rest
    return _COMMENT.sub(lambda match: " " * len(match[0]), html[:end]) + html[end:]


def _line_component(span: Span, raw: str, form: Form) -> Component:
    """Name a line of site markup by its first word: `note` of `:::note[Title]`, `include` of `{% include x %}`."""
    closing = not raw.strip(":/ \t\r`~") if form == "admonition" else False
    match = _NAME.search(raw)
    name = match[0].rstrip("/") if match and form != "include" else ""
    if form == "shortcode":
        inside = raw.strip("{}<>% \t\r-")
        closing = inside.startswith(("/", "end"))
    if raw.startswith("==="):
        name = "tab"
    rest = raw[match.end() :] if match and name not in ("", "tab") else raw
    return Component(span, name, rest.strip(" \t\r}>%"), form, closing)
