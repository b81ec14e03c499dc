"""The format `sarif`: SARIF 2.1.0 (OASIS), as code scanning at GitHub and editors read it."""

import re
from collections.abc import Iterator, Sequence
from json import dumps
from typing import Any
from urllib.parse import quote

from doclint import __version__
from doclint.model import Document, Edit, Fix, Place, Problem, Severity
from doclint.regex import regex
from doclint.report.base import Report, Style, place_of, region
from doclint.report.screen import whole

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_MOST_RESULTS = 25_000
"""GitHub refuses a run with more results."""
_LEAD = regex(r"^```\n+(.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)


def render(report: Report, _style: Style) -> Iterator[str]:
    """Yield the report as one JSON document in ASCII, a result per line."""
    problems = report.problems[:_MOST_RESULTS]
    names = sorted({problem.rule for problem in problems})
    head = dumps({"$schema": _SCHEMA, "version": "2.1.0"})[:-1]
    run = dumps(
        {
            "tool": {"driver": _driver(report, names)},
            "automationDetails": {"id": "doclint/"},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "the folder of the repository"}}},
            "invocations": [_invocation(report)],
        }
    )[:-1]
    yield f'{head}, "runs": [\n{run},\n"results": ['
    for index, problem in enumerate(problems):
        yield (",\n" if index else "\n") + dumps(_result(report, problem, names.index(problem.rule)))
    yield "]}]}\n"


def _driver(report: Report, names: Sequence[str]) -> dict[str, Any]:
    rules = [_rule(report, name) for name in names]
    return {"name": "doclint", "version": __version__, "semanticVersion": __version__, "rules": rules}


def _rule(report: Report, name: str) -> dict[str, Any]:
    info = report.rules.get(name)
    if info is None:
        return {"id": name, "name": name}
    lead = _LEAD.search(info.page)
    why = " ".join(lead[1].split()) if lead else ""
    return {
        "id": name,
        "name": "".join(word.capitalize() for word in name.split("-")),
        "shortDescription": {"text": info.summary},
        "fullDescription": {"text": why or info.summary},
        "help": {"text": why or info.summary, "markdown": whole(info.page) or info.summary},
        "defaultConfiguration": {"level": _LEVELS[info.severity]},
        "properties": {"tags": ["documentation", "translation", info.group]},
    }


def _invocation(report: Report) -> dict[str, Any]:
    notes = [whole(note) for note in report.notes]
    left_out = len(report.problems) - _MOST_RESULTS
    if left_out > 0:
        notes.append(f"{left_out} more findings are left out: code scanning takes {_MOST_RESULTS}")
    notifications = [{"level": "note", "message": {"text": note}} for note in notes if note]
    return {"executionSuccessful": True, "toolExecutionNotifications": notifications}


def _result(report: Report, problem: Problem, index: int) -> dict[str, Any]:
    found = problem.finding
    result: dict[str, Any] = {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": _LEVELS[problem.severity],
        "message": {"text": _plain(found.message)},
        "locations": [{"physicalLocation": _location(report, place_of(problem))}],
        # GitHub goes by the first name; the second says whose it is.
        "partialFingerprints": {
            "primaryLocationLineHash": f"{problem.fingerprint}:1",
            "doclint/v1": problem.fingerprint,
        },
    }
    if found.related:
        counterpart = found.related.document.language != found.document.language
        said = "the source" if counterpart else "the other place"
        result["relatedLocations"] = [
            {"id": 1, "physicalLocation": _location(report, found.related), "message": {"text": said}}
        ]
    if found.fix and (fix := _fix(report, found.document, found.fix)):
        result["fixes"] = [fix]
    return result


def _plain(message: str) -> str:
    """Keep `[a](b)` in a message from being taken for a link to a location (SARIF 3.11.6)."""
    text = whole(message)
    return re.sub(r"[\[\]]", r"\\\g<0>", text) if "](" in text else text


def _location(report: Report, place: Place) -> dict[str, Any]:
    return {"artifactLocation": _artifact(report, place.document), "region": _region(place)}


def _artifact(report: Report, document: Document) -> dict[str, str]:
    path = report.from_root(document.path).encode("utf-8", "surrogateescape")
    return {"uri": quote(path, safe="/"), "uriBaseId": "%SRCROOT%"}


def _region(place: Place) -> dict[str, int]:
    where = region(place)
    return {
        "startLine": where.line,
        "startColumn": where.column,
        "endLine": where.end_line,
        "endColumn": where.end_column,
    }


def _fix(report: Report, document: Document, fix: Fix) -> dict[str, Any] | None:
    """Give a fix; None where its text is no Unicode and so cannot be said in JSON."""
    if any("\ud800" <= char <= "\udfff" for edit in fix.edits for char in edit.text):
        return None
    said = "Repair, proven to be right" if fix.safety == "safe" else "Suggestion, to be read before it is accepted"
    changes = [_replacement(document, edit) for edit in fix.edits]
    return {
        "description": {"text": said},
        "artifactChanges": [{"artifactLocation": _artifact(report, document), "replacements": changes}],
    }


def _replacement(document: Document, edit: Edit) -> dict[str, Any]:
    return {"deletedRegion": _region(Place(document, edit.span)), "insertedContent": {"text": edit.text}}
