"""Owns the name of a line that is site markup alone, and whether it closes what another line opened."""

from typing import Literal

from doclint.model import Component, Span
from doclint.regex import regex

SHORTCODE = r"(?:\{\{[<%](?:(?!\}\}).)*[%>]\}\}|\{%(?:(?!%\}).)*%\})"
"""A shortcode of Hugo, or a tag of Liquid, as an expression: a line may hold several."""
_NAME = regex(r"[A-Za-z][\w.:/-]*")


def line_component(
    span: Span, raw: str, form: Literal["admonition", "shortcode", "include", "macro", "import"]
) -> Component:
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
