"""The format `github`: annotations in a pull request within GitHub's limits, the whole list in the log, a summary."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from itertools import islice

from doclint.model import Place, Problem, Severity
from doclint.report import full
from doclint.report.base import Report, Style, place_of, plural, region
from doclint.report.concise import header
from doclint.report.gitlab import seen_beside
from doclint.report.screen import show, whole

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_MOST = 10
"""Annotations of a level that GitHub takes from a step; it drops the rest without a word."""
_MOST_ROWS = 200
_PLAIN = Style()


def render(report: Report, _style: Style) -> Iterator[str]:
    """Yield annotations, worst first and spread over the pages, then every finding as a line of the log.

    Notices that are left over mark the other side of what is annotated; the last says how much did not fit.
    """
    shown: list[Problem] = []
    for severity in (Severity.ERROR, Severity.WARNING):
        shown += islice(_spread(problem for problem in report.problems if problem.severity is severity), _MOST)
    infos = islice(_spread(problem for problem in report.problems if problem.severity is Severity.INFO), _MOST - 1)
    shown += (notices := list(infos))
    for problem in shown:
        yield _annotation(report, _LEVELS[problem.severity], problem, place_of(problem))
    yield from islice(_other_sides(report, shown), _MOST - 1 - len(notices))
    left = len(report.problems) - len(shown)
    if left:
        text = f"and {left} more: see the log of this step, or the table in the job's summary"
        yield f"::notice title=doclint::{_data(text)}\n"
    if report.problems:
        yield f"::group::doclint: {plural(len(report.problems), 'finding')}\n"
        for problem in report.problems:
            yield _log(header(problem, _PLAIN)) + "\n"
        yield "::endgroup::\n"
    for note in report.notes:
        yield _log(f"note: {show(note, _PLAIN)}") + "\n"
    yield _log(full.summary(report)) + "\n"


def _spread(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Take problems from each page in turn, so that one bad page does not hide the others."""
    by_path: defaultdict[str, deque[Problem]] = defaultdict(deque)
    for problem in problems:
        by_path[problem.finding.document.path].append(problem)
    while by_path:
        for path in list(by_path):
            yield by_path[path].popleft()
            if not by_path[path]:
                del by_path[path]


def _other_sides(report: Report, problems: Iterable[Problem]) -> Iterator[str]:
    for problem in problems:
        if problem.finding.related:
            yield _annotation(report, "notice", problem, problem.finding.related)


def _annotation(report: Report, level: str, problem: Problem, place: Place) -> str:
    where = region(place)
    message = whole(problem.finding.message)
    if place is problem.finding.related:
        here = region(place_of(problem))
        message = f"{whole(report.from_root(problem.finding.document.path))}:{here.line}: {message}"
    else:
        message += seen_beside(report, problem)
    properties = {"file": whole(report.from_root(place.document.path)), "line": str(where.line)}
    if where.line == where.end_line:  # GitHub takes columns only within one line
        properties |= {"col": str(where.column), "endColumn": str(where.end_column)}
    properties |= {"endLine": str(where.last_line), "title": f"doclint ({problem.rule})"}
    said = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{level} {said}::{_data(message)}\n"


def _data(text: str) -> str:
    """Escape a workflow command's message."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a workflow command's property, where `:` and `,` mean something."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _log(line: str) -> str:
    """Keep a line of the log from being obeyed: `::` at its start and `##[` anywhere are commands to the runner."""
    line = line.replace("##[", "##\u2060[")
    return f"\u2060{line}" if line.lstrip().startswith("::") else line


# --- the job's summary ---------------------------------------------------------------------------------------------


def job_summary(report: Report) -> Iterator[str]:
    """Yield a Markdown table of the findings, for the file that GITHUB_STEP_SUMMARY names."""
    yield f"## doclint\n\n{_cell(full.summary(report))}\n\n"
    if not report.problems:
        return
    yield "| rule | severity | findings |\n| --- | --- | ---: |\n"
    counts = Counter((problem.rule, problem.severity) for problem in report.problems)
    for (rule, severity), count in sorted(counts.items(), key=lambda item: (-item[0][1], -item[1], item[0][0])):
        yield f"| {_cell(rule)} | {severity.label} | {count} |\n"
    yield "\n<details><summary>Where</summary>\n\n| place | source | finding |\n| --- | --- | --- |\n"
    worst = sorted(report.problems, key=lambda problem: -problem.severity)
    for problem in worst[:_MOST_ROWS]:
        found = problem.finding
        beside = _place(report, found.related) if found.related else ""
        message = f"{problem.severity.label} {problem.rule}: {found.message}"
        yield f"| {_place(report, place_of(problem))} | {beside} | {_cell(message)} |\n"
    yield "\n</details>\n"
    if len(worst) > _MOST_ROWS:
        yield f"\nand {len(worst) - _MOST_ROWS} more\n"


def _place(report: Report, place: Place) -> str:
    return _cell(f"{report.from_root(place.document.path)}:{region(place).line}")


def _cell(text: str) -> str:
    """Make text stay text in a table: no markup, and no mentions, issue numbers or addresses made into links."""
    return "".join(_inert(char) for char in show(text, _PLAIN))


def _inert(char: str) -> str:
    if not char.isascii() or char.isalnum() or char in " ,/'-":
        return char
    # GitHub looks for mentions and issue numbers after entities are read; a word joiner keeps it from finding them.
    return f"&#{ord(char)};" + ("&#8288;" if char in "@#" else "")
