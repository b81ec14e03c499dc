"""Owns how a translated block is brought up to date: the source's code, with the translator's comments."""

from difflib import SequenceMatcher

from doclint.code.place import indentation
from doclint.model import Code, Document, Edit, Fix
from doclint.regex import regex

_REMARK = regex(r"(?:(?<=\s)|^)(?:#|//|--|;|%)(?=[\s!#/]).*$")

_MOST_COMPARED = 4_000_000
"""Pairs of lines that are looked at to suggest a text: two blocks of two thousand lines."""


def renewed(source: Code, page: Document, translation: Code) -> Fix | None:
    """Give the suggestion that makes a block the source's; None where its place in the page is not plain.

    A line that differs from the source's in its comment alone stays as it is, and so do comments that stand between
    the same lines.
    """
    raw = page.text[translation.body_span.start : translation.body_span.end]
    indent = indentation(raw, translation.body)
    if indent is None or not translation.closed or not source.body.strip():
        return None
    if source.body.count("\n") * translation.body.count("\n") > _MOST_COMPARED:
        return None
    lines = _merged(source.body.splitlines(), translation.body.splitlines())
    end = "\r\n" if "\r\n" in raw else "\n"
    text = "".join((indent + line if line else line) + end for line in lines)
    if not raw.endswith("\n"):
        text = text.removesuffix(end)
    return Fix((Edit(translation.body_span, text),), "unsafe") if text != raw else None


def _merged(source: list[str], translation: list[str]) -> list[str]:
    """Lay the source's lines over the translation's, keeping what says the same."""
    matcher = SequenceMatcher(None, list(map(_spoken, source)), list(map(_spoken, translation)), autojunk=False)
    result: list[str] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        result += translation[c:d] if kind == "equal" else source[a:b]
    return result


def _spoken(line: str) -> str:
    """Give a line without its comment; a comment alone is told from others only by standing where it stands."""
    return _REMARK.sub("", line).rstrip() or ("#" if line.strip() else "")
