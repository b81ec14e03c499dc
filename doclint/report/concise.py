"""The format `concise`: one line per problem, as compilers write them."""

from collections.abc import Iterator

from doclint.model import Problem
from doclint.report.base import Report, Style, place_of, region
from doclint.report.screen import TINTS, bold, show, tint


def render(report: Report, style: Style) -> Iterator[str]:
    """Yield `path:line:column: severity rule: message` for each problem."""
    for problem in report.problems:
        yield header(problem, style) + "\n"


def header(problem: Problem, style: Style) -> str:
    """Say where a problem is, what rule it breaks, and what is wrong, in one line without its end."""
    where = region(place_of(problem))
    place = f"{show(problem.finding.document.path, style)}:{where.line}:{where.column}:"
    severity = tint(problem.severity.label, TINTS[problem.severity.label], style)
    rule = tint(problem.rule, TINTS["rule"], style)
    return f"{bold(place, style)} {severity} {rule}: {show(problem.finding.message, style)}"
