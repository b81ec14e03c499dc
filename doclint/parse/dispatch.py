"""Owns which of markdown-it's rules are tried where: only those that can begin with the character that stands there.

markdown-it tries every block rule at every line, and every inline rule at every sign of punctuation.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from doclint.markdown import Parser, Ruler, StateBlock
from doclint.regex import regex

if TYPE_CHECKING:
    from markdown_it.parser_inline import ParserInline
    from markdown_it.rules_inline import StateInline

BlockRule = Callable[[StateBlock, int, int, bool], bool]

# What a line begins with that a rule may take; a rule that is not named here may take any line.
_BEGINNINGS = {
    "fence": "`~",
    "indented_container": "!?=",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*-+0123456789",
    "footnote": "[",
    "reference": "[",
    "component": ":/{<-[@ie",
    "html_block": "<",
    "heading": "#",
}
_UNDERLINE = regex(r"[=-][ \t]*$", re.MULTILINE)
_BELOW_HEADER = ("|", "-", ":")
# Links, images, code, tags, and the brackets and backslashes that shape them; nothing else of a text is asked for.
_MARK = regex(r"[\\`\[\]<]|!(?=\[)")
_UNASKED = ("newline", "emphasis", "strikethrough", "entity")


def dispatch_blocks(md: Parser) -> None:
    """Make a parser, whose rules are all there, try only those of a block's that have a chance."""
    md.block.ruler = _Chooser(md.block.ruler)  # type: ignore[assignment]  # all that the rules ask of it, it has


def dispatch_inlines(inline: "ParserInline") -> None:
    """Make an inline parser, whose rules are all there, look for nothing that nobody asks for."""
    inline.ruler.disable(_UNASKED)
    inline.ruler2.disable(inline.ruler2.get_active_rules())
    inline.ruler.at("text", _plain)


class _Chooser:
    """Stands for a ruler, and gives one rule for all of a chain: it asks those that the line's beginning allows."""

    def __init__(self, ruler: Ruler[BlockRule]) -> None:
        self._ruler = ruler
        self._chains: dict[str, list[BlockRule]] = {}

    def get_active_rules(self) -> list[str]:
        """Give the names of the rules."""
        return self._ruler.get_active_rules()

    def getRules(self, chain: str = "") -> list[BlockRule]:  # noqa: N802  # markdown-it's name
        """Give the rules of a chain: one."""
        if chain not in self._chains:
            self._chains[chain] = [_one_of({rule.fn: rule.name for rule in self._ruler.__rules__}, self._ruler, chain)]
        return self._chains[chain]


def _one_of(names: dict[BlockRule, str], ruler: Ruler[BlockRule], chain: str) -> BlockRule:
    rules = [(names[rule], rule) for rule in ruler.getRules(chain)]
    known: dict[tuple[str, bool, bool], list[BlockRule]] = {}

    def chosen(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        text, env = state.src, state.env
        if "underlined" not in env:
            env["underlined"] = _UNDERLINE.search(text) is not None
        at = state.bMarks[start_line] + state.tShift[start_line]
        below = state.bMarks[start_line + 1] + state.tShift[start_line + 1]
        key = text[at : at + 1], text.startswith(_BELOW_HEADER, below), env["underlined"]
        if key not in known:
            known[key] = [rule for name, rule in rules if _may_begin(name, *key)]
        for rule in known[key]:  # noqa: SIM110  # asked at every line: a generator costs as much as the rules
            if rule(state, start_line, end_line, silent):
                return True
        return False

    return chosen


def _may_begin(name: str, first: str, below_header: bool, underlined: bool) -> bool:
    """Say whether a rule may take a line: by its first character, what the next line begins with, and the page."""
    if name == "table":
        return below_header
    if name == "lheading":
        return underlined
    return name not in _BEGINNINGS or (first != "" and first in _BEGINNINGS[name])


def _plain(state: "StateInline", silent: bool) -> bool:  # noqa: ARG001  # text is nothing that is kept
    mark = _MARK.search(state.src, state.pos, state.posMax)
    end = mark.start() if mark else state.posMax
    moved = end > state.pos
    state.pos = end
    return moved
