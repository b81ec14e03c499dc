"""Owns explicit ids: every syntax in which an author gives a heading or a place an id of its own."""

import re
from collections.abc import Iterator
from typing import Literal

from doclint.model import Anchor, Span
from doclint.regex import regex
from doclint.text.fences import outside

Syntax = Literal[
    "attribute", "escaped", "brackets", "mdx-comment", "mdx-bare", "html", "comment", "target", "bracketed-span"
]

_ID = r"[^\s#{}\[\]<>\"'=]+"
_OTHER = r"(?:[.][\w-]+|[\w-]+=(?:\"[^\"{}]*\"|'[^'{}]*'|[^\s\"'{}]+))"  # .class, key=value
# What may stand in braces at the end of a heading, tried in order; the named group is the id.
_IN_BRACES: tuple[tuple[Syntax, re.Pattern[str]], ...] = (
    ("attribute", regex(rf"\{{:?\s*(?:{_OTHER}\s+)*#(?P<id>{_ID})(?:\s+{_OTHER})*\s*\}}")),
    ("mdx-comment", regex(rf"\{{\s*/\*\s*#(?P<id>{_ID})\s*\*/\s*\}}")),
    ("mdx-bare", regex(r"\{\s*/\*\s*(?P<id>[\w.:-]+)\s*\*/\s*\}")),
)
_NAME_IN_BRACKETS = r"(?P<id>[\w.:-]+)\]\]"
_BRACKETS = regex(rf"\[\[{_NAME_IN_BRACKETS}")
_BARE_COMMENT = r"<!--\s*#?(?P<id>[\w.:-]+)\s*-->"
_COMMENT = regex(rf"\s*{_BARE_COMMENT}\s*")
_HTML_ID = regex(
    r"<(?P<name>[A-Za-z][\w.:-]*)(?=\s)[^<>]*?\s(?P<attribute>id|name)\s*=\s*\{?(?P<quote>[\"'`]?)"
    r"(?P<id>[^\s\"'`<>{}]+)(?P=quote)"
)
_EMPTY_ANCHOR = regex(r"<a\s[^<>]*(?:/>|>\s*</a>)")
_NAMED = regex(r"\s(?:id|name)\s*=")
_TARGET_NAME = r"\((?P<id>[\w.:/ -]+)\)=[ \t\r]*$"
_TARGET = regex(rf"^{_TARGET_NAME}", re.MULTILINE)
_SPAN = regex(rf"\](?:\(\))?\{{:?\s*(?:{_OTHER}\s+)*#(?P<id>{_ID})[^{{}}\n]*\}}")
_CODE_SPAN = regex(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)


def heading_anchors(raw: str, offset: int) -> tuple[str, tuple[int, int], tuple[Anchor, ...]]:
    """Read the ids of one heading.

    `raw` is its inline Markdown as it stands on disk, without marks; `offset` its place in the page. Gives the text
    without the ids, where that text stands within `raw`, and the anchors with spans true on disk.
    """
    seen = _without_code(raw)
    start, end = 0, len(seen.rstrip())
    anchors: list[Anchor] = []
    last = _at_end(seen, end)
    if last:
        syntax, match, begin = last
        anchors.append(_anchor(match, offset, syntax, begin))
        end = begin
    comment = _COMMENT.match(seen, 0, end)
    if comment:
        anchors.append(_anchor(comment, offset, "comment"))
        start = comment.end()
    if "<" in seen:
        anchors += html_anchors(seen[start:end], offset + start)
        start, end = _without_empty_anchors(seen, start, end)
    text = raw[start:end]
    start = min(end, start + len(text) - len(text.lstrip()))
    end = start + len(raw[start:end].rstrip())
    return raw[start:end], (start, end), tuple(anchors)


def _without_empty_anchors(seen: str, start: int, end: int) -> tuple[int, int]:
    """Leave out `<a id="…"></a>` at both ends of a heading."""
    empty = [match for match in _EMPTY_ANCHOR.finditer(seen, start, end) if _NAMED.search(match[0])]
    for match in empty:
        if seen[start : match.start()].strip():
            break
        start = match.end()
    for match in reversed(empty):
        if match.start() < start or seen[match.end() : end].strip():
            break
        end = match.start()
    return start, end


def _at_end(seen: str, end: int) -> tuple[Syntax, re.Match[str], int] | None:
    """Find the id that a heading ends with, and where its syntax with the blanks before it begins."""
    found: tuple[Syntax, re.Match[str], int] | None = None
    if seen.endswith("}", 0, end):
        begin = seen.rfind("{", 0, end)
        for syntax, pattern in _IN_BRACES:
            match = pattern.fullmatch(seen, begin, end) if begin >= 0 else None
            if match and syntax == "attribute" and seen.endswith("\\", 0, begin):
                found = "escaped", match, begin - 1
            elif match:
                found = syntax, match, begin
            if found:
                break
    elif seen.endswith("]]", 0, end):
        begin = seen.rfind("[[", 0, end)
        match = _BRACKETS.fullmatch(seen, begin, end) if begin > 0 else None
        if match and seen[:begin].strip():  # alone on the line it is a macro, such as [[open-in-colab]]
            found = "brackets", match, begin
    if found is None:
        return None
    syntax, match, begin = found
    return syntax, match, len(seen[:begin].rstrip())


def _anchor(match: re.Match[str], offset: int, syntax: Syntax, begin: int | None = None) -> Anchor:
    start = match.start() if begin is None else begin
    span = Span(offset + start, offset + match.end())
    return Anchor(match["id"], span, Span(offset + match.start("id"), offset + match.end("id")), syntax)


def _without_code(text: str) -> str:
    """Blank the code spans of a text, its length kept."""
    return _CODE_SPAN.sub(lambda match: "`" * len(match[0]), text) if "`" in text else text


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
    """Yield the ids of bracketed spans: Pandoc's `[term]{#id}`, and `[](){#id}` of MkDocs' autorefs."""
    for match in _SPAN.finditer(text):
        yield _anchor(match, offset, "bracketed-span")


# Whatever may be an id, each with characters without which there is none (to look for one is many times faster than for
# two): brackets behind a text (alone they are a macro), targets in quotes and lists, values of attributes.
_LIKE_BRACKETS = regex(rf"\[\[(?<!\n\n\[\[){_NAME_IN_BRACKETS}")
_LIKE_TARGET = regex(_TARGET_NAME, re.MULTILINE)
_LIKE_IDS = (
    *(("{#" if syntax == "attribute" else "{*", pattern) for syntax, pattern in _IN_BRACES),
    ("[", _LIKE_BRACKETS),
    ("<!", regex(_BARE_COMMENT)),
    ("{#]", _SPAN),
)
_BEHIND_EQUALS = ((")=", _LIKE_TARGET), ("<", _HTML_ID))
_EQUALS = regex(r"=(?:(?<=id=)|(?<=name=)|(?<=\s=)|(?<=\)=))")
_ELEMENTS = frozenset(
    "a abbr article aside b blockquote code dd del details dfn div dl dt em figure figcaption h1 h2 h3 h4 h5 h6 i img"
    " kbd li main mark nav ol p pre s section small span strong sub summary sup table tbody td th thead tr u ul"
    " var".split()
)
_LONGEST_NAME = 10
_ALONE = regex(r" {0,3}<[^<>\n]*>[ \t]*(?=\n|$)")
_LONGEST = 500  # code points of a component's tag


def repeats_an_id(text: str) -> bool:
    """Say whether a page may give an id twice: whatever looks like an explicit id counts."""
    seen = outside(text).text
    first: dict[str, int] = {}
    there = frozenset(filter(seen.__contains__, "{#*[<!]"))
    likely = [pattern for signs, pattern in _LIKE_IDS if there.issuperset(signs)]
    if "=" in seen and _EQUALS.search(seen):
        likely += (pattern for sign, pattern in _BEHIND_EQUALS if sign in seen)
    for pattern in likely:
        for match in pattern.finditer(seen):
            if pattern is _LIKE_BRACKETS and not _behind_text(seen, match.start()):
                continue
            if pattern is _HTML_ID and _is_component(seen, match.start()):
                continue
            if first.setdefault(match["id"], match.start("id")) != match.start("id"):
                return True
    return False


def is_element(text: str, start: int) -> bool:
    """Say whether a tag is that of an HTML element, whose `id` is one; components decide what they do with theirs."""
    head = text[start + 1 : start + 2 + _LONGEST_NAME]
    name = head.split(maxsplit=1)[0] if head.strip() else ""
    return name in _ELEMENTS and head.startswith(name) and len(name) < len(head)


def _is_component(text: str, start: int) -> bool:
    """Say whether the tag at `start` is a component's and alone on its line, so that no heading can hold it."""
    return not is_element(text, start) and bool(_ALONE.match(text, text.rfind("\n", 0, start) + 1, start + _LONGEST))


def _behind_text(text: str, start: int) -> bool:
    """Say whether brackets stand behind something, on their line or the one before: alone they are a macro."""
    before = text[max(0, start - 200) : start].rstrip(" \t").removesuffix("\n").removesuffix("\r").rstrip(" \t")
    return bool(before) and not before[-1].isspace()
