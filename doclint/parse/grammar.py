"""Owns the Markdown grammar: CommonMark, tables, and the line markup that documentation sites add to it.

Site markup that stands alone on a line (a component's tag, an admonition's fence, a shortcode, an include) becomes
a token of its own type `component`, so that it neither swallows the prose around it nor hides the code inside it.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from doclint.markdown import Parser, RuleOptionsType, StateBlock, paragraph
from doclint.markdown import fence as commonmark_fence
from doclint.parse.dispatch import dispatch_blocks, dispatch_inlines
from doclint.parse.guards import InlineRule, count_steps, guarded
from doclint.parse.markup import SHORTCODE
from doclint.parse.paragraphs import mdx_paragraph
from doclint.parse.tags import TAG_START, tags_only
from doclint.regex import regex

if TYPE_CHECKING:
    from markdown_it.parser_inline import ParserInline
    from markdown_it.rules_inline import StateInline

# CommonMark's block-level HTML names (spec 0.31, section 4.6, start conditions 1 and 6).
_HTML_BLOCKS = frozenset(
    """address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt
    fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link
    main menu menuitem nav noframes ol optgroup option p param pre script search section style summary table tbody td
    textarea tfoot th thead title tr track ul""".split()
)
_RAW_HTML = frozenset({"pre", "script", "style", "textarea", "table"})
_ADMONITION = regex(r"(:{3,}|/{3,})(?:\s*(?P<name>\{?[A-Za-z][\w:.-]*\}?)?(?P<rest>.*))?$")
_SHORTCODES = regex(rf"(?:{SHORTCODE}\s*)+$")
_INCLUDE = regex(r"\{\*.*\*\}\s*$|\{!.*!\}\s*$|<<<\s*@?\S.*$|-+8<-+.*$|@include:.*$|<!--\s*@include:.*-->\s*$")
_MACRO = regex(
    r"\[\[[A-Za-z][A-Za-z-]*\]\](?:\s+\S+)?\s*$|\{:[^}]*\}\s*$|\[\[?_?[Tt][Oo][Cc]_?\]\]?\s*$|@\[[Tt][Oo][Cc]\]"
)
_IMPORT = regex(r"(?:import\s.*(?:from\s|['\"])|export\s+(?:const|default|function|let|var)\s)")
_AUTOLINK = regex(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]+|[^\s<>@]+@[^\s<>]+)>")
_INDENTED = regex(r"(?:!!!|\?\?\?\+?)\s*(?P<name>[\w-]+)?.*$|===[!+]?\s+[\"'].*$")
_MDX_COMMENT = regex(r"\{\s*/\*")
_FOOTNOTE = regex(r"\[\^[^\]\s]+\]:")
_DIRECTIVE = regex(r"(?:`{3,}|~{3,})\{[A-Za-z][\w:.-]*\}")
_CODE_DIRECTIVES = regex(
    r"\{(?:code|code-block|code-cell|sourcecode|literalinclude|math|mermaid|graphviz|eval-rst|doctest|testcode"
    r"|testoutput|parsed-literal|raw|toctree|python|r|julia|bash|sh|sql)\b|\{(?:\.|%)"
)


@cache
def grammar(*, mdx: bool) -> Parser:
    """Give the parser for Markdown or for MDX, which has no indented code and no autolinks in angle brackets."""

    def adapt(inline: "ParserInline") -> None:
        _adapt(inline)
        dispatch_inlines(inline)

    md = Parser(adapt)
    _add_block_rules(md, mdx=mdx)
    dispatch_blocks(md)
    return md


def _undispatched(*, mdx: bool) -> Parser:
    """Give the parser with all its rules, each tried everywhere."""
    md = Parser(_adapt)
    _add_block_rules(md, mdx=mdx)
    return md


def _add_block_rules(md: Parser, *, mdx: bool) -> None:
    """Teach a parser the blocks of documentation sites."""
    if mdx:
        md.block.ruler.disable("code")
        md.block.ruler.at("paragraph", mdx_paragraph)
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.at("fence", _fence, interrupts)
    md.block.ruler.before("blockquote", "indented_container", _indented_container, interrupts)
    md.block.ruler.before("reference", "footnote", _footnote, interrupts)
    md.block.ruler.before("html_block", "component", _component_rule(mdx=mdx), interrupts)


def _adapt(inline: "ParserInline") -> None:
    """Make an inline parser tell where things stand, and no page cost more than its length."""
    rules = {rule.name: rule.fn for rule in inline.ruler.__rules__}
    for name in ("backticks", "link", "image", "autolink", "html_inline"):
        inline.ruler.at(name, _located(guarded(name, rules[name])))
    count_steps(inline)


def _located(rule: InlineRule) -> InlineRule:
    """Make an inline rule note where in the block's content its first token stands: markdown-it keeps no positions."""

    def located(state: "StateInline", silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        matched = rule(state, silent)
        if matched and not silent:
            for token in state.tokens[before:]:
                if token.type != "text":
                    token.meta["at"] = (start, state.pos)
                    break
        return matched

    return located


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _fence(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a fence as CommonMark does, but where the page was found to have lost its end, or to show fences inside."""
    first = _line(state, start_line)
    if _DIRECTIVE.match(first) and not _CODE_DIRECTIVES.search(first) and not state.is_code_block(start_line):
        return _directive(state, start_line, end_line, silent)
    if not commonmark_fence(state, start_line, end_line, silent):
        return False
    last = state.env.get("nested_fences", {}).get(start_line, 0)
    if start_line < last < end_line and not silent:
        token = state.tokens[-1]
        token.content = state.getLines(start_line + 1, last, state.sCount[start_line], keepLastLF=True)
        token.meta["nested"] = True
        token.map = [start_line, last + 1]
        state.line = last + 1
    lost = [line for line in state.env.get("lost_fences", ()) if start_line < line < state.line]
    if lost and not silent:
        token = state.tokens[-1]
        kept = token.content.split("\n")[: lost[0] - start_line - 1]
        token.content = "".join(line + "\n" for line in kept)
        token.meta["lost"] = True
        token.map = [start_line, lost[0]]
        state.line = lost[0]
    return True


def _directive(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a MyST directive (a fence whose info is `{name}`) that holds Markdown, not code."""
    first = _line(state, start_line)
    mark = first[0]
    length = len(first) - len(first.lstrip(mark))
    if length < 3 or mark in first[length:]:
        return False
    if silent:
        return True
    closing = re.compile(re.escape(mark) + "{" + str(length) + r",}\s*$")
    last = next((n for n in range(start_line + 1, end_line) if closing.match(_line(state, n))), end_line)
    _push(state, start_line, start_line + 1, "admonition")
    _tokenize_inside(state, start_line + 1, last)
    if last < end_line:
        _push(state, last, last + 1, "admonition", closing=True)
    state.line = min(last + 1, end_line)
    return True


def _tokenize_inside(state: StateBlock, start_line: int, end_line: int) -> None:
    """Read what a container holds; markdown-it looks at nothing that stands deeper than its own containers may."""
    state.level += 1
    state.md.block.tokenize(state, start_line, end_line)
    state.level -= 1


def _indented_container(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read what Python-Markdown sites indent under `!!! note`, `??? tip` or `=== "Tab"`."""
    if state.is_code_block(start_line) or not _INDENTED.match(_line(state, start_line)):
        return False
    if silent:
        return True
    indent = state.sCount[start_line]
    last = start_line + 1
    while last < end_line and (state.isEmpty(last) or state.sCount[last] >= indent + 4):
        last += 1
    _push(state, start_line, start_line + 1, "admonition")
    outer, state.blkIndent = state.blkIndent, indent + 4
    parent, state.parentType = state.parentType, "container"
    _tokenize_inside(state, start_line + 1, last)
    state.blkIndent, state.parentType, state.line = outer, parent, last
    return True


def _footnote(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a footnote: a paragraph of its own, however short, and what is indented below it."""
    if state.is_code_block(start_line) or not _FOOTNOTE.match(_line(state, start_line)):
        return False
    if silent:
        return True
    indent = state.sCount[start_line]
    paragraph(state, start_line, end_line, False)
    first = state.line
    while first < end_line and state.isEmpty(first):
        first += 1
    last = first
    while last < end_line and (state.isEmpty(last) or state.sCount[last] >= indent + 4):
        last += 1
    if last > first > state.line:
        outer, state.blkIndent = state.blkIndent, indent + 4
        state.md.block.tokenize(state, first, last)
        state.blkIndent, state.line = outer, last
    return True


def _component_rule(*, mdx: bool) -> Callable[[StateBlock, int, int, bool], bool]:
    def component(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        if state.is_code_block(start_line):
            return False
        line = _line(state, start_line)
        form = _line_form(line, mdx=mdx)
        last = start_line + 1
        if form == "comment":
            while last < end_line and "*/" not in _line(state, last - 1):
                last += 1
        elif form == "import":
            while last < end_line and not state.isEmpty(last):
                last += 1
        elif form is None:
            last = _tags_end(state, start_line, end_line, mdx=mdx)
            last = last if mdx else _with_indented(state, start_line, last, end_line)
            if not last:
                return False
            form = "tag"
        if not silent:
            _push(state, start_line, last, form)
            state.line = last
        return True

    return component


def _with_indented(state: StateBlock, start_line: int, last: int, end_line: int) -> int:
    """Give the line after tags and what is indented right below them, which is no code: HTML goes on to a blank line.

    0 where there is more than tags: then it is a block of HTML.
    """
    if not last or last >= end_line or state.isEmpty(last) or not state.is_code_block(last):
        return last
    while last < end_line and not state.isEmpty(last):
        last += 1
    return last if tags_only("\n".join(_line(state, number) for number in range(start_line, last))) else 0


def _line_form(line: str, *, mdx: bool) -> str | None:
    """Say what kind of site markup a line is that needs no look at the lines below."""
    if not line or line[0] not in ":/{<-[@ie":
        return None
    form = None
    if line.startswith((":::", "///")) and _ADMONITION.match(line):
        form = "admonition"
    elif line[0] in "{<-@" and _INCLUDE.match(line):
        form = "include"
    elif line[0] == "{" and _SHORTCODES.match(line):
        form = "shortcode"
    elif line[0] in "{[@" and _MACRO.match(line):
        form = "macro"
    elif line[0] == "{" and _MDX_COMMENT.match(line):
        form = "comment"
    elif mdx and line[0] in "ie" and _IMPORT.match(line):
        form = "import"
    return form


def _tags_end(state: StateBlock, start_line: int, end_line: int, *, mdx: bool) -> int:
    """Give the line after a run of tags that fills whole lines, or 0 where there is prose on them.

    In Markdown, HTML's own block names are left to CommonMark's rule; a tag may run over at most twenty lines.
    """
    line = _line(state, start_line)
    start = TAG_START.match(line)
    if not start or _AUTOLINK.match(line):
        return 0
    name = start[1] or ""
    if name.lower() in _RAW_HTML or (not mdx and name in _HTML_BLOCKS):
        return 0
    text = line
    for last in range(start_line + 1, min(start_line + 20, end_line) + 1):
        rest = tags_only(text)
        if rest is not None:
            return last if rest else 0
        if not last or last >= end_line or state.isEmpty(last):
            return 0
        text += "\n" + _line(state, last)
    return 0


def _push(state: StateBlock, start: int, end: int, form: str, **meta: Any) -> None:
    token = state.push("component", "", 0)
    token.map = [start, end]
    token.meta = {"form": form, **meta}
