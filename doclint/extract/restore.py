"""Owns the Markdown of an extract: what the page beside it proves is written again."""

import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from doclint.extract.recover import Recovered
from doclint.extract.words import visible
from doclint.model import Block, Code, Component, Document, Heading, Prose, Span
from doclint.regex import regex


def restored(found: Recovered) -> str:
    """Give the extract as Markdown: headings, fences, prompts and blank lines written again, all its lines kept.

    Where both are in one language, and a block says the same word by word, the page's own Markdown stands for it, with
    its links and code spans.
    """
    rows = sorted(found.rows, key=lambda row: row[1].span)
    pieces: list[str] = []
    at = 0
    for (block, made), following in zip(rows, [*rows, None][1:], strict=True):
        pieces += _lines(found, at, made.span.start)
        pieces.append(_markdown(found, block, made, exact=_said_alike(found, block, made)))
        at = max(at, made.span.end)
        if following is not None and not _says(found, at, following[1].span.start):
            pieces += _between(found.page, block, following[0]) if found.matched else [""]
        else:
            pieces.append("")
    pieces += _lines(found, at, len(found.extract.text))
    return _joined(pieces)


def _joined(pieces: list[str]) -> str:
    """Put pieces on lines of their own; two blank lines in a row say no more than one."""
    kept = [piece for before, piece in pairwise(["", *pieces]) if piece or before]
    return "\n".join(kept).rstrip("\n") + "\n"


def _says(found: Recovered, start: int, end: int) -> bool:
    return bool(found.begun_in(start, end))


def _lines(found: Recovered, start: int, end: int) -> Iterator[str]:
    """Yield the lines that stand for no block of the page, with the blank lines between them."""
    last = None
    for line in found.begun_in(start, end):
        if last is not None and found.extract.text.count("\n", last, line.start) > 1:
            yield ""
        yield found.extract.read(line)
        last = line.end
    if last is not None:
        yield ""


_MARKS = regex(r"[\s*_`\[\]\\\"'“”„‘’«»()•\-–—#]+")


def _said_alike(found: Recovered, block: Block, made: Block) -> bool:
    """Say whether a block says just what the extract has, but for blanks, quotes and Markdown's marks."""
    if not found.matched:
        return False
    if isinstance(block, Code) and isinstance(made, Code):
        return [line for line in made.body.split("\n") if line] == [line for line in block.body.split("\n") if line]
    if isinstance(block, Heading | Prose):
        said = " ".join(map(found.extract.read, found.said_in(made.span)))
        return _bare(said) == _bare(visible(found.page, block))
    return False


def _bare(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", text))


def _markdown(found: Recovered, block: Block, made: Block, *, exact: bool) -> str:
    if exact:
        return _whole_lines(found.page, block.span)
    if isinstance(block, Code) and isinstance(made, Code):
        return f"{block.fence}{block.info}\n{made.body}{block.fence}" if block.fence else made.body.rstrip("\n")
    if isinstance(block, Heading):
        return f"{'#' * block.level} {found.extract.read(made.span).lstrip('# ')}"
    if isinstance(block, Prose) and block.role == "item":
        return f"- {found.extract.read(made.span).lstrip('•*- ')}"
    return "\n".join(map(found.extract.read, found.said_in(made.span)))


def _whole_lines(page: Document, span: Span) -> str:
    """Give a block with the marks of its list or quote."""
    start = page.text.rfind("\n", 0, span.start) + 1
    return page.text[start : span.end]


def _between(page: Document, block: Block, following: Block) -> Iterator[str]:
    """Yield what separates two blocks: the components between them, and a blank line where the page has one."""
    inner = [other for other in page.of(Component) if block.span.end <= other.span.start < following.span.start]
    if not inner and "\n\n" not in page.text[block.span.end : following.span.start].replace("\r", ""):
        return
    yield ""
    for other in inner:
        yield from (page.text[other.span.start : other.span.end], "")
