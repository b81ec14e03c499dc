"""The format `gitlab`: a Code Quality report, as GitLab shows it in merge requests."""

from collections.abc import Iterator
from json import dumps
from typing import Any

from doclint.model import Problem, Severity
from doclint.report.base import Report, Style, place_of, region
from doclint.report.screen import whole

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report, _style: Style) -> Iterator[str]:
    """Yield the report as a JSON array in ASCII, an issue per line."""
    yield "["
    for index, problem in enumerate(report.problems):
        yield (",\n " if index else "\n ") + dumps(_issue(report, problem))
    yield "\n]\n" if report.problems else "]\n"


def _issue(report: Report, problem: Problem) -> dict[str, Any]:
    where = region(place_of(problem))
    return {
        # GitLab does not show `check_name`, so the description says it, too.
        "description": f"{problem.rule}: {whole(problem.finding.message)}{seen_beside(report, problem)}",
        "check_name": problem.rule,
        "fingerprint": problem.fingerprint,
        "severity": _SEVERITIES[problem.severity],
        "location": {
            "path": whole(report.from_root(problem.finding.document.path)),
            "lines": {"begin": where.line, "end": where.last_line},
        },
    }


def seen_beside(report: Report, problem: Problem) -> str:
    """Name the other side for formats that have no place for it: ` (docs/en/a.md:15)`, or nothing."""
    related = problem.finding.related
    if related is None:
        return ""
    return f" ({whole(report.from_root(related.document.path))}:{region(related).line})"
