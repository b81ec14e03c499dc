"""Owns the shadow: a text of the same length as the page, in which only what a CommonMark parser should see is left.

Every offset in the shadow is the same offset in the page, so positions found in one are true in the other.
"""

import re

from doclint.model import FrontMatter, Span

# Spaces, quotes and brackets inside a template would cut a link's target in two: `[x]({{< ref "a b" >}})`.
_TEMPLATE = re.compile(r"\{\{[^{}`\n]*\}\}|\{%[^{}`\n]*%\}")
_CUTTING = re.compile(r"[\s\"'<>()\[\]*_]")
_MASK = "\ue000"
_FRONT_MATTER = {"---": "yaml", "+++": "toml"}
_LINE_ENDS = str.maketrans({"\0": "\ufffd"})


def shadow(text: str) -> tuple[str, FrontMatter | None]:
    """Give the shadow of `text`, and the front matter, which the shadow leaves blank."""
    seen = text
    if "\r" in seen:
        seen = seen.replace("\r\n", " \n").replace("\r", "\n")
    seen = seen.translate(_LINE_ENDS) if "\0" in seen else seen
    front = _front_matter(seen)
    if front:
        seen = re.sub(r"[^\n]", " ", seen[: front.span.end]) + seen[front.span.end :]
    if "{{" in seen or "{%" in seen:
        seen = _TEMPLATE.sub(_masked, seen)
    return seen, front


def _masked(template: re.Match[str]) -> str:
    marks = 3 if template[0].startswith("{{<") else 2
    return template[0][:marks] + _CUTTING.sub(_MASK, template[0][marks:-marks]) + template[0][-marks:]


def _front_matter(text: str) -> FrontMatter | None:
    """Find the metadata between two `---` (YAML, `...` may end it) or `+++` (TOML) lines at the very start."""
    first_end = text.find("\n")
    if first_end < 0:
        return None
    mark = text[:first_end].rstrip()
    syntax = _FRONT_MATTER.get(mark)
    if syntax is None:
        return None
    closing = re.compile(r"^(?:---|\.\.\.)[ \t]*$" if syntax == "yaml" else r"^\+\+\+[ \t]*$", re.MULTILINE)
    end = closing.search(text, first_end + 1)
    if end is None:
        return None
    inner = text[first_end + 1 : end.start()]
    return FrontMatter(Span(0, end.start() + len(end[0].rstrip())), inner, "yaml" if syntax == "yaml" else "toml")
