"""Owns what a page keeps of the table or viewer that it was scraped from: ends of rows, and tails of fences."""

import re
from collections.abc import Iterator

from doclint.model import Span
from doclint.record import record
from doclint.regex import regex

_ROW = regex(r"(?<![ \t])[ \t]*+(?:\|[ \t]*+){1,2}$", re.MULTILINE)
_DELIMITER = regex(r"^[ \t]*+(?:\|[ \t]*+)?:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+(?:\|[ \t]*+)?$", re.MULTILINE)
# What is left of "```python" and the like when its first five characters are gone, alone on a line.
_TAILS = {
    "thon": "python",
    "ython": "python",
    "vascript": "javascript",
    "avascript": "javascript",
    "pescript": "typescript",
    "ypescript": "typescript",
    "nsole": "console",
    "onsole": "console",
}
_TAIL_LIKE = regex(rf"\n(?:{'|'.join(_TAILS)})")
_TAIL = regex(rf"^(?P<tail>{'|'.join(_TAILS)})(?=[ \t]*(?:\|[ \t]*)*$)", re.MULTILINE)
# What no line of code looks like: words and no signs, with a mark or many words.
_SENTENCE = regex(r"[^\W\d_][^=(){}\[\]<>\"'`;#|\\/]*[.:!?]$|(?:[^\W\d_][\w'’-]*,? ){4}")
_FEWEST_ROWS, _SHARE = 5, 0.6


@record
class Residue:
    """One kind of residue in a page: the places where it stands, in order, and what the tail of a fence stands for."""

    kind: str
    spans: tuple[Span, ...]
    language: str = ""


def find(text: str) -> Iterator[Residue]:
    """Yield the kinds of residue that a page's own text proves.

    Ends of rows are residue where most lines of a page have them and no line makes a table of them.
    """
    if "|" in text and text.count("|\n") >= _FEWEST_ROWS and (ends := _ends(text)) >= _FEWEST_ROWS:
        rows = tuple(Span(*match.span()) for match in _ROW.finditer(text) if match[0].strip())
        lines = sum(bool(line.strip(" \t|")) for line in text.split("\n"))
        tables = any("|" in match[0].strip(" \t|") for match in _DELIMITER.finditer(text))
        if ends >= _SHARE * lines and not tables:
            yield Residue("rows", rows)
    fenced = ("`" in text and "```" in text) or ("~" in text and "~~~" in text)
    if not fenced and _TAIL_LIKE.search(f"\n{text}"):
        tails = list(_TAIL.finditer(text))
        if tails:
            yield Residue("fences", tuple(Span(*match.span("tail")) for match in tails), _TAILS[tails[0]["tail"]])


def _ends(text: str) -> int:
    """Count the lines that end in a bar and do not begin with one; whole pages of tables have none."""
    if " \n" in text or "\t\n" in text:
        text = "\n".join(line.rstrip(" \t") for line in text.split("\n"))
    barred = (text.rstrip(" \t") + "\n").split("|\n")[:-1]
    return sum(before.rpartition("\n")[2][:1] not in ("", "|") for before in barred)


def without_residue(text: str, *, guess: bool) -> str:
    """Give a text without the ends of rows. Where code begins is told by its fence's tail; where it ends is a guess."""
    for residue in reversed(list(find(text))):
        if residue.kind == "rows":
            for span in reversed(residue.spans):
                text = text[: span.start] + text[span.end :]
    tails = [residue for residue in find(text) if residue.kind == "fences"]
    return _fenced(text) if tails and guess else text


def _fenced(text: str) -> str:
    """Write the fences again of which the tails are left: code ends before the first line that reads as a sentence."""
    made: list[str] = []
    inside = False
    for line in text.split("\n"):
        tail = _TAILS.get(line.strip())
        if inside and (tail or (line.strip() and _SENTENCE.match(line.strip()))):
            made += ["```", ""]
            inside = False
        if tail:
            made += ["", f"```{tail}"]
            inside = True
        else:
            made.append(line)
    return "\n".join([*made, *(["```"] if inside else [])])
