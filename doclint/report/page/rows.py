"""A pair of pages side by side, row by row, with the findings below the rows that they are about."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from doclint.model import Block, Code, Document, Heading, Pair, Place, Problem, Row, Severity, Span
from doclint.report.base import Report, place_of, plural, region
from doclint.report.full import fix_said
from doclint.report.page.places import Rows, Sorted
from doclint.report.page.text import Mark, differences, marked, quoted
from doclint.report.screen import whole

_ASIDE = 200
"""Code points beside a place that are shown of its line."""
_AROUND = 1
"""Rows without a finding that stay open beside one with a finding."""


class Names:
    """The ids of findings in the page: their fingerprints, numbered where two are the same."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        seen: defaultdict[str, int] = defaultdict(int)
        self._names: dict[int, str] = {}
        for problem in problems:
            seen[problem.fingerprint] += 1
            nth = seen[problem.fingerprint]
            self._names[id(problem)] = f"f-{problem.fingerprint}" + (f"-{nth}" if nth > 1 else "")

    def __getitem__(self, problem: Problem) -> str:
        return self._names.get(id(problem), "")


def page(report: Report, pair: Pair, problems: Sequence[Problem], names: Names, *, opened: bool) -> Iterator[str]:
    """Yield a pair of pages as one section."""
    counts = {severity: sum(problem.severity is severity for problem in problems) for severity in Severity}
    path, language = quoted(pair.translation.path), quoted(pair.translation.language)
    yield f'<details class="page" data-lang="{language}" data-path="{path}"{" open" if opened else ""}>\n'
    yield f'<summary><span class="lang">{language}</span> <h2>{path}</h2> <span class="from">{quoted(pair.source.path)}'
    yield f"</span>{badges(counts)}</summary>\n"
    rows = Rows(pair)
    by_row: defaultdict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_row[rows.of(problem)].append(problem)
    yield _notes(report, by_row[-1], names)
    yield '<div class="sides" aria-hidden="true">'
    yield f"<span>{quoted(pair.source.language)}: {quoted(pair.source.path)}</span>"
    yield f"<span>{language}: {path}</span></div>\n"
    marks = _marks(pair, problems, names)
    shown = {at + step for at in by_row for step in range(-_AROUND, _AROUND + 1) if at >= 0}
    for is_shown, group in groupby(range(len(pair.rows)), key=lambda at: at in shown):
        indices = list(group)
        fold = not is_shown and bool(problems) and len(indices) > 1
        if fold:
            yield f'<details class="fold"><summary>{len(indices)} rows without a finding</summary>\n'
        for at in indices:
            yield from _row(pair, pair.rows[at], marks, _notes(report, by_row.get(at, ()), names))
        if fold:
            yield "</details>\n"
    yield "</details>\n"


def badges(counts: Mapping[Severity, int]) -> str:
    """Count findings by severity, as small signs."""
    told = [
        f'<span class="badge {severity.label}" title="{severity.label}">{counts[severity]}</span>'
        for severity in sorted(Severity, reverse=True)
        if counts.get(severity)
    ]
    return f'<span class="badges">{"".join(told) or "<span class=ok>✓</span>"}</span>'


# --- one row -------------------------------------------------------------------------------------------------------


class _Marks:
    """The marks of one document."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.marks = marks
        self.sorted = Sorted(mark.span for mark in marks)

    def meeting(self, span: Span) -> list[Mark]:
        return [self.marks[index] for index in self.sorted.meeting(span)]


def _marks(pair: Pair, problems: Sequence[Problem], names: Names) -> Mapping[str, _Marks]:
    """Collect what is to be marked, by the path of the document."""
    found: dict[str, list[Mark]] = {pair.source.path: [], pair.translation.path: []}
    for problem in problems:
        finding, name = problem.finding, names[problem]
        found.setdefault(finding.document.path, []).append(Mark(finding.span, problem.severity.label, name))
        if finding.related:
            found.setdefault(finding.related.document.path, []).append(Mark(finding.related.span, "other", name))
    return {path: _Marks(marks) for path, marks in found.items()}


def _row(pair: Pair, row: Row, marks: Mapping[str, _Marks], notes: str) -> Iterator[str]:
    changed: tuple[list[Span], list[Span]] = ([], [])
    match row.source, row.translation:
        case ((Code() as source,), (Code() as translation,)) if notes:
            changed = differences(pair.source.read(source.span), pair.translation.read(translation.span))
    styles = "row" + (" found" if notes else "") + (" moved" if row.moved else "")
    yield f'<div class="{styles}">'
    carried = row.carried if row.source else ()
    yield _cell(pair.source, row.source, carried, marks[pair.source.path], changed[0], "src")
    carried = row.carried if not row.source else ()
    yield _cell(pair.translation, row.translation, carried, marks[pair.translation.path], changed[1], "dst")
    yield f"{notes}</div>\n"


def _cell(
    document: Document,
    blocks: Sequence[Block],
    carried: Sequence[Block],
    marks: _Marks,
    changed: Sequence[Span],
    side: str,
) -> str:
    language = quoted(document.language)
    if not blocks:
        return (
            f'<div class="cell {side} none" lang="en">not in the {"source" if side == "src" else "translation"}</div>'
        )
    style = "del" if side == "src" else "ins"
    pieces = [_block(document, block, marks, [(span, style) for span in changed]) for block in blocks]
    if carried:
        rest = "".join(_block(document, block, marks, ()) for block in carried)
        pieces.append(f"<details><summary>and {plural(len(carried), 'block')} below it</summary>{rest}</details>")
    return f'<div class="cell {side}" lang="{language}">{"".join(pieces)}</div>'


def _block(document: Document, block: Block, marks: _Marks, changed: Sequence[tuple[Span, str]]) -> str:
    kind = "code" if isinstance(block, Code) else f"h{block.level}" if isinstance(block, Heading) else "text"
    near = marks.meeting(block.span)
    # A mark around the whole block is a frame, so that marks within it can be seen.
    around = [mark for mark in near if mark.span.holds(block.span) and len(mark.span)]
    inside = [mark for mark in near if mark not in around]
    text, span = document.text, block.span
    if changed and text[span.start : span.end] == document.read(span):  # the offsets are those of the healed text
        inside += [Mark(Span(part.start + span.start, part.end + span.start), style) for part, style in changed]
    frame = " ".join(dict.fromkeys(f"whole {mark.style}" for mark in around))
    findings = " ".join(dict.fromkeys(mark.finding for mark in around))
    hits = f' data-p="{quoted(findings)}"' if findings else ""
    direction = "ltr" if kind == "code" else "auto"
    body = f'<div class="t" dir="{direction}">{marked(text, span, inside)}</div>'
    number = document.position(span.start)[0]
    return f'<div class="b {kind} {frame}"{hits}><i class="ln">{number}</i>{body}</div>'


def line(place: Place, mark: Mark) -> str:
    """Give the first line of a place, or as much of it as fits, with the place marked."""
    text, start = place.document.text, min(place.span.start, len(place.document.text))
    begin = max(text.rfind("\n", 0, start) + 1, start - _ASIDE)
    end = text.find("\n", start)
    end = min(len(text) if end < 0 else end, max(start, place.span.end) + _ASIDE)
    dots = "…" if text[begin - 1 : begin] not in {"", "\n"} else ""
    body = f'<div class="t" dir="auto">{dots}{marked(text, Span(begin, end), [mark])}</div>'
    return f'<div class="b text"><i class="ln">{region(place).line}</i>{body}</div>'


# --- findings ------------------------------------------------------------------------------------------------------


def _notes(report: Report, problems: Sequence[Problem], names: Names) -> str:
    if not problems:
        return ""
    return f'<ul class="notes">{"".join(note(report, problem, names) for problem in problems)}</ul>'


def note(report: Report, problem: Problem, names: Names) -> str:
    """Give a finding as an item of a list."""
    finding, label = problem.finding, problem.severity.label
    rule = quoted(problem.rule)
    info = report.rules.get(problem.rule)
    title = f' title="{quoted(info.summary)}"' if info else ""
    places = [place_of(problem), *([finding.related] if finding.related else [])]
    where = " · ".join(f"{quoted(place.document.path)}:{region(place).line}:{region(place).column}" for place in places)
    fix = f'<p class="fix">{quoted(fix_said(problem, whole))}</p>' if finding.fix else ""
    return (
        f'<li class="p {label}" id="{quoted(names[problem])}" tabindex="-1" data-r="{rule}" data-s="{label}"'
        f' data-lang="{quoted(finding.document.language)}">'
        f'<b class="sev">{label}</b> <a class="rule" href="#rule-{rule}"{title}>{rule}</a> '
        f'<span class="m">{quoted(finding.message)}</span><span class="w">{where}</span>{fix}</li>'
    )
