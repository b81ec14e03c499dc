"""Owns the question whether a file is Markdown or text that was taken out of a page."""

import re

from doclint.model import Code, Document, Heading
from doclint.text.scrape import find

_FEWEST = 3
_KEPT = 0.1  # of the marks: a comment in code looks like a heading
_MARKS = re.compile(r"^ {0,3}(?:#{1,6}[ \t]+\S|`{3,}|~{3,})|^\S[^\n]*\n(?:={3,}|-{3,})[ \t\r]*$", re.MULTILINE)


def is_extract(text: str, other: Document) -> bool:
    """Say whether a text was taken out of a page: it keeps residue of a table, or lost all headings and fences.

    `other` is the page beside it, which has them.
    """
    if next(find(text), None) is not None:
        return True
    marks = sum(1 for _ in other.of(Heading)) + sum(bool(code.fence) for code in other.of(Code))
    return marks >= _FEWEST and len(_MARKS.findall(text)) <= _KEPT * marks
