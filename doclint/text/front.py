"""Owns where the metadata at the head of a page stand."""

import re

from doclint.model import FrontMatter, Span

_FRONT_MATTER = {"---": "yaml", "+++": "toml"}


def front_matter(text: str) -> FrontMatter | None:
    r"""Find the metadata between two `---` (YAML, `...` may end it) or `+++` (TOML) lines at the very start.

    Where lines end in `\r\n`, the `\r` is a trailing blank.
    """
    if not text.startswith(("---", "+++")):
        return None
    first_end = text.find("\n")
    if first_end < 0:
        return None
    mark = text[:first_end].rstrip()
    syntax = _FRONT_MATTER.get(mark)
    if syntax is None:
        return None
    closing = re.compile(r"^(?:---|\.\.\.)[ \t\r]*$" if syntax == "yaml" else r"^\+\+\+[ \t\r]*$", re.MULTILINE)
    end = closing.search(text, first_end + 1)
    if end is None:
        return None
    span = Span(0, end.start() + len(end[0].rstrip()))
    inner = text[span.start : span.end].strip("-+.\r\n \t")
    return FrontMatter(span, inner, "yaml" if syntax == "yaml" else "toml")
