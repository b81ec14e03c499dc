"""Owns cells: what in a code block is typed in, and what the computer answers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal

from doclint.code.language import kind

_DOCTEST = re.compile(r"^\s*>>>(?: |$)", re.MULTILINE)
_IPYTHON = re.compile(r"^In \[\d*\]: ?", re.MULTILINE)
_PROMPT = re.compile(r"^(?:\$ |% |# (?=\S)|PS [A-Z]:\\[^>]*> ?|[\w.-]+@[\w.-]+[:~][^$#\n]*[$#] )")
_SHELL_SIGN = re.compile(r"^(?:\$ |PS [A-Z]:|[\w.-]+@[\w.-]+[:~][^$#\n]*[$#] )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of a block's body; `start` and `end` are offsets into it, in code points."""

    kind: Literal["input", "output"]
    text: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def cells(language: str, body: str) -> tuple[Cell, ...]:
    """Cut a block's body into inputs and outputs; a block without prompts is one input, an output block one output."""
    if kind(language) == "output":
        return (Cell("output", body, 0, len(body)),) if body else ()
    if _DOCTEST.search(body):
        return tuple(_by_lines(body, _doctest_lines(body)))
    if _IPYTHON.search(body):
        return tuple(_by_lines(body, _ipython_lines(body)))
    if language in ("bash", "powershell", "text", "") and _SHELL_SIGN.search(body):
        return tuple(_by_lines(body, _shell_lines(body)))
    return (Cell("input", body, 0, len(body)),) if body else ()


def _by_lines(body: str, kinds: Iterator[bool]) -> Iterator[Cell]:
    """Join neighbouring lines of one kind into cells."""
    at = 0
    lines = body.splitlines(keepends=True) if "\x0b" not in body else re.findall(r"[^\n]*\n|[^\n]+$", body)
    for typed, group in groupby(zip(lines, kinds, strict=False), key=lambda item: item[1]):
        text = "".join(line for line, _ in group)
        yield Cell("input" if typed else "output", text, at, at + len(text))
        at += len(text)


def _doctest_lines(body: str) -> Iterator[bool]:
    """Say of each line whether it was typed: a prompt, its continuation, or a comment or blank line before a prompt."""
    typed = True
    for line in body.split("\n"):
        bare = line.strip()
        if bare.startswith((">>>", "...")) and (len(bare) == 3 or bare[3] == " "):
            typed = True
        elif bare:
            typed = bare.startswith("#") and typed
        yield typed


def _ipython_lines(body: str) -> Iterator[bool]:
    typed = True
    for line in body.split("\n"):
        if line.startswith("In ["):
            typed = True
        elif line.startswith("Out[") or (line and not line.startswith(("   ", "In ["))):
            typed = False
        yield typed


def _shell_lines(body: str) -> Iterator[bool]:
    continued = False
    for line in body.split("\n"):
        typed = bool(_PROMPT.match(line)) or continued or line.startswith("> ")
        continued = typed and line.rstrip().endswith("\\")
        yield typed
