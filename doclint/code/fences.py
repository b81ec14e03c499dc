"""Owns the cheap proof that every fence of a page is closed, by which most pages need no parser to say so."""

import re

from doclint.regex import regex

# A line that may open or close a fence, with the marks of the quotes and lists around it.
_FENCE = regex(
    r"^(?P<before>[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t>]+)*)(?P<mark>`{3,}|~{3,})(?P<rest>[^\n]*)$", re.MULTILINE
)
# What may hold a line that looks like a fence: how it begins, and how it ends.
_MARKUP = (
    *(("<!--", "-->"), ("/*", "*/"), ("<?", "?>"), ("<![cdata[", "]]>")),
    *((f"<{tag}", f"</{tag}") for tag in ("pre", "script", "style", "textarea")),
)
_RULES = regex(r"^(?:---|\+\+\+|\.\.\.)[ \t]*$", re.MULTILINE)
_ENDS = regex("|".join(re.escape(end) for _, end in _MARKUP) + "|" + _RULES.pattern, re.IGNORECASE | re.MULTILINE)


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
        elif _closes(opening, line) and _holds(text, opening, line.start()):
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


def _holds(text: str, opening: re.Match[str], end: int) -> bool:
    """Say whether a fence's body neither leaves its depth nor ends markup that the fence may have been a part of."""
    body, indent = text[opening.end() : end], opening["before"]
    if indent and not all(line.startswith(indent) for line in body.split("\n") if line.strip()):
        return False
    return not _ENDS.search(body) or not _in_more(text[: opening.start()], body)


def _in_more(before: str, body: str) -> bool:
    """Say whether markup that begins before a fence may end in its body."""
    above, inside = before.lower(), body.lower()
    if any(end in inside and above.rfind(begin) > above.rfind(end) for begin, end in _MARKUP):
        return True
    return before.startswith(("---", "+++")) and not _RULES.search(before, 3) and _RULES.search(body) is not None
