"""Owns what stands inside a block: links, images, code spans and tags, each at its true place on disk."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import accumulate
from typing import Any

from doclint.markdown import Parser, Token
from doclint.model import Image, Inline, InlineCode, Link, Span, Tag
from doclint.parse.content import Content, Read, read_lines
from doclint.parse.simple import simple_inlines
from doclint.parse.tags import tag_end
from doclint.regex import regex

_WORTH_PARSING = regex(r"[`\[<]|https?://")
_BARE_URL = regex(r"https?://[^\s<>\"'`|\u3000-\u303f\uff00-\uffef]+")
_TAG = regex(r"<(/?)([A-Za-z][\w.:-]*)(?=[\s/>])")
_ATTRIBUTE = regex(r"(?<![\w-])(href|src|to|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|\{[`\"']([^`\"']*)[`\"']\})")
_ADDRESSES = {"a": "href", "link": "to", "img": "src", "image": "src", "iframe": "src", "video": "src", "source": "src"}


def inlines(md: Parser, content: Content, env: dict[str, Any], read: Read) -> tuple[Inline, ...]:
    """Give what stands inside a block, in reading order; `read` gives the healed text of a span of the page."""
    if not _WORTH_PARSING.search(content.text):
        return ()
    simple = simple_inlines(content, read, defined=bool(env.get("references")))
    found = _parsed(md, content, env, read) if simple is None else simple
    found += _bare_urls(content, found, read)
    found.sort(key=lambda item: item.span)
    return tuple(found)


def _parsed(md: Parser, content: Content, env: dict[str, Any], read: Read) -> list[Inline]:
    children: list[Token] = []
    md.inline.parse(content.text, md, env, children)
    return list(_walk(md, content, env, children, read))


def _walk(md: Parser, content: Content, env: dict[str, Any], children: list[Token], read: Read) -> Iterator[Inline]:
    for token in children:
        if "at" not in token.meta:
            continue
        start, end = token.meta["at"]
        span = content.span(start, end)
        raw = content.text[start:end]
        if token.type == "code_inline":
            ticks = len(raw) - len(raw.lstrip("`"))
            yield InlineCode(span, read_lines(content, start + ticks, end - ticks, read).strip())
        elif token.type == "html_inline":
            yield from html_inlines(read(span), span.start)
        elif token.type == "link_open" and token.markup == "autolink":
            yield Link(span, raw[1:-1], Span(span.start + 1, span.end - 1), raw[1:-1], "autolink")
        elif token.type == "link_open":
            yield _link(md, content, env, (start, end), token, read)
        elif token.type == "image":
            yield _image(md, content, env, (start, end), token, read)


def _label_end(md: Parser, content: Content, env: dict[str, Any], start: int, *, nested: bool) -> int:
    from markdown_it.rules_inline import StateInline

    return int(md.helpers.parseLinkLabel(StateInline(content.text, md, env, []), start, not nested))


def _target(content: Content, label_end: int, end: int) -> tuple[int, int] | None:
    """Find the target in `](target "title")`, as offsets into the content; None for a reference link."""
    text = content.text
    if label_end + 1 >= end or not text.startswith("(", label_end + 1):
        return None  # also `[label](no target)` where the label alone is a reference
    start = label_end + 2
    while start < end and text[start] in " \n\t":
        start += 1
    if text.startswith("<", start):
        return start + 1, text.index(">", start)
    depth, at = 0, start
    while at < end:
        char = text[at]
        if char == "\\":
            at += 1
        elif char == "(":
            depth += 1
        elif char == ")":
            if not depth:
                break
            depth -= 1
        elif char.isspace():
            break
        at += 1
    return start, at


def _link(md: Parser, content: Content, env: dict[str, Any], at: tuple[int, int], token: Token, read: Read) -> Link:
    start, end = at
    span = content.span(start, end)
    label_end = _label_end(md, content, env, start, nested=False)
    text = read_lines(content, start + 1, max(start + 1, label_end), read)
    target = _target(content, label_end, end)
    if target is None:
        return Link(span, _reference(env, token.attrGet("href")), span, text, "reference")
    target_span = content.span(*target)
    return Link(span, unescape(read(target_span)), target_span, text)


def _image(md: Parser, content: Content, env: dict[str, Any], at: tuple[int, int], token: Token, read: Read) -> Image:
    start, end = at
    span = content.span(start, end)
    label_end = _label_end(md, content, env, start + 1, nested=True)
    alt = content.span(start + 2, max(start + 2, label_end))
    text = read(alt)
    target = _target(content, label_end, end)
    if target is None:
        return Image(span, _reference(env, token.attrGet("src")), span, text, "reference")
    target_span = content.span(*target)
    return Image(span, unescape(read(target_span)), target_span, text)


def _reference(env: dict[str, Any], address: object) -> str:
    """Give a reference link's target as its definition writes it; markdown-it hands out the shadow's."""
    return str(env.get("raw_targets", {}).get(address, address or ""))


def _bare_urls(content: Content, found: Sequence[Inline], read: Read) -> Iterator[Link]:
    if "http" not in content.text:
        return
    taken = sorted((item.span.start, item.span.end) for item in found)
    ends = list(accumulate((end for _, end in taken), max))
    for match in _BARE_URL.finditer(content.text):
        address = match[0].rstrip(".,;:!?*_~\u2026")
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip(".,;:!?*_~")
        span = content.span(match.start(), match.start() + len(address))
        before = bisect_right(taken, (span.start, ends[-1] if ends else 0))
        if not before or ends[before - 1] <= span.start:
            yield Link(span, read(span), span, read(span), "bare")


def html_inlines(html: str, offset: int) -> Iterator[Inline]:
    """Yield the tags of a stretch of HTML or JSX, with their links and images; `offset` is its place on disk."""
    for match in _TAG.finditer(html):
        end = tag_end(html, match.start())
        if end < 0:
            continue
        name = match[2]
        span = Span(offset + match.start(), offset + end)
        yield Tag(span, name, bool(match[1]))
        wanted = _ADDRESSES.get(name.lower())
        if not wanted or match[1]:
            continue
        values: dict[str, tuple[str, int]] = {}
        for attribute in _ATTRIBUTE.finditer(html, match.end(), end):
            group = attribute.lastindex or 0
            values[attribute[1]] = (attribute[group], attribute.start(group))
        if wanted == "to" and "to" not in values:
            wanted = "href"
        if wanted not in values:
            continue
        target, at = values[wanted]
        target_span = Span(offset + at, offset + at + len(target))
        if wanted == "src":
            yield Image(span, unescape(target), target_span, values.get("alt", ("", 0))[0], "html")
        else:
            yield Link(span, unescape(target), target_span, "", "html")
