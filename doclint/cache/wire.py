"""Owns how findings are written down and read again: as JSON, which nobody can make run anything."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from doclint.model import Document, Edit, Finding, Fix, Pair, Place, Problem, Scope, Severity, Site, Span
from doclint.outcome import Outcome
from doclint.text.decode import decode


def write(outcome: Outcome) -> bytes:
    """Write down what a run found."""
    record = {
        "problems": [_plain(problem) for problem in outcome.problems],
        "warnings": outcome.warnings,
        "read": sorted(outcome.site.documents),
    }
    return json.dumps(record, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def read(data: bytes, scope: Scope, asked: Collection[str], pages: Mapping[str, bytes]) -> Outcome | None:
    """Read what an earlier run found on the same pages; None where the record is of another kind."""
    try:
        record = json.loads(data)
        documents = _documents(record, scope, pages)
        problems = tuple(_problem(item, documents) for item in record["problems"])
        warnings = tuple(map(str, record["warnings"]))
    except (ValueError, KeyError, TypeError, IndexError):
        return None
    pairs = tuple(
        Pair(documents[pair.source.name], documents[pair.translation.name], ())
        for pair in scope.pairs
        if pair.source.name in documents and pair.translation.name in documents
    )
    return Outcome(problems, Site(scope, documents, pairs), frozenset(asked), warnings)


def _documents(record: Any, scope: Scope, pages: Mapping[str, bytes]) -> dict[str, Document]:
    """Make the documents: with their text where something was found."""
    told = {name for item in record["problems"] for name in (item["path"], (item["related"] or [""])[0])}
    languages = {page.name: page.language for page in scope.pages}
    documents = {}
    for name in record["read"]:
        text, encoding = decode(pages[name] if name in told else b"")
        documents[name] = Document(name, languages[name], text, encoding=encoding)
    return documents


def _plain(problem: Problem) -> dict[str, Any]:
    finding = problem.finding
    related, fix = finding.related, finding.fix
    return {
        "rule": problem.rule,
        "severity": int(problem.severity),
        "path": finding.document.path,
        "span": [finding.span.start, finding.span.end],
        "message": finding.message,
        "related": related and [related.document.path, related.span.start, related.span.end],
        "fix": fix and [fix.safety, [[edit.span.start, edit.span.end, edit.text] for edit in fix.edits]],
        "fingerprint": problem.fingerprint,
    }


def _problem(item: Mapping[str, Any], documents: Mapping[str, Document]) -> Problem:
    related, fix = item["related"], item["fix"]
    place = Place(documents[related[0]], Span(*related[1:])) if related else None
    repair = Fix(tuple(Edit(Span(start, end), text) for start, end, text in fix[1]), fix[0]) if fix else None
    finding = Finding(documents[item["path"]], Span(*item["span"]), item["message"], place, repair)
    return Problem(item["rule"], Severity(item["severity"]), finding, item["fingerprint"])
