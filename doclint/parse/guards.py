"""Owns the guards that keep inline Markdown from costing more than its length: brackets and tags that close nothing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.parser_inline import ParserInline
    from markdown_it.rules_inline import StateInline

MOST_STEPS = 200_000
"""Steps in search of the ends of links that a page may take, beside one for each of its characters."""
_STEPS_FOR_NOTHING = 20
_CLOSINGS = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))

InlineRule = Callable[["StateInline", bool], bool]


def guarded(name: str, rule: InlineRule) -> InlineRule:
    """Give markdown-it's inline rule called `name` with the guard that it needs."""
    if name in ("link", "image"):
        return _sparing(rule)
    return _closable(rule) if name == "html_inline" else rule


def count_steps(parser: "ParserInline") -> None:
    """Make a parser count the steps that a page's links take while the ends of their texts are looked for."""
    skip = parser.skipToken

    def skip_token(state: "StateInline") -> None:
        state.env["steps"] = state.env.get("steps", 0) + 1
        skip(state)

    parser.skipToken = skip_token  # type: ignore[method-assign]


def _sparing(rule: InlineRule) -> InlineRule:
    """Let an inline rule find nothing more once a page has taken all its steps: thousands of brackets are no links."""

    def spared(state: "StateInline", silent: bool) -> bool:
        if state.src[state.pos] not in "![":
            return False
        if state.env.get("steps", 0) > state.env.get("most_steps", MOST_STEPS):
            return False
        matched = rule(state, silent)
        if not matched:
            state.env["steps"] = state.env.get("steps", 0) + _STEPS_FOR_NOTHING
        return matched

    return spared


def _closable(rule: InlineRule) -> InlineRule:
    """Spare the rule for HTML a look at the rest of the text where what opens is closed nowhere."""

    def closed(state: "StateInline", silent: bool) -> bool:
        for opening, closing in _CLOSINGS:
            if state.src.startswith(opening, state.pos):
                known = state.env.setdefault("closings", {})
                if known.get(closing, ("",))[0] is not state.src:
                    known[closing] = (state.src, state.src.rfind(closing))
                if known[closing][1] < state.pos:
                    return False
                break
        return rule(state, silent)

    return closed
