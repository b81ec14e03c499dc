"""Owns the reading of diagrams: ids, edges and data are code, labels are not."""

import re
from collections.abc import Iterator
from functools import lru_cache

from doclint.code.token import Token
from doclint.regex import regex

# Kinds of Mermaid diagram that are words all over, but for their data: that is all that a translator must keep.
_WORDS_ONLY = frozenset("mindmap timeline journey kanban block-beta packet-beta".split())
_DATA = {
    "pie": regex(r":\s*([\d.]+)[ \t]*$", re.MULTILINE),
    "gantt": regex(r":([^:\n]*)$", re.MULTILINE),
    "quadrantchart": regex(r":\s*(\[[^\[\]\n]*\])"),
    "xychart-beta": regex(r"(\[[-+\d.,\s]*\])"),
    "sankey-beta": regex(r",\s*([\d.]+)[ \t]*$", re.MULTILINE),
}
_WORD = regex(r"(?P<name>[^\W\d]\w*(?:-\w+)*)|(?P<number>\d\w*(?:\.\d+)*)|(?P<sign>[^\s\w]+)")
_QUOTED = regex(r"\"[^\"\n]*\"")
# Labels between brackets, bars and edge marks: `A[text]`, `A(text)`, `A{text}`, `A((text))`, `-->|text|`, `-- text -->`
_BRACKETED = regex(
    r"(?<=[\w\"])(?:\[[^\[\]\n]*\]|\([^()\n]*\)|\{[^{}\n]*\}|\(\([^()\n]*\)\)|\[\([^()\n]*\)\]|\{\{[^{}\n]*\}\}|>[^\]\n]*\])"
)
_BARS = regex(r"\|[^|\n]*\|")
_ON_EDGE = regex(r"(?<=--)(?<!---)[^->|\n\"]+(?=--)|(?<===)(?<!===)[^=>|\n]+(?===)|(?<=-\.)\s+[^.>|\n]+(?=\.-)")
_AFTER_COLON = regex(r":[^\n]*")
_ALIAS = regex(r"\bas\b[^\n]*")
_SPOKEN_LINE = regex(
    r"^[ \t]*(?:title|section|subgraph|accTitle|accDescr|caption|header|footer|legend|note|loop|alt|else|opt|par|and"
    r"|rect|critical|break|group|package|box)\b([^\n]*)",
    re.MULTILINE | re.IGNORECASE,
)
_REMARK = regex(r"^[ \t]*(?:%%|'|//|#)[^\n]*", re.MULTILINE)
_DOT_LABEL = regex(r"\b(?:label|xlabel|headlabel|taillabel|tooltip|comment)\s*=\s*(?:\"[^\"]*\"|<[^\n]*>|\w+)")


@lru_cache(maxsize=1024)
def diagram_tokens(language: str, body: str) -> tuple[Token, ...]:
    """Cut a diagram into ids, edges and keywords; labels, titles, notes and remarks give no token."""
    first = re.search(r"^(?![ \t]*(?:%%|---|\w+:))[ \t]*([\w-]+)", body, re.MULTILINE)
    kind = first[1].lower() if first else ""
    if kind in _WORDS_ONLY or language in ("ascii", "ditaa"):
        return ()
    text = _blanked(_REMARK, body)
    if kind in _DATA:
        data = (match.span(1) for match in _DATA[kind].finditer(_spoken(text)))
        return tuple(token for start, end in data for token in _tokens(text, start, end))
    if language == "dot":
        text = _blanked(_DOT_LABEL, text)
    else:
        text = _blanked(_QUOTED, text)
        text = _spoken(text)
        if kind in ("graph", "flowchart", "") or language == "flowchart":
            for pattern in (_BRACKETED, _BRACKETED, _BARS, _ON_EDGE):
                text = _blanked(pattern, text)
        else:
            for pattern in (_ALIAS, _AFTER_COLON):
                text = _blanked(pattern, text)
    return tuple(_tokens(text, 0, len(text)))


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _WORD.finditer(text, start, end):
        yield Token(match.lastgroup or "sign", match[0], match.start(), match.end())  # type: ignore[arg-type]


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def _spoken(text: str) -> str:
    """Blank what stands behind a word that says something to people; a subgraph keeps its id."""

    def rest(match: re.Match[str]) -> str:
        line = match[0]
        keep = len(line) - len(match[1])
        identified = re.match(r"\s*[\w-]+(?=\s*\[)|\s*[\w-]+$", match[1]) if "subgraph" in line[:keep] else None
        keep += identified.end() if identified else 0
        return line[:keep] + " " * (len(line) - keep)

    return _SPOKEN_LINE.sub(rest, text)
