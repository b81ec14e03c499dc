"""The format `junit`: XML in the form that JUnit made common, a suite per page and a failed case per finding."""

from collections.abc import Iterator
from itertools import groupby

from doclint.model import Problem
from doclint.report.base import Report, Style, place_of, region
from doclint.report.full import summary
from doclint.report.gitlab import seen_beside
from doclint.report.screen import show

# XML 1.0 cannot carry control characters in any form, so `show` names them. Its other limits are added here.
_STYLE = Style()
_ENTITIES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\ufffe": "‹U+FFFE›", "\uffff": "‹U+FFFF›"}
)


def render(report: Report, _style: Style) -> Iterator[str]:
    """Yield the report as XML. A clean run has one case, which passes: some readers take no case for a fault."""
    total = len(report.problems)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="doclint" tests="{total or 1}" failures="{total}" errors="0">\n'
    for path, group in groupby(
        sorted(report.problems, key=lambda problem: problem.finding.document.path),
        key=lambda problem: problem.finding.document.path,
    ):
        yield from _suite(report, path, list(group))
    if not report.problems:
        yield '  <testsuite name="doclint" tests="1" failures="0" errors="0" skipped="0" time="0">\n'
        yield f'    <testcase classname="doclint" name="{_xml(summary(report))}" time="0"/>\n'
        yield "  </testsuite>\n"
    yield "</testsuites>\n"


def _suite(report: Report, path: str, problems: list[Problem]) -> Iterator[str]:
    name = _xml(report.from_root(path))
    count = len(problems)
    yield f'  <testsuite name="{name}" tests="{count}" failures="{count}" errors="0" skipped="0" time="0">\n'
    for problem in problems:
        where = region(place_of(problem))
        case = f"{problem.rule} at {where.line}:{where.column}"
        message = _xml(problem.finding.message)
        beside = _xml(seen_beside(report, problem))
        yield f'    <testcase classname="{name}" name="{_xml(case)}" time="0">\n'
        yield f'      <failure message="{message}" type="{_xml(problem.severity.label)}">'
        yield f"{name}:{where.line}:{where.column}: {message}{beside}</failure>\n    </testcase>\n"
    yield "  </testsuite>\n"


def _xml(text: str) -> str:
    """Escape for text and attributes, in ASCII, so that no terminal's encoding can spoil the file."""
    return show(text, _STYLE).translate(_ENTITIES).encode("ascii", "xmlcharrefreplace").decode("ascii")
