"""Owns how a translated block gets its code right again, with its translated strings and comments left alone."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from doclint.code.compare import compare, spoken_tokens
from doclint.code.known import Page
from doclint.code.literal import is_prose
from doclint.code.place import indentation
from doclint.code.token import Token, bare
from doclint.code.verdict import Verdict
from doclint.model import Code, Document, Edit, Fix, Span
from doclint.record import record, replace
from doclint.regex import regex

_MOST = 12  # tokens to set right, one after the other; a block with more is another one
_MOST_LINES = 400
_MOST_PLACES = 3  # where lines are missing, or too many
_REMARK = regex(r"(?<=\s)(?:#|//|--|;|%)(?=[\s!#/])")


def mended(source: Code, page: Document, translation: Code, known: Page, verdict: Verdict) -> Fix | None:
    """Give the suggestion that changes nothing but the tokens, or the whole lines, which differ; None where it cannot.

    Afterwards the block says what the source's says: every token that `verdict`, and those after it, name has the
    source's place taken by no sentence, and a line that is taken out holds none and no comment.
    """
    if not translation.closed or translation.body.count("\n") > _MOST_LINES:
        return None
    both = spoken_tokens(source, translation)
    body = _tokenwise(source, translation, known, verdict) if len(both[0]) == len(both[1]) else None
    if body is None:
        laid = _linewise(source, translation, both)
        if laid is None or laid == translation.body:
            return None
        other = replace(translation, body=laid)
        body = _tokenwise(source, other, known, compare(source, other, known))
    edits = tuple(_edits(page, translation, body)) if body is not None else ()
    return Fix(edits, "unsafe") if edits else None


def _tokenwise(source: Code, translation: Code, known: Page, verdict: Verdict) -> str | None:
    """Set right what differs, token by token; None where that leads to no equal code."""
    given: list[str] = []
    taken: list[str] = []
    for _ in range(_MOST):
        if verdict.forgiven:  # what only changed places may have done so together with the words around it
            return translation.body if sorted(given) != sorted(taken) or not given else None
        body, at, here = translation.body, verdict.translation_at, verdict.translation
        wanted = verdict.expected or verdict.source
        plain = verdict.level == "code" and wanted.strip() and here.strip() and "\n" not in wanted + here
        if not plain or is_prose(bare(here)) or body[at : at + len(here)] != here:
            return None
        translation = replace(translation, body=body[:at] + wanted + body[at + len(here) :])
        given.append(wanted)
        taken.append(here)
        before, verdict = verdict, compare(source, translation, known)
        if not verdict.forgiven and verdict.translation_at <= before.translation_at:
            return None
    return None


# --- whole lines ---------------------------------------------------------------------------------------------------


@record
class _Line:
    """A line of code: its number in the block, and what its tokens say, sentences aside."""

    number: int
    said: tuple[str, ...]
    prose: bool


def _linewise(source: Code, translation: Code, both: tuple[Sequence[Token], Sequence[Token]]) -> str | None:
    """Give the translation with the source's lines that it lacks, and without those that the source lacks."""
    left, right = _by_line(source.body, both[0]), _by_line(translation.body, both[1])
    if not right:  # nothing but comments, or drawn lines
        return None
    if len(left) == len(right):  # where lines but lack, or are but too many, there are fewer or more
        return None
    ours, theirs = _lines(left), _lines(right)
    old, rows = source.body.split("\n"), translation.body.split("\n")
    put: dict[int, list[str]] = {}
    matcher = SequenceMatcher(None, [line.said for line in ours], [line.said for line in theirs], autojunk=False)
    steps = [step for step in matcher.get_opcodes() if step[0] != "equal" and step[2] - step[1] != step[4] - step[3]]
    if len(steps) > _MOST_PLACES or len({step[0] for step in steps}) != 1 or steps[0][0] == "replace":
        return None
    for _, a, b, c, d in steps:
        if any(line.prose for line in ours[a:b]) or any(_says(line, rows[line.number]) for line in theirs[c:d]):
            return None
        for line in theirs[c:d]:
            put[line.number] = []
        if a < b:
            follows = c > 0 and ours[a].number - ours[a - 1].number == 1
            at = theirs[c - 1].number + 1 if follows or c == len(theirs) else theirs[c].number
            lines = [old[line.number] for line in ours[a:b]]
            put[at] = [*lines, *([rows[at]] if at < len(rows) else [])]
    result = [line for number, row in enumerate(rows) for line in put.get(number, [row])]
    return "\n".join([*result, *put.get(len(rows), [])])


def _by_line(body: str, tokens: Sequence[Token]) -> dict[int, list[Token]]:
    found: dict[int, list[Token]] = {}
    for token in tokens:
        if token.category not in ("line", "indent"):
            found.setdefault(body.count("\n", 0, token.at), []).append(token)
    return found


def _lines(found: Mapping[int, Sequence[Token]]) -> list[_Line]:
    return [_Line(number, tuple(map(_said, line)), any(map(_is_prose, line))) for number, line in found.items()]


def _says(line: _Line, row: str) -> bool:
    """Say whether a line holds a sentence or a comment that somebody translated."""
    return line.prose or is_prose(row.strip()) or bool(_REMARK.search(row))


def _said(token: Token) -> str:
    return "" if _is_prose(token) else bare(token.text)


def _is_prose(token: Token) -> bool:
    return token.category in ("string", "key", "word", "text") and is_prose(bare(token.text))


# --- back to the page ----------------------------------------------------------------------------------------------


def _edits(page: Document, translation: Code, body: str) -> Iterator[Edit]:
    """Yield the edits that give a block another body, line by line."""
    raw = page.text[translation.body_span.start : translation.body_span.end]
    indent = indentation(raw, translation.body)
    end = "\r\n" if "\r\n" in raw else "\n"
    old, new = translation.body.split("\n"), body.split("\n")
    if indent is None or raw.count("\n") + 1 != len(old) or (len(old) != len(new) and not raw.endswith("\n")):
        return
    starts = [translation.body_span.start]
    for line in raw.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if kind == "replace" and b - a == d - c:
            for row, before, after in zip(starts[a:b], old[a:b], new[c:d], strict=True):
                yield _within(row + len(indent), before, after)
            continue
        text = "".join((indent + line if line else line) + end for line in new[c:d])
        yield Edit(Span(starts[a], min(starts[b], translation.body_span.end)), text)


def _within(start: int, before: str, after: str) -> Edit:
    """Give the edit that turns one line into another and leaves both its ends alone."""
    most = min(len(before), len(after))
    same = next((at for at in range(most) if before[at] != after[at]), most)
    tail = next((at for at in range(most - same) if before[-1 - at] != after[-1 - at]), most - same)
    return Edit(Span(start + same, start + len(before) - tail), after[same : len(after) - tail])
