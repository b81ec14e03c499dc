"""Owns the way from a text to a `Document`: blocks in reading order, each with a span that is true on disk."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from doclint.anchors.explicit import html_anchors, span_anchors, target_anchors
from doclint.markdown import Parser, Token, unescapeAll
from doclint.model import (
    Anchor,
    Block,
    Code,
    Component,
    Context,
    Cut,
    Document,
    Edit,
    Encoding,
    Heading,
    Html,
    Prose,
    Table,
    Tag,
    line_starts,
)
from doclint.parse.blocks import Reader
from doclint.parse.grammar import grammar
from doclint.parse.guards import MOST_STEPS
from doclint.parse.shadow import shadow
from doclint.parse.state import State
from doclint.record import replace
from doclint.regex import regex
from doclint.text.nested import nested

__all__ = ["parse"]

_MOST_LOST = 8
_LIKE = 0.6
_SURE_IN_TEXT = 1.0
_BLANK_BEHIND = 0.2
# What no code begins a line with: a heading, a sentence, an admonition, a tag of a component. One `#` may be a comment.
_TEXT = regex(
    r"#{2,6} \S|(?:[-*>] )?[^\W\d_][^{};=<>|\\]{24,}(?:[.:!?]|…|$)|[^\W\d_][^{};=<>|\\]*[。！？：]"
    r"|:{3,}|/{3} \w|</?[A-Z]\w*"
)
_MARKDOWN = regex(r"\s*(?:markdown|md|mdx)\b")
_OPENING = regex(r" {0,3}(`{3,}|~{3,})[ \t]*[\w{.][^`\n]*$")


def parse(
    text: str,
    path: str = "",
    language: str = "",
    *,
    encoding: Encoding | None = None,
    repairs: Iterable[Edit] = (),
    known_code: Collection[str] = (),
    context: Context | None = None,
) -> Document:
    """Cut a page into blocks.

    `text` is the page as decoded, damage and line ends untouched; `repairs` are the proven repairs of its encoding,
    sorted and not overlapping; `known_code` are the bodies of the counterpart's code blocks, which tell where a block
    ends whose closing fence was lost; `context` is what is known of the page's damage. Every string in the blocks is
    healed by the repairs; every span is an offset into `text`. The work is done when the blocks are first asked for.
    Never raises: anything is Markdown.
    """
    mends = tuple(repairs)
    cutting = _Cutting(text, mends, tuple(known_code), mdx=path.lower().endswith(".mdx"))
    return Document(path, language, text, cutting, mends, encoding or Encoding(), context or Context())


class _Cutting:
    """Cuts a page once, when that is first asked for, or a part of it that needs no repair.

    It can be sent elsewhere, with the blocks if these are cut.
    """

    def __init__(self, text: str, mends: tuple[Edit, ...], known_code: tuple[str, ...], *, mdx: bool) -> None:
        self._page = text, mends, known_code
        self._mdx = mdx
        self._done: Cut | None = None

    def __call__(self, part: str | None = None) -> Cut:
        if part is not None:
            return _cut(part, (), (), mdx=self._mdx)
        if self._done is None:
            self._done = _cut(*self._page, mdx=self._mdx)
        return self._done


def _cut(text: str, mends: tuple[Edit, ...], known_code: Collection[str], *, mdx: bool) -> Cut:
    seen, front = shadow(text)
    starts = line_starts(text)
    md = grammar(mdx=mdx)
    env: dict[str, Any] = {}
    tokens = _tokens(seen, starts, md, env)
    if whole := _nesting(tokens, seen):
        env = {"nested_fences": whole}
        tokens = _tokens(seen, starts, md, env)
    lost: set[int] = set()
    while more := _lost_fence(tokens, known_code) if len(lost) < _MOST_LOST else 0:
        lost.add(more)
        env = {"lost_fences": sorted(lost), "nested_fences": whole}
        tokens = _tokens(seen, starts, md, env)
    reader = Reader(text, seen, starts, md, env, mends)
    definitions = list(reader.definitions())
    env["most_steps"] = MOST_STEPS + len(seen)
    env["raw_targets"] = {
        unescapeAll(seen[item.target_span.start : item.target_span.end]): item.target for item in definitions
    }
    blocks: list[Block] = [*reader.blocks(tokens), *definitions]
    if front:
        blocks.append(replace(front, text=text[front.span.start : front.span.end].strip("-+.\r\n \t")))
    blocks.sort(key=lambda block: block.span)
    return Cut(tuple(blocks), tuple(_anchors(text, blocks)))


def _tokens(seen: str, starts: Sequence[int], md: Parser, env: dict[str, Any]) -> list[Token]:
    """Give the block tokens, and after them one that says how many lines there are."""
    state = State(seen, starts, md, env)
    md.block.tokenize(state, 0, state.lineMax)
    last = seen.rstrip("\n").count("\n") + 1
    return [*state.tokens, Token("end", "", 0, meta={"end": last})]


def _nesting(tokens: list[Token], seen: str) -> dict[int, int]:
    """Give the line (from 0) where a block of Markdown was meant to end that a fence inside it ends, by its first."""
    fences = [token for token in tokens if token.type == "fence" and token.map]
    if not any(_is_unclosed(token) or _inner_opening(token, _content(token)) for token in fences):
        return {}
    lines = [line.strip(" \t>\r") for line in seen.split("\n")]
    for token in fences:
        if token.map and _MARKDOWN.match(token.info) and (found := nested(lines, token.map[0] + 1)):
            return {token.map[0]: found.meant - 1}
    return {}


def _is_unclosed(token: Token) -> bool:
    return token.map is not None and token.map[1] - token.map[0] - 1 == len(_content(token))


def _content(token: Token) -> list[str]:
    return token.content.removesuffix("\n").split("\n") if token.content else []


def _lost_fence(tokens: list[Token], known_code: Collection[str]) -> int:
    """Find the line before which a closing fence was lost, or 0: the first fence that swallowed what is no code.

    A block of code can hold an opening line with a language only where a longer fence says so, and goes on to the
    page's end only where nothing closes it; otherwise its own end was lost. It ends where the counterpart's block
    does, or else where text begins, or at its first blank line. A bare one before a blank line and text holds nothing.
    """
    for token in tokens:
        if token.type != "fence" or not token.map or token.meta.get("lost") or token.meta.get("nested"):
            continue
        lines = _content(token)
        inner = _inner_opening(token, lines)
        unclosed = _is_unclosed(token)
        known = _known_end(lines, known_code, sure=_SURE_IN_TEXT if _is_text(token) else _LIKE)
        if not (known or inner or unclosed):
            continue
        if not known and not token.info.strip() and _begins_text(lines):
            return token.map[0] + 1
        text = _text_begin(lines[: inner or len(lines)])
        end = 0
        if known and (inner or unclosed or _text_begin(lines[known - 1 :]) == 1):
            end = known
        elif inner:
            end = text or next((n for n, line in enumerate(lines[:inner]) if n and not line.strip()), inner)
        elif unclosed:
            end = text
        if end:
            return token.map[0] + 1 + end
    return 0


def _inner_opening(token: Token, lines: list[str]) -> int:
    """Give the number of the line that opens another fence inside a block of code, or 0."""
    if token.markup not in token.content or _is_text(token):
        return 0
    for number, line in enumerate(lines):
        opening = _OPENING.match(line)
        if number and opening and opening[1].startswith(token.markup):
            return number
    return 0


def _is_text(token: Token) -> bool:
    """Say whether a block is marked as text, which may hold fences, headings and sentences of its own."""
    return bool(re.match(r"\s*(?:markdown|md|text|txt)\b", token.info.lower()))


def _begins_text(lines: list[str]) -> bool:
    """Say whether a blank line and a heading or a sentence come first; one `#` is a heading's where a text follows."""
    filled = [line for line in lines if line.strip()][:2]
    if not filled or lines[0].strip():
        return False
    return any(_TEXT.match(line) for line in filled[: 2 if filled[0].startswith("# ") else 1])


def _text_begin(lines: list[str]) -> int:
    """Give the number of the first blank line behind which a heading, a sentence or a site's markup stands, or 0."""
    for number in range(1, len(lines) - 1):
        if not lines[number].strip() and _TEXT.match(lines[number + 1]):
            return number
    return 0


def _known_end(lines: list[str], known_code: Collection[str], *, sure: float) -> int:
    """Give how many lines of a block are the counterpart's code when more follows, or 0.

    `sure` is the share of lines that must be the same, or a little less where a blank line follows; a block that is as
    a whole one of the counterpart's is whole.
    """
    best, length = 0.0, 0
    filled = sum(bool(line.strip()) for line in lines)
    for body in known_code:
        theirs = body.split("\n")[:-1]
        same = sum(mine.strip() == other.strip() for mine, other in zip(lines, theirs, strict=False))
        if sum(bool(line.strip()) for line in theirs) >= filled and same >= _LIKE * len(lines):
            return 0
        if not theirs or not any(text.strip() for text in lines[len(theirs) :]):
            continue
        least = sure if lines[len(theirs)].strip() else sure - _BLANK_BEHIND
        if same / len(theirs) >= least and (same / len(theirs), len(theirs)) > (best, length):
            best, length = same / len(theirs), len(theirs)
    return length


def _anchors(text: str, blocks: list[Block]) -> Iterator[Anchor]:
    """Yield the ids that a page exposes outside its headings."""
    for block in blocks:
        if isinstance(block, Code | Heading):
            continue
        if isinstance(block, Component | Html):
            yield from html_anchors(text[block.span.start : block.span.end], block.span.start)
        elif isinstance(block, Prose | Table):
            for item in block.inlines:
                if isinstance(item, Tag):
                    yield from html_anchors(text[item.span.start : item.span.end], item.span.start)
        if isinstance(block, Prose):
            raw = text[block.span.start : block.span.end]
            if raw.startswith("("):
                yield from target_anchors(raw, block.span.start)
            if "]{#" in raw:
                yield from span_anchors(raw, block.span.start)
