"""Owns the cheap proof that every fence of a page is closed, by which most pages need no parser to say so."""

import re

# A line that may open or close a fence, with the marks of the quotes and lists around it.
_FENCE = re.compile(
    r"^(?P<before>[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t>]+)*)(?P<mark>`{3,}|~{3,})(?P<rest>[^\n]*)$", re.MULTILINE
)
# Where one of these ends, what looked like a fence before it may have been part of a comment or of raw HTML.
_ENDS_MARKUP = re.compile(
    r"-->|\*/|</(?:pre|script|style|textarea)|^(?:---|\+\+\+|\.\.\.)\s*$", re.IGNORECASE | re.MULTILINE
)


def surely_closed(text: str) -> bool:
    """Say whether every fence of a page is closed for certain; False where only a parser can tell.

    Certain is what stands at the same depth of blanks, in no list, quote, comment or HTML, with nothing inside that
    looks like a fence itself.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    opening: re.Match[str] | None = None
    for line in _FENCE.finditer(text):
        if opening is None:
            if line["mark"][0] == "`" and "`" in line["rest"]:  # code in running text
                continue
            if line["before"].strip() or _in_markup(text, line.start()):
                return False
            opening = line
        elif _closes(opening, line) and _holds(text[opening.end() : line.start()], opening["before"]):
            opening = None
        else:
            return False
    return opening is None


def _closes(opening: re.Match[str], line: re.Match[str]) -> bool:
    same = line["before"] == opening["before"] and line["mark"].startswith(opening["mark"])
    return same and not line["rest"].strip(" \t")


def _in_markup(text: str, at: int) -> bool:
    """Say whether the lines right above hold HTML or front matter, which a fence does not end."""
    above = text[text.rfind("\n\n", 0, at) + 1 : at]
    return any(line.lstrip().startswith(("<", "---", "+++")) for line in above.split("\n"))


def _holds(body: str, indent: str) -> bool:
    """Say whether a fence's body neither leaves its depth nor ends other markup."""
    deep = not indent or all(line.startswith(indent) for line in body.split("\n") if line.strip())
    return deep and not _ENDS_MARKUP.search(body)
