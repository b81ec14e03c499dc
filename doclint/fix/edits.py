"""Edits of one text: which of them go together, what they make of it, and how to show that."""

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Iterator, Mapping

from doclint.model import Document, Edit, Problem
from doclint.record import record


@record
class Plan:
    """What to do to one document. `edits` are sorted and apart; `done` are the problems that they solve.

    `refused` have a fix that cuts into another one's; they can be solved by the next run.
    """

    document: Document
    edits: tuple[Edit, ...]
    done: tuple[Problem, ...]
    refused: tuple[Problem, ...]


class _Chosen:
    """Edits of one text that do not overlap, kept sorted."""

    def __init__(self) -> None:
        self.edits: list[Edit] = []

    def admits(self, edit: Edit) -> bool:
        """Say whether `edit` is among the chosen already or cuts into none of them."""
        at = bisect_left(self.edits, edit)
        near = self.edits[max(0, at - 1) : at + 1]
        return edit in near or not any(_clash(edit, other) for other in near)

    def add(self, edit: Edit) -> None:
        if edit not in self.edits[(at := bisect_left(self.edits, edit)) : at + 1]:
            insort(self.edits, edit)


def _clash(one: Edit, other: Edit) -> bool:
    """Say whether two edits touch the same code points, or insert at the same point in an order nobody knows."""
    if one.span == other.span:
        return True
    return one.span.start < other.span.end and other.span.start < one.span.end


def choose(edits: Iterable[Edit]) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
    """Split edits into those that can be applied together, sorted, and those that cut into an earlier one.

    Of two that overlap, the first by position is kept. The same edit given twice counts once.
    """
    chosen, rejected = _Chosen(), []
    for edit in sorted(set(edits)):
        if chosen.admits(edit):
            chosen.add(edit)
        else:
            rejected.append(edit)
    return tuple(chosen.edits), tuple(rejected)


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Give `text` with `edits` applied together; of two that overlap only the first by position (see `choose`).

    Everything outside the edits' spans stays as it is, code point for code point. Raises ValueError where a span
    is no stretch of `text`.
    """
    pieces: list[str] = []
    at = 0
    for edit in choose(edits)[0]:
        if not 0 <= edit.span.start <= edit.span.end <= len(text):
            raise ValueError(f"edit {edit.span} lies outside a text of {len(text)} code points")
        pieces += (text[at : edit.span.start], edit.text)
        at = edit.span.end
    return "".join((*pieces, text[at:]))


def plan(problems: Iterable[Problem], safeties: Collection[str] = ("safe",)) -> Mapping[str, Plan]:
    """Collect, by path, the edits of the fixes whose safety is among `safeties`.

    A fix is taken whole or not at all. Safe fixes go before unsafe ones, otherwise the first by position wins.
    """
    by_path: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.finding.fix and problem.finding.fix.edits and problem.finding.fix.safety in safeties:
            by_path.setdefault(problem.finding.document.path, []).append(problem)
    return {path: _plan(found) for path, found in sorted(by_path.items())}


def _plan(problems: list[Problem]) -> Plan:
    document = problems[0].finding.document
    chosen, done, refused = _Chosen(), [], []
    for problem in sorted(problems, key=_precedence):
        edits, clashing = choose(problem.finding.fix.edits if problem.finding.fix else ())
        same = problem.finding.document is document or problem.finding.document.text == document.text
        if same and not clashing and all(chosen.admits(edit) for edit in edits):
            for edit in edits:
                chosen.add(edit)
            done.append(problem)
        else:
            refused.append(problem)
    return Plan(document, tuple(chosen.edits), tuple(done), tuple(refused))


def _precedence(problem: Problem) -> tuple[bool, Edit, str]:
    fix = problem.finding.fix
    assert fix is not None  # noqa: S101 -- `plan` lets no other through
    return fix.safety != "safe", min(fix.edits), problem.rule


def diff(name: str, before: str, after: str) -> Iterator[str]:
    r"""Yield the lines, each with its end, of a unified diff that `git apply` and `patch -p1` take.

    Lines end at `\n` alone, so that no other sign is taken for a line end. Undecodable bytes stand as lone
    surrogates: write the lines out with the error handler "surrogateescape".
    """
    from difflib import unified_diff

    # A tab ends a name that holds spaces, as git writes it.
    label = name + "\t" if " " in name else name
    for line in unified_diff(_lines(before), _lines(after), f"a/{label}", f"b/{label}"):
        yield line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]
