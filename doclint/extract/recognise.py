"""Owns the question whether a file is Markdown or text that was taken out of a page."""

import re

from doclint.extract.words import key, without_id
from doclint.model import Code, Document, Heading
from doclint.regex import regex
from doclint.text.scrape import find

_FEWEST = 3
_KEPT = 0.2  # of the marks: a comment in code looks like a heading
_MARKS = regex(r"^ {0,3}(?:#{1,6}[ \t]+\S|`{3,}|~{3,})", re.MULTILINE)


def is_extract(text: str, other: Document) -> bool:
    """Say whether a text was taken out of a page: it keeps residue of a table, or lost its headings' marks and fences.

    `other` is the page beside it, which has them. Where both have the same headings, these tell.
    """
    if next(find(text), None) is not None:
        return True
    heads = {key(head.text) for head in other.of(Heading)}
    found = [line for line in text.split("\n") if key(without_id(line)) in heads]
    if len(found) >= max(_FEWEST, len(heads) / 2):
        return sum(line.lstrip().startswith("#") for line in found) <= _KEPT * len(found)
    marks = len(heads) + sum(bool(code.fence) for code in other.of(Code))
    share = min(1.0, len(text) / max(1, len(other.text)))  # a page that is much shorter has fewer marks
    return marks >= _FEWEST and len(_MARKS.findall(text)) <= _KEPT * marks * share
