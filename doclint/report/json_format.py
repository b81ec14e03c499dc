"""The format `json`: the machine-readable contract, schema 1."""

from collections.abc import Iterator
from json import dumps
from typing import Any

from doclint import __version__
from doclint.model import Document, Edit, Fix, Place, Problem, Severity
from doclint.record import contents
from doclint.report.base import Report, Style, place_of, region

SCHEMA = 1


def render(report: Report, _style: Style) -> Iterator[str]:
    """Yield the report, a finding per line. Pure ASCII: whatever is not, also half a surrogate pair, is escaped."""
    yield f'{{"schema": {SCHEMA}, "version": {dumps(__version__)},\n "summary": {dumps(summary(report))},\n'
    yield ' "findings": ['
    for index, problem in enumerate(report.problems):
        yield (",\n  " if index else "\n  ") + dumps(finding(problem))
    yield "]}\n"


def summary(report: Report) -> dict[str, int]:
    """Count. `fixable` are the findings that have a fix of either safety."""
    counts = report.counts()
    return {
        "documents": report.documents,
        "pairs": report.pairs,
        "findings": len(report.problems),
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "infos": counts[Severity.INFO],
        "fixable": report.fixes().total(),
    }


def finding(problem: Problem) -> dict[str, Any]:
    """Give a problem as the contract's object."""
    found = problem.finding
    return {
        "rule": problem.rule,
        "severity": problem.severity.label,
        "message": found.message,
        "path": found.document.path,
        **contents(region(place_of(problem))),
        "language": found.document.language,
        "related": _related(found.related) if found.related else None,
        "fix": _fix(found.document, found.fix) if found.fix else None,
        "fingerprint": problem.fingerprint,
    }


def _related(place: Place) -> dict[str, Any]:
    return {"path": place.document.path, **contents(region(place))}


def _fix(document: Document, fix: Fix) -> dict[str, Any]:
    return {"safety": fix.safety, "edits": [_edit(document, edit) for edit in fix.edits]}


def _edit(document: Document, edit: Edit) -> dict[str, Any]:
    return {**contents(region(Place(document, edit.span))), "text": edit.text}
