"""Every example on every rule page is run, and the pages, the tables of checks and the cards agree."""

from pathlib import Path

import pytest
from pages import Example, examples, run, shown

from doclint.catalogue import CatalogueError, read_card, rules
from doclint.checks import DOCUMENT, ENGINE, PAIR, SITE
from doclint.fix import apply_edits
from doclint.model import Severity
from doclint.text.decode import decode, encode

EXAMPLES = [example for rule in rules().values() for example in examples(rule.name, rule.page)]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.rule}: {example.title}")
def test_an_example_gives_exactly_the_findings_it_shows(example: Example):
    assert example.pages, "an example shows at least one page"
    assert bool(example.findings) == example.title.startswith("Bad"), "a Bad example has findings, a Good one none"
    group = rules()[example.rule].group
    outcome = run(
        example.pages, lists_pages=group == "pages", older=example.older, terms=example.terms, files=example.files
    )
    assert shown(outcome, example.rule) == example.findings


@pytest.mark.parametrize(
    "example", [e for e in EXAMPLES if e.fixed], ids=lambda example: f"{example.rule}: {example.title}"
)
def test_a_fix_gives_the_text_shown_and_leaves_nothing_to_fix(example: Example):
    fixed = apply_all_fixes(example.pages, example.older)
    assert {key: fixed[key] for key in example.fixed} == example.fixed
    again = run(fixed, older=example.older)
    assert [p for p in again.problems if p.finding.fix] == []


def apply_all_fixes(pages, older):
    problems = run(pages, older=older).problems
    fixed = dict(pages)
    for (language, path), data in pages.items():
        edits = [
            edit
            for problem in problems
            if problem.finding.fix and problem.finding.document.path == f"{language}/{path}"
            for edit in problem.finding.fix.edits
        ]
        text, encoding = decode(data)
        fixed[language, path] = encode(apply_edits(text, edits), encoding)
    return fixed


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.name)
def test_a_page_shows_bad_and_good_and_a_fix_only_where_the_card_claims_one(rule):
    shown_examples = [example for example in EXAMPLES if example.rule == rule.name]
    titles = [example.title for example in shown_examples]
    assert any(title.startswith("Bad") for title in titles)
    assert any(title.startswith("Good") for title in titles)
    assert any(example.fixed for example in shown_examples) == (rule.fix != "none")
    assert rule.page.startswith(f"# {rule.name}\n")


def test_every_page_has_a_check_and_every_check_a_page():
    tables = {*DOCUMENT, *PAIR, *SITE, *ENGINE}
    assert sorted(tables) == sorted(rules())
    assert len(tables) == len(set(tables))


def test_every_check_has_a_module_of_its_name():
    modules = {path.stem for path in (Path(__file__).parents[1] / "doclint" / "checks").glob("*.py")} - {"__init__"}
    assert modules == {name.replace("-", "_") for name in [*DOCUMENT, *PAIR, *SITE]}


@pytest.mark.parametrize(
    "page",
    [
        "# x\n\nno card\n",
        '# x\n\n```toml\nsummary = "s"\n```\n',
        '# x\n\n```toml\nsummary = "s"\nseverity = "fatal"\ngroup = "g"\nfix = "none"\n```\n',
    ],
)
def test_a_broken_card_is_named(page):
    with pytest.raises(CatalogueError, match=r"rules/x\.md"):
        read_card("x", page)


def test_a_card_is_read():
    rule = read_card("x", '# x\n\n```toml\nsummary = "s"\nseverity = "info"\ngroup = "g"\nfix = "safe"\n```\n')
    assert (rule.name, rule.summary, rule.severity, rule.group, rule.fix) == ("x", "s", Severity.INFO, "g", "safe")
