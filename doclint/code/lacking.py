"""Owns how a difference is told that is whole lines: those of the source that are missing, or those that it has not."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from doclint.code.compare import spoken_tokens
from doclint.code.place import quoted
from doclint.code.token import Token
from doclint.code.verdict import Verdict
from doclint.model import Code, line_starts
from doclint.record import record, replace

_MOST = 60  # lines that are looked for
_AGREEING = 2  # lines that are the same behind several that are missing
_REACH = 1000  # code points of a line that are shown or compared

Line = Sequence[Token]


@record
class _Side:
    """The lines of a block that say something, from the one on which the sides begin to differ on.

    `within` is how many tokens of that line are before the difference; `every` counts what all lines of the block say.
    """

    body: str
    lines: Sequence[Line]
    within: int
    every: Counter[tuple[str, ...]]

    def first(self) -> tuple[str, int]:
        """Give the first line as it is written, and where it begins."""
        start = self.body.rfind("\n", 0, self.lines[0][0].at) + 1
        line = self.body[start : start + _REACH].split("\n", 1)[0]
        return line.strip(), start + len(line) - len(line.lstrip())


def lacking(source: Code, translation: Code, verdict: Verdict) -> tuple[str, Verdict] | None:
    """Say which lines one side alone has, where that is all that differs there; None where it is not.

    The verdict that is given along stands at these lines.
    """
    ours, theirs = spoken_tokens(source, translation)
    here = _side(translation.body, theirs, verdict.translation, verdict.translation_at)
    there = _side(source.body, ours, verdict.source, verdict.source_at)
    if here.within != there.within:
        return None
    lost, more = _run(there, here), _run(here, there)
    if lost and (not more or lost <= more):
        line, at = there.first()
        moved = replace(verdict, source=line, source_at=at) if verdict.source_at < at else verdict
        return _told(lost, line, "the source's line {} is missing here", "of the source are missing here"), moved
    if more:
        line, at = here.first()
        moved = replace(verdict, translation=line, translation_at=at) if verdict.translation_at < at else verdict
        return _told(more, line, "the line {} is not in the source", "are not in the source"), moved
    return None


def _told(count: int, line: str, one: str, many: str) -> str:
    """Give the words for lines that one side alone has: `one` with a place for the line, `many` behind their number."""
    shown = quoted(line, line, 0)
    return one.format(shown) if count == 1 else f"{count} lines {many}, from {shown} on"


def _side(body: str, found: Sequence[Token], text: str, at: int) -> _Side:
    seen = [token for token in found if token.category not in ("line", "indent")]
    starts = line_starts(body)
    lines = [tuple(line) for _, line in groupby(seen, lambda token: bisect_right(starts, token.at))]
    every = Counter(map(_said, lines))
    if text == "":
        return _Side(body, (), 0, every)
    number = next((n for n, line in enumerate(lines) if line[-1].at >= at), len(lines))
    rest = lines[number : number + _MOST + _AGREEING]
    if text == "," and rest and rest[0][-1].at == at:  # that of an item behind which another one follows
        return _Side(body, rest[1:], 0, every)
    return _Side(body, rest, sum(token.at < at for token in rest[0]) if rest else 0, every)


def _run(longer: _Side, shorter: _Side) -> int:
    """Give how many lines more one side has before both go on the same; 0 where they do not."""
    ours, theirs = ([_said(line) for line in side.lines] for side in (longer, shorter))
    if not ours or ours[:1] == theirs[:1]:
        return 0
    line, _ = longer.first()
    if shorter.body.count(line) >= longer.body.count(line):  # only moved, or made a comment
        return 0
    if not theirs:
        return 0 if longer.within or len(ours) > _MOST else len(ours)
    for more in range(1, min(len(ours), _MOST)):
        agreeing = 1 if more == 1 else min(_AGREEING, len(theirs), len(ours) - more)
        behind = ours[more : more + agreeing]
        if behind == theirs[:agreeing] and (more == 1 or any(map(_speaks, behind))):
            lost = longer.every - shorter.every
            return more if more == 1 or Counter(ours[:more]) <= lost else 0
    return 0


def _said(line: Line) -> tuple[str, ...]:
    """Give what a line says, whatever its strings do."""
    return tuple("" if token.category == "string" else token.text for token in line)


def _speaks(said: tuple[str, ...]) -> bool:
    return any(text[:1].isalnum() for text in said)
