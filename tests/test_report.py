"""Every output format, on findings with all that makes formats break."""

import json
import os
import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doclint import __version__
from doclint.model import Document, Edit, Finding, Fix, Place, Problem, Severity, Span
from doclint.report import FORMATS, Report, Style
from doclint.report import render as chunks
from doclint.report.github import job_summary
from doclint.report.screen import excerpt, show, width
from doclint.text.fingerprint import fingerprints

WIDE = Style(width=120)
TEXT_FORMATS = ("full", "concise", "github")
ASCII_FORMATS = ("json", "sarif", "gitlab", "junit")


def document(path, language, text):
    return Document(path, language, text)


EN = document("docs/en/a.md", "en", "# Title\n\n## Install\n\n```\ncode\n```\n")
ES = document(
    "docs/es/a,b:c 100%.md",
    "es",
    "# Título\n\n### Instalar\n\nñ😀 日本語 \tÃ± e\u0301 \x1b[31mrojo \u202eodd\udcf1 <b>&\"'\n\n```\nuno\ndos\n```\n",
)


def span(sub, page=ES):
    at = page.text.index(sub)
    return Span(at, at + len(sub))


def problem(rule, severity, where, message, related=None, fix=None):
    finding = Finding(ES, where, message, related, fix)
    return Problem(rule, severity, finding, fingerprints([(rule, finding)])[0])


PROBLEMS = (
    problem(
        "heading-level",
        Severity.ERROR,
        span("### Instalar"),
        "heading is level 3, but level 2 in the source",
        Place(EN, span("## Install", EN)),
        Fix((Edit(span("###"), "##"),), "unsafe"),
    ),
    problem(
        "mojibake", Severity.ERROR, span("Ã±"), "“Ã±” was “ñ”: 100% sure", None, Fix((Edit(span("Ã±"), "ñ"),), "safe")
    ),
    problem("wide", Severity.WARNING, span("本語"), "a \x1b[2J, b: c\r\n\u202e::error::injected ]]> <script> [a](b)"),
    problem(
        "bytes", Severity.WARNING, span("\udcf1"), "byte \udcf1", None, Fix((Edit(span("\udcf1"), "\udcf1!"),), "safe")
    ),
    problem("block", Severity.INFO, span("```\nuno\ndos\n```\n"), "a block"),
    problem(
        "end", Severity.INFO, Span(len(ES.text), len(ES.text)), "something is missing here", Place(EN, span("code", EN))
    ),
)


class Info:
    summary = "a defect"
    group = "headings"
    severity = Severity.ERROR
    page = '# r\n\n```toml\nsummary = "a defect"\n```\n\nWhy it\nmatters.\n\n## Bad: x\n'


REPORT = Report(PROBLEMS, 28, 14, {"heading-level": Info()}, ("a note \x1b[0m",), command="doclint check docs")
CLEAN = Report((), 24, 12)


def render(name, report=REPORT, style=WIDE):
    return "".join(chunks(name, report, style))


# --- all formats ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("report", [REPORT, CLEAN], ids=["findings", "clean"])
def test_every_format_is_deterministic_and_harmless(name, report):
    for style in (WIDE, Style(width=40, unicode=False), Style(width=1), Style(encoding="cp1252")):
        text = render(name, report, style)
        assert text == render(name, report, style)
        text.encode("utf-8")
        allowed = set("\n") if name in TEXT_FORMATS else set("\n\t")
        assert not {char for char in text if char < " " or "\x7f" <= char < "\xa0"} - allowed
        assert "\u202e" not in text
        assert text == "" or text.endswith("\n")


@pytest.mark.parametrize("name", ASCII_FORMATS)
def test_machine_formats_are_ascii(name):
    assert render(name).isascii()


@pytest.mark.parametrize("name", ["full", "concise"])
@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "cp932"])
def test_text_formats_can_be_printed_in_any_encoding(name, encoding):
    style = Style(unicode=False, encoding=encoding)
    assert render(name, style=style).encode(encoding)
    render(name, style=Style(unicode=False)).encode("ascii")


# --- full and concise ----------------------------------------------------------------------------------------------


def test_full_shows_both_sides_the_fix_and_the_next_command():
    lines = render("full").split("\n")
    assert lines[:7] == [
        "docs/es/a,b:c 100%.md:3:1: error heading-level: heading is level 3, but level 2 in the source",
        "   3 | ### Instalar",
        "     | ^^^^^^^^^^^^",
        "     source: docs/en/a.md:3",
        "   3 | ## Install",
        "     | ^^^^^^^^^^",
        '     suggestion (--fix --unsafe-fixes): "###" becomes "##"',
    ]
    assert lines[-3:] == [
        (
            "Found 2 errors, 2 warnings, 2 infos in 14 pairs (28 pages). 2 can be fixed with --fix. "
            "1 more with --fix --unsafe-fixes (look at the result)."
        ),
        "Next: doclint check docs --fix",
        "",
    ]


def test_full_says_how_much_was_checked_when_all_is_well():
    assert render("full", CLEAN) == "All good: 12 pairs checked, nothing to report.\n"
    assert "1 pair checked" in render("full", Report((), 2, 1))
    assert "3 pages checked" in render("full", Report((), 3, 0))


@pytest.mark.parametrize(
    ("problems", "hint"),
    [
        (PROBLEMS[:1], "doclint check --unsafe-fixes --diff"),
        (PROBLEMS[1:2], "doclint check --fix"),
        (PROBLEMS[4:], "doclint explain block"),
        (PROBLEMS[4:5] * 200, "doclint check --write-baseline doclint-baseline.json"),
    ],
)
def test_full_ends_with_one_hint(problems, hint):
    assert render("full", Report(problems, 2, 1)).rstrip().split("\n")[-1].startswith(f"Next: {hint}")


def test_concise_is_one_line_a_problem():
    lines = render("concise").splitlines()
    assert len(lines) == len(PROBLEMS)
    assert lines[1] == "docs/es/a,b:c 100%.md:5:9: error mojibake: “Ã±” was “ñ”: 100% sure"


def test_colours_only_where_wanted():
    assert "\x1b[" not in render("full")
    coloured = render("full", style=Style(colour=True, width=120))
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render("full")
    assert coloured.count("\x1b[0m") * 2 == coloured.count("\x1b[")


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("abc", 3),
        ("ñ", 1),
        ("e\u0301", 1),
        ("日本", 4),
        ("ｶﾅ", 2),
        ("😀", 2),
        ("❤\ufe0f", 2),
        ("👩\u200d💻", 2),
        ("👍\U0001f3fd", 2),
        ("🤷\u200d♂\ufe0f", 2),
        ("1\ufe0f", 1),
        ("🇪🇸", 2),
        ("한국", 4),
        ("שלום", 4),
        ("क\u094d\u200dष", 2),
    ],
)
def test_widths(text, columns):
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\x1b]0;x\x07", "‹U+001B›]0;x‹U+0007›"),
        ("\x9b31m", "‹U+009B›31m"),
        ("a\u202eb\u2066", "a‹U+202E›b‹U+2066›"),
        ("\u200b\ufeff\u00ad", "‹U+200B›‹U+FEFF›‹U+00AD›"),
        ("\udcf1\ud83d", "‹byte F1›‹U+D83D›"),
        ("a\u2028b", "a‹U+2028›b"),
        ("\U000e0041", "‹U+E0041›"),
        ("👩\u200d💻 می\u200cخواهم ñ\u00a0", "👩\u200d💻 می\u200cخواهم ñ\u00a0"),
    ],
)
def test_what_acts_on_a_terminal_is_named(text, seen):
    assert show(text, WIDE) == seen
    assert show(text, Style(unicode=False)).isascii()


@pytest.mark.parametrize("columns", [30, 60, 200])
@pytest.mark.parametrize("at", [0, 5, 90, 480, 900])
@pytest.mark.parametrize("filler", ["palabra ", "日本語 ", "e\u0301\t", "😀ñ"])
def test_long_lines_are_cut_around_the_carets(columns, at, filler):
    line = filler * 450
    line = line[:at] + "AQUÍ" + line[at:]
    page = document("a.md", "es", "uno\n" + line + "\ntres\n")
    shown, carets = excerpt(Place(page, Span(4 + at, 8 + at)), Style(width=columns), 4)
    assert width(shown) <= columns
    start = carets.index("^")
    marked, before = "", 0
    for char in shown:
        if start <= before < start + carets.count("^"):
            marked += char if width(char) else ""
        before += width(char)
    assert marked.startswith("AQUÍ")
    assert carets.count("^") == 4


@settings(max_examples=300)
@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80), st.integers(1, 60), st.booleans())
def test_an_excerpt_never_fails(text, start, end, columns, unicode):
    page = document("a.md", "es", text)
    style = Style(width=columns, unicode=unicode)
    lines = list(excerpt(Place(page, Span(*sorted((start, end)))), style, 4))
    assert lines[1].count("^") >= 1
    assert not any(char < " " for line in lines for char in line)


# --- json ----------------------------------------------------------------------------------------------------------

REGION = {"line": int, "column": int, "end_line": int, "end_column": int}
FINDING = {
    "rule": str,
    "severity": {"error", "warning", "info"},
    "message": str,
    "path": str,
    **REGION,
    "language": str,
    "related": (None, {"path": str, **REGION}),
    "fix": (None, {"safety": {"safe", "unsafe"}, "edits": [{**REGION, "text": str}]}),
    "fingerprint": str,
}
SCHEMA = {
    "schema": {1},
    "version": str,
    "summary": dict.fromkeys(("documents", "pairs", "findings", "errors", "warnings", "infos", "fixable"), int),
    "findings": [FINDING],
}


def conforms(value, schema):
    """Say whether a value has exactly the keys, in order, and the types of the schema."""
    if isinstance(schema, dict):
        return list(value) == list(schema) and all(conforms(value[key], schema[key]) for key in schema)
    if isinstance(schema, list):
        return isinstance(value, list) and all(conforms(item, schema[0]) for item in value)
    if isinstance(schema, tuple):
        return value is None or conforms(value, schema[1])
    if isinstance(schema, set):
        return value in schema
    return type(value) is schema


def test_json_is_the_contract():
    for report in (REPORT, CLEAN):
        assert conforms(json.loads(render("json", report)), SCHEMA)


def test_json_counts_and_places():
    told = json.loads(render("json"))
    assert told["version"] == __version__
    assert told["summary"] == {
        "documents": 28,
        "pairs": 14,
        "findings": 6,
        "errors": 2,
        "warnings": 2,
        "infos": 2,
        "fixable": 3,
    }
    first, mojibake, wide, bad, block, end = told["findings"]
    assert first == {
        "rule": "heading-level",
        "severity": "error",
        "message": "heading is level 3, but level 2 in the source",
        "path": "docs/es/a,b:c 100%.md",
        "line": 3,
        "column": 1,
        "end_line": 3,
        "end_column": 13,
        "language": "es",
        "related": {"path": "docs/en/a.md", "line": 3, "column": 1, "end_line": 3, "end_column": 11},
        "fix": {
            "safety": "unsafe",
            "edits": [{"line": 3, "column": 1, "end_line": 3, "end_column": 4, "text": "##"}],
        },
        "fingerprint": PROBLEMS[0].fingerprint,
    }
    assert (mojibake["column"], mojibake["end_column"]) == (9, 11)  # code points: ñ and 😀 count one each
    assert (wide["column"], wide["end_column"]) == (5, 7)
    assert bad["fix"]["edits"][0]["text"] == "\udcf1!"
    assert (block["line"], block["end_line"], block["end_column"]) == (7, 11, 1)
    assert (end["line"], end["column"]) == (end["end_line"], end["end_column"]) == (11, 1)


# --- sarif ---------------------------------------------------------------------------------------------------------


def test_sarif_says_it_all():
    log = json.loads(render("sarif"))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(rule["id"] for rule in rules)
    card = next(rule for rule in rules if rule["id"] == "heading-level")
    assert card["fullDescription"]["text"] == "Why it matters."
    assert card["help"]["markdown"] == Info.page
    assert card["defaultConfiguration"] == {"level": "error"}
    for result, expected in zip(run["results"], PROBLEMS, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == expected.rule
        assert result["partialFingerprints"]["doclint/v1"] == expected.fingerprint
        assert not re.search(r"[\ud800-\udfff\x00-\x08]", result["message"]["text"])
    first = run["results"][0]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "docs/es/a%2Cb%3Ac%20100%25.md", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 13}
    assert first["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "docs/en/a.md"
    assert first["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": "##"}
    assert [result["level"] for result in run["results"]] == ["error", "error", "warning", "warning", "note", "note"]
    assert r"\[a\](b)" in run["results"][2]["message"]["text"]
    assert "fixes" not in run["results"][3]  # its text is no Unicode


def test_paths_for_hosts_start_at_the_repository():
    inside = Report(PROBLEMS[:1], 2, 1, prefix="packages/site")
    (result,) = json.loads(render("sarif", inside))["runs"][0]["results"]
    assert result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "packages/site/docs/en/a.md"
    assert json.loads(render("gitlab", inside))[0]["location"]["path"] == "packages/site/docs/es/a,b:c 100%.md"
    assert "file=packages/site/docs/es/" in render("github", inside)
    assert json.loads(render("json", inside))["findings"][0]["path"] == "docs/es/a,b:c 100%.md"


def test_sarif_leaves_out_what_no_host_takes_and_says_so():
    many = Report(PROBLEMS[:1] * 25_003, 2, 1)
    (run,) = json.loads(render("sarif", many))["runs"]
    assert len(run["results"]) == 25_000
    assert "3 more" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_sarif_is_valid_against_the_published_schema():
    jsonschema = pytest.importorskip("jsonschema")
    path = os.environ.get("DOCLINT_SARIF_SCHEMA")
    if not path:
        pytest.skip("set DOCLINT_SARIF_SCHEMA to the file sarif-schema-2.1.0.json")
    schema = json.loads(Path(path).read_text(encoding="utf-8"))
    for report in (REPORT, CLEAN):
        jsonschema.validate(json.loads(render("sarif", report)), schema)


# --- gitlab --------------------------------------------------------------------------------------------------------


def test_gitlab_has_what_gitlab_asks_for():
    issues = json.loads(render("gitlab"))
    assert json.loads(render("gitlab", CLEAN)) == []
    for issue in issues:
        assert list(issue) == ["description", "check_name", "fingerprint", "severity", "location"]
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert not issue["location"]["path"].startswith(("./", "/"))
        assert issue["location"]["lines"]["begin"] <= issue["location"]["lines"]["end"]
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert issues[0]["description"] == "heading-level: heading is level 3, but level 2 in the source (docs/en/a.md:3)"
    assert issues[4]["location"]["lines"] == {"begin": 7, "end": 10}


# --- junit ---------------------------------------------------------------------------------------------------------


def test_junit_is_well_formed_and_counts():
    root = ET.fromstring(render("junit"))  # noqa: S314
    assert root.attrib == {"name": "doclint", "tests": "6", "failures": "6", "errors": "0"}
    (suite,) = root.findall("testsuite")
    assert suite.get("name") == "docs/es/a,b:c 100%.md"
    cases = suite.findall("testcase")
    assert len(cases) == int(suite.get("tests")) == 6
    failures = [case.find("failure") for case in cases]
    assert "docs/en/a.md:3" in failures[0].text
    assert "‹U+001B›[2J" in failures[2].get("message")
    assert "]]> <script>" in failures[2].text


def test_junit_has_only_what_the_schema_of_jenkins_knows():
    known = {
        "testsuites": {"name", "tests", "failures", "errors"},
        "testsuite": {"name", "tests", "failures", "errors", "skipped", "time"},
        "testcase": {"classname", "name", "time"},
        "failure": {"message", "type"},
    }
    for element in ET.fromstring(render("junit")).iter():  # noqa: S314
        assert set(element.attrib) == known[element.tag]


def test_a_clean_junit_report_has_a_passing_case():
    root = ET.fromstring(render("junit", CLEAN))  # noqa: S314
    (case,) = root.findall("testsuite/testcase")
    assert case.find("failure") is None
    assert "12 pairs" in case.get("name")


@given(st.text())
def test_junit_takes_any_message(message):
    bad = Problem("r", Severity.ERROR, Finding(ES, Span(0, 1), message), "f")
    ET.fromstring(render("junit", Report((bad,), 2, 1)))  # noqa: S314


# --- github --------------------------------------------------------------------------------------------------------

COMMAND = re.compile(r"^::(error|warning|notice|group|endgroup)(?: ([^\n]*?))?::([^\n]*)$")


def commands(text):
    return [COMMAND.match(line).groups() for line in text.splitlines() if line.startswith("::")]


def test_github_escapes_properties_and_messages():
    (first, second, third, *_) = commands(render("github"))
    assert first == (
        "error",
        "file=docs/es/a%2Cb%3Ac 100%25.md,line=3,col=1,endColumn=13,endLine=3,title=doclint (heading-level)",
        "heading is level 3, but level 2 in the source (docs/en/a.md:3)",
    )
    assert second[2] == "“Ã±” was “ñ”: 100%25 sure"
    assert third[0] == "warning"
    assert "\n" not in third[2]
    assert "%0A" in third[2]


def test_github_marks_the_other_side_too():
    notices = [command for command in commands(render("github")) if command[0] == "notice"]
    assert any(properties.startswith("file=docs/en/a.md,line=3") for _, properties, _ in notices)


def test_github_stays_within_limits_worst_first_and_spread():
    def at(path, severity):
        return Problem("r", severity, Finding(document(path, "es", "x\n"), Span(0, 1), "m"), "f")

    many = [at("a.md", Severity.ERROR)] * 30 + [at(f"{n}.md", Severity.ERROR) for n in range(4)]
    many += [at("a.md", Severity.WARNING)] * 30 + [at("a.md", Severity.INFO)] * 30
    text = render("github", Report(tuple(many), 9, 5))
    found = commands(text)
    counts = Counter(command[0] for command in found)
    assert counts == {"error": 10, "warning": 10, "notice": 10, "group": 1, "endgroup": 1}
    files = Counter(command[1].split(",")[0] for command in found if command[0] == "error")
    assert files == {"file=a.md": 6, "file=0.md": 1, "file=1.md": 1, "file=2.md": 1, "file=3.md": 1}
    assert "and 65 more" in [command for command in found if command[0] == "notice"][-1][2]
    assert sum(line.startswith(("a.md:", "0.md:", "1.md:", "2.md:", "3.md:")) for line in text.splitlines()) == 94


def test_documents_cannot_give_commands_to_the_runner():
    page = document("::error::.md", "es", "x\n")
    bad = Problem("r", Severity.ERROR, Finding(page, Span(0, 1), "a\n::set-output::x ##[error]y"), "f")
    log = render("github", Report((bad,), 2, 1)).split("::group::")[1].splitlines()[1:]
    assert [line for line in log if line.lstrip().startswith("::")] == ["::endgroup::"]
    assert "##[" not in "\n".join(log)


def test_the_job_summary_is_a_table_without_markup_from_documents():
    told = "".join(job_summary(REPORT))
    assert "| heading-level | error | 1 |" in told
    assert "<script>" not in told
    assert "[a](b)" not in told
    rows = [line for line in told.splitlines() if line.startswith("| ")]
    assert all(line.count("|") == 4 for line in rows)
    many = Report(PROBLEMS[:1] * 900, 2, 1)
    assert "and 700 more" in "".join(job_summary(many))
    assert "nothing to report" in "".join(job_summary(CLEAN))


# --- fingerprints --------------------------------------------------------------------------------------------------


def sign(text, *subs, path="es.md", rule="r", related="## Two"):
    page, source = document(path, "es", text), document("en.md", "en", "# One\n\n## Two\n")
    found = [
        (rule, Finding(page, span(sub, page), "m", Place(source, span(related, source)) if related else None))
        for sub in subs
    ]
    return fingerprints(found)


def test_fingerprints_survive_edits_elsewhere_and_new_white_space():
    (before,) = sign("# Uno\n\n## Dos  cosas\n", "## Dos  cosas")
    (after,) = sign("# Uno\n\nmás\ntexto\n\n## Dos cosas\n\n...\n", "## Dos cosas")
    assert before == after
    assert re.fullmatch("[0-9a-f]{20}", before)


def test_fingerprints_tell_rule_path_and_both_sides_apart():
    text = "# Uno\n\n## Dos\n"
    names = [
        *sign(text, "# Uno", "## Dos"),
        *sign(text, "# Uno", rule="s"),
        *sign(text, "# Uno", path="fr.md"),
        *sign(text, "# Uno", related="# One"),
        *sign(text, "# Uno", related=None),
    ]
    assert len(set(names)) == len(names)


def test_fingerprints_of_equal_findings_differ_and_do_not_depend_on_order():
    page = document("es.md", "es", "x y x y x\n")
    found = [("r", Finding(page, Span(at, at + 1), "m")) for at in (0, 4, 8)]
    names = fingerprints(found)
    assert len(set(names)) == 3
    assert fingerprints(found[::-1]) == names[::-1]


def test_fingerprints_of_missing_things_go_by_the_source_or_by_the_line():
    page, source = document("es.md", "es", "uno\ndos\n"), document("en.md", "en", "# One\n\n# Two\n")
    found = [
        ("r", Finding(page, Span(4, 4), "m", Place(source, Span(0, 5)))),
        ("r", Finding(page, Span(4, 4), "m", Place(source, Span(7, 12)))),
        ("r", Finding(page, Span(0, 0), "m")),
        ("r", Finding(page, Span(4, 4), "m")),
    ]
    assert len(set(fingerprints(found))) == 4
    moved = document("es.md", "es", "más\nuno\ndos\n")
    assert fingerprints([("r", Finding(moved, Span(8, 8), "m"))])[0] == fingerprints(found[3:])[0]


def test_fingerprints_of_healed_text_are_those_of_the_damaged():
    page = document("es.md", "es", "# Año\n")
    damaged = Document("es.md", "es", "# AÃ±o\n", repairs=(Edit(Span(3, 5), "ñ"),))
    assert fingerprints([("r", Finding(page, Span(0, 5), "m"))]) == fingerprints(
        [("r", Finding(damaged, Span(0, 6), "m"))]
    )
