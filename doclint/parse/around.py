"""Owns the markup of a box that shares its lines with the box's text: `<Tip>Mind the step.</Tip>` is a box like any."""

import re
from collections.abc import Callable
from typing import Literal

from doclint.parse.shadow import MASK
from doclint.record import record
from doclint.regex import regex

Form = Literal["admonition", "shortcode", "tag"]

_BLANK = rf"[\s{MASK}]"  # inside a template the shadow has no blanks
_ALERT = regex(r"\[!(?P<name>\w+)\][+-]?[ \t]*(?P<rest>[^\n]*)(?:\n|$)")
_SENTENCE = regex(r"[.!?…。！？][*_)\"'”’»]*\s*$")
_OPENING: tuple[tuple[Form, re.Pattern[str]], ...] = (
    (
        "shortcode",
        regex(rf"\{{\{{[<%]{_BLANK}*(?P<name>[A-Za-z][\w./-]*)(?P<rest>[^{{}}]{{0,500}}?)(?<!/)[>%]\}}\}}"),
    ),
    ("tag", regex(r"<(?P<name>[A-Z][\w.]*)(?P<rest>(?:\s[^<>{}]{0,500}(?:\{[^{}<>]{0,200}\})?)?)(?<!/)>")),
)
_CLOSING: tuple[tuple[Form, re.Pattern[str]], ...] = (
    (
        "shortcode",
        regex(rf"\{{\{{[<%]{_BLANK}*/{_BLANK}*(?P<name>[A-Za-z][\w./-]*)(?P<rest>){_BLANK}*[>%]\}}\}}$"),
    ),
    ("tag", regex(r"</(?P<name>[A-Z][\w.]*)(?P<rest>)\s*>$")),
)
_LONGEST_END = 100


@record
class Mark:
    """The opening or the closing part of a box, in offsets into the paragraph; `rest` is where its attributes stand."""

    start: int
    end: int
    name: str
    rest: tuple[int, int]
    form: Form
    closing: bool = False


def around(text: str, *, quoted: bool, closed_below: Callable[[str], bool]) -> tuple[Mark, ...]:
    """Give the parts with which a paragraph opens a box, closes one, or both.

    `closed_below` says whether what bears a name is closed further down the page. What opens or closes more than once,
    or closes within the paragraph, stands in a sentence, such as a badge.
    """
    if quoted and (alert := _ALERT.match(text)):
        # a sentence is no title: the author forgot to break the line
        if alert.end() == len(text) and _SENTENCE.search(alert["rest"]):
            end = alert.end("name") + 1
            return (Mark(0, end, alert["name"].lower(), (end, end), "admonition"),)
        return (Mark(0, len(alert[0].rstrip("\n")), alert["name"].lower(), alert.span("rest"), "admonition"),)
    first, last = _opening(text), _closing(text)
    if first:
        places = _places(text, first.name)
        whole = last is not None and last.name == first.name and places == [0, last.start]
        if whole and last:
            return first, last
        if places != [0] or not closed_below(first.name):
            first = None
    if last and _places(text, last.name) != [last.start]:
        last = None
    return tuple(mark for mark in (first, last) if mark)


def _opening(text: str) -> Mark | None:
    for form, pattern in _OPENING if text[:1] in ("{", "<") else ():
        if found := pattern.match(text):
            return Mark(0, found.end(), found["name"], found.span("rest"), form)
    return None


def _closing(text: str) -> Mark | None:
    if not text.endswith(("}}", ">")):
        return None
    start = max(0, len(text) - _LONGEST_END)
    at = max(text.rfind("</", start), text.rfind("{{", start))
    for form, pattern in _CLOSING if at >= 0 else ():
        if found := pattern.match(text, at):
            return Mark(at, found.end(), found["name"], found.span("rest"), form, closing=True)
    return None


def last_end(text: str, name: str) -> int:
    """Give where `text` closes what bears a name for the last time, or -1."""
    return max((found.start() for found in _mention(name, "/").finditer(text)), default=-1)


def _places(text: str, name: str) -> list[int]:
    """Give where a paragraph opens or closes what bears a name."""
    return [found.start() for found in _mention(name, "/?").finditer(text)]


def _mention(name: str, slash: str) -> re.Pattern[str]:
    return re.compile(rf"(?:<{slash}|\{{\{{[<%]{_BLANK}*{slash}{_BLANK}*){re.escape(name)}(?![\w./-])")
