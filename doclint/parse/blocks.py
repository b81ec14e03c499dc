"""Owns the cutting of a page into blocks: markdown-it's tokens become `doclint.model` blocks with true spans."""

from collections.abc import Iterator
from typing import Any, Literal

from doclint.anchors.explicit import heading_anchors
from doclint.anchors.words import plain_text
from doclint.code.language import normal
from doclint.markdown import Parser, Token
from doclint.model import (
    Block,
    Code,
    Component,
    Definition,
    Edit,
    Heading,
    Prose,
    Span,
    Table,
    healed,
)
from doclint.parse.around import Mark, around, last_end
from doclint.parse.content import Content, locate
from doclint.parse.inlines import html_inlines, inlines
from doclint.parse.markup import component_blocks, html_blocks, text_below
from doclint.record import field, record
from doclint.regex import regex

_DEFINITION = regex(r"[\s>]*\[((?:[^\[\]\\]|\\.)*)\]:\s*(?:<([^<>\n]*)>|(\S+))")
_PICTURE = regex(r"!\[|<img\b")
_MOST_NAMES = 200  # of boxes whose ends a page is searched for


def _underlines_picture(opening: Token, inline: Token) -> bool:
    """Say whether a heading is a picture with a rule right below it, which was meant to stand between two sections."""
    if opening.markup != "-" or not _PICTURE.search(inline.content):
        return False
    return not any(char.isalnum() for char in plain_text(inline.content))


@record(frozen=False)
class Reader:
    """Turns the tokens of one page into blocks; holds what every block needs to find its place."""

    text: str
    shadow: str
    starts: tuple[int, ...]
    md: Parser
    env: dict[str, Any]
    repairs: tuple[Edit, ...] = ()
    lists: list[int] = field(default_factory=list)
    quotes: int = 0
    first_in_item: bool = False
    ends: dict[str, int] = field(default_factory=dict)

    def blocks(self, tokens: list[Token]) -> Iterator[Block]:
        """Yield the blocks of a page in the order of its tokens."""
        index = 0
        while index < len(tokens):
            token = tokens[index]
            self._track(token)
            if token.type == "heading_open":
                inline = tokens[index + 1]
                yield from (
                    self._prose(inline) if _underlines_picture(token, inline) else (self._heading(token, inline),)
                )
                index += 1
            elif token.type == "inline":
                yield from self._prose(token)
            elif token.type in ("fence", "code_block"):
                yield self._code(token)
                self.first_in_item = False
            elif token.type == "table_open":
                end = next(n for n in range(index, len(tokens)) if tokens[n].type == "table_close")
                yield self._table(token, tokens[index:end])
                index = end
            elif token.type == "html_block":
                yield from self._html(token)
            elif token.type == "component":
                yield from self._component(token)
            index += 1

    def definitions(self) -> Iterator[Definition]:
        """Yield the page's link reference definitions; markdown-it keeps them aside."""
        references = list(self.env.get("references", {}).values()) + list(self.env.get("duplicate_refs", ()))
        for reference in references:
            first, last = reference["map"]
            start, end = self.starts[first], self._line_end(last - 1)
            match = _DEFINITION.match(self.shadow, start, end)
            if match is None:
                continue
            span = Span(match.start(1) - 1, start + len(self.shadow[start:end].rstrip()))
            target = Span(*match.span(match.lastindex or 2))
            yield Definition(span, self._read(Span(*match.span(1))), self._read(target), target)

    def _read(self, span: Span) -> str:
        return healed(self.text, span, self.repairs)

    def _track(self, token: Token) -> None:
        """Follow the lists and quotes around the next block."""
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            self.lists.append(self.starts[token.map[0]] if token.map else 0)
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self.lists.pop()
        elif kind == "list_item_open":
            self.first_in_item = True
        elif kind == "blockquote_open":
            self.quotes += 1
        elif kind == "blockquote_close":
            self.quotes -= 1

    def _lines(self, token: Token) -> tuple[int, int]:
        first, last = token.map or (0, 1)
        return first, last

    def _line_end(self, line: int) -> int:
        """Give the offset of the end of a line (from 0), without its line end."""
        return self.starts[line + 1] - 1 if line + 1 < len(self.starts) else len(self.shadow)

    def _text_end(self, line: int) -> int:
        """Give the offset behind a line's last visible character."""
        return self.starts[line] + len(self.shadow[self.starts[line] : self._line_end(line)].rstrip())

    def _content(self, token: Token, text: str) -> Content:
        first, last = self._lines(token)
        return locate(text, self.shadow, self.starts, first, last)

    def _inlines(self, content: Content) -> tuple[Any, ...]:
        return inlines(self.md, content, self.env, self._read)

    def _heading(self, opening: Token, inline: Token) -> Heading:
        first, last = self._lines(opening)
        content = self._content(opening, inline.content)
        form: Literal["marks", "line"] = "marks" if opening.markup.startswith("#") else "line"
        start = content.whole.start
        if form == "marks":
            mark = self.shadow.rfind("#" * int(opening.tag[1:]), self.starts[first], max(start, self.starts[first] + 1))
            start = mark if mark >= 0 and inline.content else self._first_mark(first)
        end = self.starts[last - 1] + len(self.shadow[self.starts[last - 1] : self._line_end(last - 1)].rstrip())
        raw = self.text[content.whole.start : content.whole.end]
        _, (from_, to), anchors = heading_anchors(raw, content.whole.start)
        at = content.whole.start if inline.content else end  # where nothing is said, behind the marks
        text_span = Span(at + from_, at + to)
        inner = tuple(item for item in self._inlines(content) if text_span.holds(item.span))
        return Heading(Span(start, end), int(opening.tag[1:]), self._read(text_span), text_span, anchors, inner, form)

    def _first_mark(self, line: int) -> int:
        found = self.shadow.find("#", self.starts[line], self._line_end(line))
        return max(found, self.starts[line])

    def _prose(self, token: Token) -> Iterator[Block]:
        content = self._content(token, token.content)
        _, last = self._lines(token)

        def closed_below(name: str) -> bool:
            return self._last_end(name) >= self._line_end(last - 1)

        marks = around(content.text, quoted=self.quotes > 0, closed_below=closed_below)
        if not marks:
            if content.text.strip():
                yield self._paragraph(content)
            return
        opening, closing = ([mark for mark in marks if mark.closing == side] for side in (False, True))
        yield from (self._mark(content, mark) for mark in opening)
        start, end = opening[0].end if opening else 0, closing[0].start if closing else len(content.text)
        if content.text[start:end].strip():
            yield self._paragraph(content.part(start, end))
        yield from (self._mark(content, mark) for mark in closing)

    def _last_end(self, name: str) -> int:
        """Give where the page closes what bears a name for the last time, or -1."""
        if name not in self.ends and len(self.ends) < _MOST_NAMES:
            self.ends[name] = last_end(self.shadow, name)
        return self.ends.get(name, -1)

    def _mark(self, content: Content, mark: Mark) -> Component:
        span, rest = content.span(mark.start, mark.end), self._read(content.span(*mark.rest)).strip()
        found = tuple(html_inlines(self.text[span.start : span.end], span.start)) if mark.form == "tag" else ()
        return Component(span, mark.name, rest, mark.form, mark.closing, found)

    def _paragraph(self, content: Content) -> Prose:
        role: Literal["paragraph", "item"] = "item" if self.first_in_item else "paragraph"
        self.first_in_item = False
        span, text = content.whole, content.text
        if self.repairs or self.shadow[span.start : span.end] != self.text[span.start : span.end]:
            lines = zip(content.disk_starts, text.split("\n"), strict=True)
            text = "\n".join(self._read(Span(start, start + len(line))).removesuffix("\r") for start, line in lines)
        start = self.lists[-1] if self.lists else -1
        return Prose(span, text, role, len(self.lists), self.quotes > 0, self._inlines(content), start)

    def _code(self, token: Token) -> Code:
        first, last = self._lines(token)
        fenced = token.type == "fence"
        start = self._indent_end(first, token.markup) if fenced else self.starts[first]
        marks = self.shadow[self.starts[last - 1] : self._line_end(last - 1)].strip().lstrip("> \t")
        closed = not fenced or (
            not token.meta.get("lost")
            and last - 1 > first
            and marks.startswith(token.markup)
            and not marks.strip(token.markup[0])
        )
        body_first = first + 1 if fenced else first
        body_lines = token.content.removesuffix("\n").split("\n") if token.content else []
        body_end = self.starts[last - 1] if fenced and closed else min(self._line_end(last - 1) + 1, len(self.shadow))
        body_start = self.starts[body_first] if body_first < len(self.starts) else len(self.shadow)
        end = self.starts[last - 1] + len(self.shadow[self.starts[last - 1] : self._line_end(last - 1)].rstrip())
        info_start = start + len(token.markup) if fenced else start
        info_raw = self.text[info_start : self._line_end(first)] if fenced else ""
        info_at = info_start + len(info_raw) - len(info_raw.lstrip()) if info_raw.strip() else info_start
        info_span = Span(info_at, info_at + len(info_raw.strip()))
        info = self._read(info_span)
        return Code(
            Span(start, max(start, end)),
            info,
            info_span,
            normal(info) if fenced else "",
            "".join(self._body(body_first, body_lines)),
            Span(body_start, max(body_start, body_end)),
            token.markup if fenced else "",
            closed,
        )

    def _indent_end(self, line: int, mark: str) -> int:
        found = self.shadow.find(mark, self.starts[line], self._line_end(line))
        return max(found, self.starts[line])

    def _body(self, first: int, lines: list[str]) -> Iterator[str]:
        """Yield the lines of a code block as they stand on disk, healed, without the container's indentation."""
        whole = "".join(line + "\n" for line in lines)
        if not self.repairs and first < len(self.starts) and self.text.startswith(whole, self.starts[first]):
            yield whole
            return
        for number, line in enumerate(lines, first):
            if number >= len(self.starts):
                return
            start, end = self.starts[number], self._line_end(number)
            cut = max(end - start - len(line), 0)
            if self.shadow[start + cut : end] == line:
                yield self._read(Span(start + cut, end)).rstrip("\r") + "\n"
            else:  # a tab that the container's indentation cuts in two
                yield line + "\n"

    def _table(self, opening: Token, tokens: list[Token]) -> Table:
        rows: list[tuple[str, ...]] = []
        spans: list[Span] = []
        found: list[Any] = []
        cells: list[str] = []
        first = at = end = 0
        for token in tokens:
            if token.type == "tr_open":
                first, _ = self._lines(token)
                at, end = self.starts[first], self._line_end(first)
            elif token.type == "inline":
                span = self._cell(token.content, at, end)
                at = span.end
                cells.append(self._read(span))
                found += self._inlines(Content(self.shadow[span.start : span.end], (0,), (span.start,)))
            elif token.type == "tr_close":
                rows.append(tuple(cells))
                spans.append(Span(self.starts[first], self._text_end(first)))
                cells = []
        first, last = self._lines(opening)
        span = Span(self.starts[first], self._text_end(last - 1))
        return Table(span, tuple(rows), tuple(spans), tuple(found))

    def _cell(self, content: str, start: int, end: int) -> Span:
        """Find a cell's text in its row from `start` on; markdown-it drops the backslash of an escaped bar."""
        for text in dict.fromkeys((content.replace("|", "\\|"), content)):
            found = self.shadow.find(text, start, end)
            if found >= 0:
                return Span(found, found + len(text))
        return Span(start, start)

    def _html(self, token: Token) -> Iterator[Block]:
        span = self._filled(token)
        raw = self.text[span.start : max(span.end, span.start)]
        below = text_below(raw)
        end = span.start + len(raw[:below].rstrip())
        yield from html_blocks(Span(span.start, end), self.text[span.start : end], self._read)
        if text := self.shadow[span.start + below : span.end]:
            first, last = self._lines(token)
            lines = "\n".join(line.strip() for line in text.split("\n"))
            yield self._paragraph(locate(lines, self.shadow, self.starts, first + raw[:below].count("\n"), last))

    def _component(self, token: Token) -> Iterator[Block]:
        span = self._filled(token)
        yield from component_blocks(span, self.text[span.start : span.end], token.meta["form"], self._read)

    def _filled(self, token: Token) -> Span:
        """Give where a token's lines are filled: without what contains them and the blanks behind."""
        first, last = self._lines(token)
        start = self.starts[first]
        seen = self.shadow[start : self._line_end(last - 1)]
        return Span(start + len(seen) - len(seen.lstrip(" \t>")), start + len(seen.rstrip()))
