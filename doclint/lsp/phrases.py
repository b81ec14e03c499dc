"""Owns the translation of findings into the editor's protocol: positions, diagnostics, quick fixes.

Terms and numbers are those of the Language Server Protocol 3.17: lines and characters count from 0, and characters
are counted in the units that client and server agreed upon.
"""

from collections.abc import Callable, Iterator

from lsprotocol import types

from doclint.lsp.desk import Desk
from doclint.model import Document, Problem, Severity, Span

Units = Callable[[str], int]
"""Counts a text in the units of the connection."""

_SEVERITY = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


def units(encoding: str) -> Units:
    """Give the counter for `utf-8`, `utf-16` or `utf-32` (LSP 3.17, PositionEncodingKind)."""
    if encoding == "utf-32":
        return len
    width = 1 if encoding == "utf-8" else 2
    codec = "utf-8" if encoding == "utf-8" else "utf-16-le"
    return lambda text: len(text.encode(codec, "surrogatepass")) // width


def position(document: Document, offset: int, count: Units) -> types.Position:
    """Turn an offset in code points into a position."""
    line, column = document.position(offset)
    return types.Position(line - 1, count(document.line(line)[: column - 1]))


def offset(document: Document, place: types.Position, count: Units) -> int:
    """Turn a position into an offset in code points; one beyond a line's end means its end."""
    if place.line >= len(document.line_starts):
        return len(document.text)
    line = document.line(place.line + 1)
    column = next((index for index in range(len(line)) if count(line[: index + 1]) > place.character), len(line))
    return document.line_starts[place.line] + column


def range_of(document: Document, span: Span, count: Units) -> types.Range:
    """Turn a span into a range."""
    return types.Range(position(document, span.start, count), position(document, span.end, count))


def diagnostic(problem: Problem, desk: Desk, count: Units) -> types.Diagnostic:
    """Say a finding as a diagnostic, with the other side as related information."""
    finding = problem.finding
    related = finding.related
    told = types.Diagnostic(
        range=range_of(finding.document, finding.span, count),
        message=finding.message,
        severity=_SEVERITY[problem.severity],
        code=problem.rule,
        source="doclint",
        data=problem.fingerprint,
    )
    if related is not None:
        there = types.Location(
            desk.path_of(related.document.path).as_uri(), range_of(related.document, related.span, count)
        )
        told.related_information = [types.DiagnosticRelatedInformation(there, _quoted(related.document, related.span))]
    return told


def mirrored(problem: Problem, desk: Desk, count: Units) -> types.Diagnostic | None:
    """Say a finding again on its other side, so that both open pages show it; None where it has none."""
    finding, related = problem.finding, problem.finding.related
    if related is None or related.document.path == finding.document.path:
        return None
    here = types.Location(desk.path_of(finding.document.path).as_uri(), range_of(finding.document, finding.span, count))
    return types.Diagnostic(
        range=range_of(related.document, related.span, count),
        message=f"in {finding.document.language}: {finding.message}",
        severity=types.DiagnosticSeverity.Hint,
        code=problem.rule,
        source="doclint",
        related_information=[types.DiagnosticRelatedInformation(here, _quoted(finding.document, finding.span))],
    )


def _quoted(document: Document, span: Span) -> str:
    """Give the first line of a place, short."""
    text = document.read(span).strip().partition("\n")[0] or "here"
    return text if len(text) <= _SHORT else f"{text[:_SHORT].rstrip()}…"


_SHORT = 80


def actions(problem: Problem, desk: Desk, count: Units) -> Iterator[types.CodeAction]:
    """Yield what an editor can do about a finding: repair it, or allow it here."""
    finding = problem.finding
    document = finding.document
    uri = desk.path_of(document.path).as_uri()
    told = diagnostic(problem, desk, count)
    if finding.fix is not None:
        edits = [types.TextEdit(range_of(document, edit.span, count), edit.text) for edit in finding.fix.edits]
        sure = finding.fix.safety == "safe"
        yield types.CodeAction(
            title=f"doclint: mend {problem.rule}" + ("" if sure else " (a suggestion: read the result)"),
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[told],
            is_preferred=sure,
            edit=types.WorkspaceEdit(changes={uri: edits}),
        )
    block = next((block for block in document.blocks if block.span.start <= finding.span.start <= block.span.end), None)
    start = document.position(block.span.start if block else finding.span.start)[0] - 1
    comment = f"{{/* doclint: allow {problem.rule} */}}" if document.path.endswith(".mdx") else ""
    comment = comment or f"<!-- doclint: allow {problem.rule} -->"
    where = types.Position(start, 0)
    yield types.CodeAction(
        title=f"doclint: allow {problem.rule} here",
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[told],
        edit=types.WorkspaceEdit(changes={uri: [types.TextEdit(types.Range(where, where), f"{comment}\n\n")]}),
    )
