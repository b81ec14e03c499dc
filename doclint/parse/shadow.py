"""Owns the shadow: a text of the same length as the page, in which only what a CommonMark parser should see is left.

Every offset in the shadow is the same offset in the page, so positions found in one are true in the other.
"""

import re

from doclint.model import FrontMatter
from doclint.regex import regex
from doclint.text.front import front_matter

# Spaces, quotes and brackets inside a template would cut a link's target in two: `[x]({{< ref "a b" >}})`.
_TEMPLATE = regex(r"\{\{[^{}`\n]*\}\}|\{%[^{}`\n]*%\}")
_CUTTING = regex(r"[\s\"'<>()\[\]*_]")
MASK = "\ue000"
_LINE_ENDS = str.maketrans({"\0": "\ufffd"})


def shadow(text: str) -> tuple[str, FrontMatter | None]:
    """Give the shadow of `text`, and the front matter, which the shadow leaves blank."""
    seen = text
    if "\r" in seen:
        seen = seen.replace("\r\n", " \n").replace("\r", "\n")
    seen = seen.translate(_LINE_ENDS) if "\0" in seen else seen
    front = front_matter(seen)
    if front:
        seen = re.sub(r"[^\n]", " ", seen[: front.span.end]) + seen[front.span.end :]
    if "{{" in seen or "{%" in seen:
        seen = _TEMPLATE.sub(_masked, seen)
    return seen, front


def _masked(template: re.Match[str]) -> str:
    marks = 3 if template[0].startswith("{{<") else 2
    return template[0][:marks] + _CUTTING.sub(MASK, template[0][marks:-marks]) + template[0][-marks:]
