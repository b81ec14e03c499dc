"""The format `html`: one self-contained page that shows source and translation side by side.

It holds no address and asks no server for anything. Text of documents is escaped, and should that ever fail, the
page's own content security policy lets nothing run but the script below, by its hash.
"""

from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from importlib.resources import files

from doclint.model import Pair, Problem, Severity
from doclint.report.base import Report, Style, place_of, plural
from doclint.report.full import next_step, summary
from doclint.report.page.places import by_pair
from doclint.report.page.rows import Names, badges, line, note, page
from doclint.report.page.text import Mark, quoted

_MOST_OPEN = 12
"""Pages with findings up to which all are open from the start."""
_MOST_TEXT = 2_000_000
"""Code points of text up to which pages without findings are shown, too."""


def render(report: Report, _style: Style) -> Iterator[str]:
    """Yield the page in UTF-8's characters. Sides are shown for the pairs in `report.pairs_detail`."""
    css, script = _asset("page.css"), _asset("page.js")
    policy = f"default-src 'none'; style-src '{_hash(css)}'; script-src '{_hash(script)}'; form-action 'none'"
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>doclint: {quoted(summary(report))}</title>\n<style>{css}</style>\n</head>\n<body>\n"
    found, alone = by_pair(report.pairs_detail, report.problems)
    names = Names(report.problems)
    yield from _head(report)
    yield from _overview(report, found, alone)
    yield '<main id="main">\n'
    yield from _pages(report, found, names)
    yield from _alone(report, alone, names)
    yield from _rules(report)
    yield '<p id="nothing" hidden>No finding matches these filters.</p>\n</main>\n'
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def _asset(name: str) -> str:
    return (files("doclint.report.page") / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode("ascii")


# --- head and overview ---------------------------------------------------------------------------------------------


def _head(report: Report) -> Iterator[str]:
    yield '<header class="top"><a class="skip" href="#main">Skip to the findings</a>\n'
    yield f"<h1>doclint</h1> <p class=sum>{quoted(summary(report))}</p>\n"
    if hint := next_step(report):
        yield f'<p class="next"><code>{quoted(hint)}</code></p>\n'
    yield "".join(f'<p class="next">{quoted(text)}</p>\n' for text in report.notes)
    rules = sorted({problem.rule for problem in report.problems})
    languages = sorted({problem.finding.document.language for problem in report.problems} | _languages(report))
    yield '<form id="filters" class="filters" role="search" hidden>\n<fieldset><legend>Severity</legend>'
    counts = report.counts()
    for severity in sorted(Severity, reverse=True):
        if counts[severity]:
            label = severity.label
            yield f'<label class="chip {label}"><input type="checkbox" name="s" value="{label}" checked>'
            yield f" {label} <b>{counts[severity]}</b></label>"
    yield "</fieldset>\n"
    yield _choice("rule", "Rule", rules, Counter(problem.rule for problem in report.problems))
    yield _choice("lang", "Language", languages, Counter(p.finding.document.language for p in report.problems))
    yield '<label>Path <input type="search" name="path" placeholder="part of a path" autocomplete="off"></label>\n'
    yield '<label class="chip"><input type="checkbox" name="clean"> pages without findings</label>\n'
    yield '<button type="button" id="all">Open all</button> <button type="reset">Clear</button>\n'
    yield '<button type="button" id="theme" title="light or dark">◐ Theme</button>\n'
    yield '<output id="count" aria-live="polite"></output>\n'
    yield '<p class="keys"><kbd>j</kbd> next finding <kbd>k</kbd> previous <kbd>/</kbd> path '
    yield "<kbd>o</kbd> open or close <kbd>Esc</kbd> clear</p></form>\n</header>\n"


def _languages(report: Report) -> set[str]:
    return {pair.translation.language for pair in report.pairs_detail}


def _choice(name: str, label: str, values: Sequence[str], counts: Mapping[str, int]) -> str:
    options = "".join(
        f'<option value="{quoted(value)}">{quoted(value)} ({counts.get(value, 0)})</option>' for value in values
    )
    return f'<label>{label} <select name="{name}"><option value="">all</option>{options}</select></label>\n'


def _overview(report: Report, found: Mapping[int, Sequence[Problem]], alone: Sequence[Problem]) -> Iterator[str]:
    """Yield a table of the languages; findings outside pairs, as in source pages, count for their page's language."""
    by_language: defaultdict[str, list[int]] = defaultdict(list)
    for index, pair in enumerate(report.pairs_detail):
        by_language[pair.translation.language].append(index)
    languages = by_language.keys() | {problem.finding.document.language for problem in alone}
    if not languages:
        return
    yield '<section class="overview"><table><caption>Languages</caption><thead><tr><th>Language</th><th>Pairs</th>'
    yield "<th>Without findings</th><th>Errors</th><th>Warnings</th><th>Infos</th></tr></thead><tbody>\n"
    for language in sorted(languages):
        indices = by_language.get(language, [])
        counts = Counter(problem.severity for index in indices for problem in found.get(index, ()))
        counts += Counter(problem.severity for problem in alone if problem.finding.document.language == language)
        yield f'<tr><th scope="row">{quoted(language)}</th>'
        yield _share(sum(index not in found for index in indices), len(indices))
        for severity in sorted(Severity, reverse=True):
            yield f'<td class="{severity.label if counts[severity] else "zero"}">{counts[severity]}</td>'
        yield "</tr>\n"
    yield "</tbody></table></section>\n"


def _share(clean: int, count: int) -> str:
    if not count:
        return '<td class="zero">–</td><td class="zero">–</td>'
    meter = f'<meter min="0" max="{count}" value="{clean}">{clean} of {count}</meter>'
    return f"<td>{count}</td><td>{clean} {meter}</td>"


# --- findings ------------------------------------------------------------------------------------------------------


def _alone(report: Report, problems: Sequence[Problem], names: Names) -> Iterator[str]:
    """Yield the findings of pages that have no pair here, with excerpts."""
    by_path: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_path[problem.finding.document.path].append(problem)
    for path, group in sorted(by_path.items()):
        language = quoted(group[0].finding.document.language)
        yield f'<details class="page" data-lang="{language}" data-path="{quoted(path)}" open><summary>'
        yield f'<span class="lang">{language}</span> <h2>{quoted(path)}</h2>'
        yield f"{badges(Counter(problem.severity for problem in group))}</summary>\n"
        for problem in group:
            yield f'<div class="row found"><div class="cell lone">{"".join(_lines(problem, names))}</div>'
            yield f'<ul class="notes">{note(report, problem, names)}</ul></div>\n'
        yield "</details>\n"


def _lines(problem: Problem, names: Names) -> Iterator[str]:
    """Yield the line of each place that a finding is about."""
    finding, name = problem.finding, names[problem]
    yield line(place_of(problem), Mark(finding.span, problem.severity.label, name))
    if finding.related:
        yield line(finding.related, Mark(finding.related.span, "other", name))


def _pages(report: Report, found: Mapping[int, list[Problem]], names: Names) -> Iterator[str]:
    order = sorted(found, key=lambda index: _worst_first(report.pairs_detail[index], found[index]))
    for nth, index in enumerate(order):
        opened = nth == 0 or len(order) <= _MOST_OPEN
        yield from page(report, report.pairs_detail[index], found[index], names, opened=opened)
    clean = [pair for index, pair in enumerate(report.pairs_detail) if index not in found]
    room = sum(len(pair.source.text) + len(pair.translation.text) for pair in clean) <= _MOST_TEXT
    for pair in clean if room else ():
        yield from page(report, pair, (), names, opened=False)
    if clean and not room:
        yield f'<p class="rest">{plural(len(clean), "page")} without findings are left out to save room.</p>\n'


def _worst_first(pair: Pair, problems: Sequence[Problem]) -> tuple[str, int, int, str]:
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    return pair.translation.language, -errors, -len(problems), pair.translation.path


def _rules(report: Report) -> Iterator[str]:
    names = sorted({problem.rule for problem in report.problems} & report.rules.keys())
    if not names:
        return
    yield '<section class="rules"><h2>Rules</h2>\n'
    for name in names:
        info = report.rules[name]
        yield f'<details id="rule-{quoted(name)}"><summary><code>{quoted(name)}</code> {quoted(info.summary)}</summary>'
        yield f"<pre>{quoted(info.page)}</pre></details>\n"
    yield "</section>\n"
