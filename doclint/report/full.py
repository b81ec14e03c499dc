"""The format `full`: each problem with both sides shown, and at the end what was found and what to do next."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from doclint.model import Problem, Severity
from doclint.report.base import Report, Style, place_of, plural, region
from doclint.report.concise import header
from doclint.report.screen import TINTS, bold, dim, excerpt, show, tint

_SHORT = 40
"""The longest text, in code points, that a fix's line repeats."""
_EXAMPLES, _LINES = 2, 12
"""Findings of damaged characters that a page shows in full, and lines that are named of the others."""
_MANY = 200
"""Findings from which on nobody mends them all first: they are better accepted, and new ones kept out."""


def render(report: Report, style: Style) -> Iterator[str]:
    """Yield the report in chunks of whole lines."""
    left = _damaged(report)
    shown: Counter[tuple[str, str]] = Counter()
    for problem in report.problems:
        page = (problem.finding.document.path, problem.rule)
        shown[page] += 1
        if page not in left or shown[page] <= _EXAMPLES:
            yield "\n".join((header(problem, style), *_body(problem, style))) + "\n\n"
        elif shown[page] == _EXAMPLES + 1:
            lines = sorted({region(place_of(other)).line for other in left[page][_EXAMPLES:]})
            yield show(f"{page[0]}: {page[1]} on {plural(len(lines), 'more line')}: {_listed(lines)}", style) + "\n\n"
    if report.quiet:
        return
    for note in report.notes:
        yield f"{bold('note:', style)} {show(note, style)}\n"
    yield bold(summary(report), style) + "\n"
    if hint := next_step(report):
        yield show(hint, style) + "\n"


def _damaged(report: Report) -> dict[tuple[str, str], list[Problem]]:
    """Give the findings of damaged characters by page and rule, where they are many: two are enough to see it."""
    found: dict[tuple[str, str], list[Problem]] = {}
    for problem in report.problems:
        if problem.rule in report.rules and report.rules[problem.rule].group == "encoding":
            found.setdefault((problem.finding.document.path, problem.rule), []).append(problem)
    return {page: problems for page, problems in found.items() if len(problems) > _EXAMPLES + 1}


def _listed(lines: Sequence[int]) -> str:
    more = f" … {lines[-1]}" if len(lines) > _LINES else ""
    return ", ".join(map(str, lines[:_LINES])) + more


def _body(problem: Problem, style: Style) -> Iterator[str]:
    finding = problem.finding
    lines = (region(place_of(problem)).line, region(finding.related).line if finding.related else 0)
    gutter = max(4, len(str(max(lines))))
    shown = list(excerpt(place_of(problem), style, gutter))
    if problem.rule.startswith("missing-") and not finding.span:
        shown[1] += dim(" it belongs after this", style)  # the line itself is in order
    yield from shown
    if finding.related:
        where = f"{show(finding.related.document.path, style)}:{region(finding.related).line}"
        yield f"{'':{gutter}} {dim('source:' if _is_source(problem) else 'see:', style)} {where}"
        yield from excerpt(finding.related, style, gutter)
    if finding.fix:
        said = fix_said(problem, lambda text: show(text, style))
        yield f"{'':{gutter}} {tint(said, TINTS['fix'], style)}"


def _is_source(problem: Problem) -> bool:
    related = problem.finding.related
    return related is not None and related.document.language != problem.finding.document.language


def fix_said(problem: Problem, shown: Callable[[str], str]) -> str:
    """Say what a problem's fix would do, and by which option; `shown` makes text of documents fit to be seen."""
    fix = problem.finding.fix
    if fix is None:
        return ""
    option = "fix (--fix)" if fix.safety == "safe" else "suggestion (--fix --unsafe-fixes)"
    if len(fix.edits) != 1:
        return f"{option}: changes {plural(len(fix.edits), 'place')}"
    (edit,) = fix.edits
    before, after = problem.finding.document.text[edit.span.start : edit.span.end], edit.text
    if len(before) > _SHORT or len(after) > _SHORT or "\n" in before + after:
        lines = plural(max(before.count("\n"), after.count("\n")) + 1, "line")
        return f"{option}: rewrites {lines}; see it with {'--unsafe-fixes ' * (fix.safety == 'unsafe')}--diff"
    return f"{option}: {_change(shown(before), shown(after))}"


def _change(before: str, after: str) -> str:
    if not before:
        return f'adds "{after}"'
    return f'"{before}" becomes "{after}"' if after else f'removes "{before}"'


def summary(report: Report) -> str:
    """Say in one line what was found, in how much, and what of it can be fixed."""
    scope = plural(report.pairs, "pair") if report.pairs else ""
    if not report.problems and not report.documents and not report.pairs:
        return "Nothing was checked."
    if not report.problems:
        return f"All good: {scope or plural(report.documents, 'page')} checked, nothing to report."
    scope = f"{scope} ({plural(report.documents, 'page')})" if scope else plural(report.documents, "page")
    counts, fixes = report.counts(), report.fixes()
    found = ", ".join(
        plural(counts[severity], "info" if severity is Severity.INFO else severity.label)
        for severity in sorted(Severity, reverse=True)
        if counts[severity]
    )
    line = f"Found {found} in {scope}."
    asked = set(report.command.split())
    if fixes["safe"] and "--fix" not in asked:
        line += f" {fixes['safe']} can be fixed with --fix."
    if fixes["unsafe"] and not asked >= {"--fix", "--unsafe-fixes"}:
        line += f" {fixes['unsafe']}{' more' if fixes['safe'] else ''} with --fix --unsafe-fixes (look at the result)."
    return line


def next_step(report: Report) -> str:
    """Give the exact command to run next, or "" where there is nothing to do."""
    fixes, asked = report.fixes(), set(report.command.split())
    if "--write-baseline" in report.command:
        return f"Next: {report.command.replace('--write-baseline', '--baseline')}    tells only what is new"
    if fixes and "--unsafe-fixes" in asked and "--fix" not in asked:
        return f"Next: {report.command} --diff    shows what --fix would change"
    if fixes["safe"] and "--fix" not in asked:
        return f"Next: {report.command} --fix"
    if len(report.problems) >= _MANY and "--base" not in report.command:
        return f"Next: {report.command} --write-baseline doclint-baseline.json    accepts these, not new ones"
    if fixes["unsafe"] and "--unsafe-fixes" not in asked:
        return f"Next: {report.command} --unsafe-fixes --diff    shows what would change"
    rules = Counter(problem.rule for problem in report.problems)
    return f"Next: doclint explain {max(rules, key=rules.__getitem__)}" if rules else ""
