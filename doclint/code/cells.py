"""Owns cells: what in a code block is typed in, and what the computer answers."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Literal

from doclint.code.language import kind
from doclint.record import record
from doclint.regex import regex

Role = Literal["input", "output"]

_DOCTEST = regex(r"[ \t]*(?:>>>|\.\.\.)(?: |$)")
_DOCTEST_FIRST = regex(r"^[ \t]*>>>(?: |$)", re.MULTILINE)
_IPYTHON = regex(r"[ \t]*(?:In \[\d*\]:|\.{3,}:)(?: |$)")
_IPYTHON_FIRST = regex(r"^[ \t]*In \[\d*\]: ?", re.MULTILINE)
_IPYTHON_OUT = regex(r"Out\[\d*\]:[ \t]*")
_REPL_PROMPT = (
    r"[ \t]*(?:iex(?:\(\d+\))?>|irb(?:\([\w:.]*\))*[\w:.]*[>*] ?"
    r"|julia>|mysql>|sqlite>|postgres=[#>]|scala>|ghci>)(?: |$)"
)
_REPLS = ("iex", "irb", "julia>", "mysql>", "sqlite>", "postgres=", "scala>", "ghci>")
_REPL = regex(_REPL_PROMPT)
_REPL_FIRST = regex(r"^" + _REPL_PROMPT, re.MULTILINE)
# `$ ls`, `PS C:\> dir`, `C:\> dir`, `ana@host:~$ ls`, `(venv) $ ls`, `root@x:/# ls`
_SHELL_PROMPT = (
    r"[ \t]*(?:\([\w.-]+\) ?)?"
    r"(?:\$(?: |$)|%(?: (?=[a-z])|$)|PS(?: [A-Za-z]:[^>\n]*)?> ?|[A-Za-z]:\\[^>\n]*> ?"
    r"|\[?[\w.-]+@[\w.-]+(?:[:~ ][^$#\n]{0,80}[$#]| ?[$#])(?: |$))"
)
_SHELL = regex(_SHELL_PROMPT)
_SHELL_FIRST = regex(r"^" + _SHELL_PROMPT, re.MULTILINE)
_SURE_SHELL = regex(
    r"^[ \t]*(?:\$ |PS [A-Za-z]:|[A-Za-z]:\\[^>\n]*> ?|[\w.-]+@[\w.-]+[:~][^$#\n]{0,80}[$#] )", re.MULTILINE
)
_SHELL_MORE = regex(r"[ \t]*>(?: |$)")
_SHELLS = frozenset({"", "bash", "powershell", "bat", "text", "output"})
# Some sites write remarks between commands as `// Remark`.
_TOLD = regex(r"[ \t]*// ")
_HEREDOC = regex(r"<<[-~]?\s*[\"']?(\w+)")


@record
class Cell:
    """A stretch of a block's body; `start` and `end` are offsets into it, in code points.

    `prompted` says whether its lines carry prompts, which are no part of the code.
    """

    kind: Role
    text: str
    start: int
    end: int
    prompted: bool = False


@lru_cache(maxsize=4096)
def cells(language: str, body: str) -> tuple[Cell, ...]:
    """Cut a block's body into inputs and outputs; a block without prompts is one input, an output block one output."""
    if ">>>" in body and _DOCTEST_FIRST.match(_below_remarks(body)):  # one further down may stand in a docstring
        return tuple(_by_lines(body, _doctest(body)))
    if "In [" in body and _IPYTHON_FIRST.search(body):
        return tuple(_by_lines(body, _ipython(body)))
    if language in _SHELLS and (_SHELL_FIRST if language == "bash" else _SURE_SHELL).search(body):
        return tuple(_by_lines(body, _shell(body)))
    if any(name in body for name in _REPLS) and _REPL_FIRST.search(body):
        return tuple(_by_lines(body, ("input" if _REPL.match(line) else "output" for line in body.split("\n"))))
    if not body:
        return ()
    return (Cell("output" if kind(language) == "output" else "input", body, 0, len(body)),)


def _below_remarks(body: str) -> str:
    """Give a body from its first line on that is neither blank nor a comment."""
    lines = body.split("\n")
    first = next((n for n, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")), len(lines))
    return "\n".join(lines[first : first + 1])


def _by_lines(body: str, roles: Iterator[Role]) -> Iterator[Cell]:
    """Join neighbouring lines of one role into cells; blank lines belong to what stands above them."""
    at = 0
    lines = re.findall(r"[^\n]*\n|[^\n]+$", body)
    for role, group in groupby(zip(lines, roles, strict=False), key=lambda item: item[1]):
        text = "".join(line for line, _ in group)
        yield Cell(role, text, at, at + len(text), prompted=role == "input")
        at += len(text)


def _doctest(body: str) -> Iterator[Role]:
    """Say of each line whether it was typed: it has a prompt, or is a comment or blank above an answer."""
    role: Role = "input"
    indent = 0
    for line in body.split("\n"):
        bare = line.strip()
        if _DOCTEST.match(line):
            role, indent = "input", len(line) - len(line.lstrip())
        elif bare and not (bare.startswith("#") and role == "input") and len(line) - len(line.lstrip()) <= indent + 60:
            role = "output"
        yield role


def _ipython(body: str) -> Iterator[Role]:
    role: Role = "input"
    for line in body.split("\n"):
        if _IPYTHON.match(line):
            role = "input"
        elif _IPYTHON_OUT.match(line) or (line.strip() and not line.startswith("   ")):
            role = "output"
        yield role


def _shell(body: str) -> Iterator[Role]:
    """Say of each line whether it was typed: it has a prompt, goes on from such a line, or is a remark above one."""
    lines = body.split("\n")
    role: Role = "input"
    continued, ending = False, ""
    for number, line in enumerate(lines):
        bare = line.strip()
        if ending:
            role = "input"
            ending = "" if bare == ending else ending
        elif _SHELL.match(line) or continued or (role == "input" and number and _SHELL_MORE.match(line)):
            role = "input"
            heredoc = _HEREDOC.search(line)
            ending = heredoc[1] if heredoc else ""
        elif bare.startswith(("#", "// ")):
            role = "input" if role == "input" or _leads_to_prompt(lines, number) else "output"
        elif bare:
            role = "output"
        continued = role == "input" and bare.endswith(("\\", "`", "&&", "|"))
        yield role


def _leads_to_prompt(lines: list[str], number: int) -> bool:
    """Say whether the next line that is neither blank nor a comment has a prompt."""
    following = (line for line in lines[number + 1 :] if line.strip() and not line.lstrip().startswith(("#", "// ")))
    return bool(_SHELL.match(next(following, "")))


def unprompted(cell: Cell) -> str:
    """Give a cell's text with its prompts blanked, so that offsets stay true and indentation stays relative."""
    if not cell.prompted:
        return cell.text
    return "\n".join(_bare(line) for line in cell.text.split("\n"))


def _bare(line: str) -> str:
    match = (
        _DOCTEST.match(line)
        or _IPYTHON.match(line)
        or _REPL.match(line)
        or _SHELL.match(line)
        or _SHELL_MORE.match(line)
    )
    told = line.replace("//", "# ", 1) if _TOLD.match(line) else line
    return " " * match.end() + line[match.end() :] if match else told


def bare_lines(body: str) -> list[str]:
    """Give the lines of a body without prompts and blanks, to compare blocks that lost some of their prompts."""
    return [" ".join(_bare(line).split()) for line in body.split("\n") if line.strip()]


def answer(cell: Cell) -> str:
    """Give an output's text with IPython's `Out[1]:` blanked; offsets stay true."""
    return _IPYTHON_OUT.sub(lambda match: " " * len(match[0]), cell.text)


def answers(language: str, body: str) -> list[Cell]:
    """Give the outputs inside a block that say something."""
    return [cell for cell in cells(language, body) if cell.kind == "output" and cell.text.strip()]
