"""The command line as people and other programs meet it: exit statuses, formats, fixes, baselines, hooks."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click import Context
from pages import write_pages

from doclint.__main__ import run
from doclint.catalogue import rules
from doclint.cli.group import doclint

EN = "# Guide\n\n## Install\n\nRun the installer.\n\n```sh\nmake all\n```\n"
FAITHFUL = "# Guía\n\n## Instalar\n\nEjecuta el instalador.\n\n```sh\nmake all\n```\n"
FAULTY = "# Guía\n\n### Instalar\n\nEjecuta el instalador.\n\n```sh\nmake alll\n```\n"
DAMAGED = FAITHFUL.encode().decode("cp1252").encode()


@pytest.fixture
def site(tmp_path, monkeypatch):
    """Give a function that writes a small site into a fresh folder and goes there."""

    def write(spanish: str | bytes = FAITHFUL, **more: str) -> Path:
        pages = {"docs/en/guide.md": EN, "docs/es/guide.md": spanish} | {
            name.replace("__", "/") + ".md": text for name, text in more.items()
        }
        monkeypatch.chdir(write_pages(tmp_path, pages))
        return tmp_path

    return write


def report(capsys, *arguments):
    capsys.readouterr()
    status = run([*arguments, "--format", "json"])
    return status, json.loads(capsys.readouterr().out)


def test_a_clean_site_exits_with_0(site, capsys):
    site()
    assert run(["check", "docs"]) == 0
    assert "1 pair" in capsys.readouterr().out


def test_findings_exit_with_1_and_show_both_sides(site, capsys):
    site(FAULTY)
    assert run(["check", "docs"]) == 1
    out = capsys.readouterr().out
    assert "docs/es/guide.md:3:1" in out
    assert "docs/en/guide.md:3" in out
    assert "### Instalar" in out
    assert "## Install" in out
    assert "alll" in out


def test_the_json_report_keeps_its_contract(site, capsys):
    site(FAULTY)
    status, content = report(capsys, "check", "docs")
    assert status == 1
    assert list(content) == ["schema", "version", "summary", "findings"]
    assert content["schema"] == 1
    assert content["summary"] == {
        "documents": 2, "pairs": 1, "findings": 2, "errors": 2, "warnings": 0, "infos": 0, "fixable": 1
    }  # fmt: skip
    first = content["findings"][0]
    assert {key: first[key] for key in first if key != "fingerprint"} == {
        "rule": "heading-level",
        "severity": "error",
        "message": "heading is level 3, but level 2 in the source",
        "path": "docs/es/guide.md",
        "line": 3,
        "column": 1,
        "end_line": 3,
        "end_column": 13,
        "language": "es",
        "related": {"path": "docs/en/guide.md", "line": 3, "column": 1, "end_line": 3, "end_column": 11},
        "fix": None,
    }
    assert len(first["fingerprint"]) >= 8


def test_the_same_tree_gives_the_same_bytes(site, capsys):
    site(FAULTY)
    outputs = set()
    for _ in range(2):
        run(["check", "docs", "--format", "json"])
        outputs.add(capsys.readouterr().out)
    assert len(outputs) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "no-such-folder"],
        ["check", "docs", "--language", "fr"],
        ["check", "empty"],
        ["check", "docs", "--select", "no-such-rule"],
        ["check", "docs", "--no-such-option"],
        ["check", "docs", "--config", "no-such.toml"],
        ["check", "docs", "--baseline", "no-such.json"],
        ["compare", "docs/en/guide.md", "no-such.md"],
        ["explain", "no-such-rule"],
        ["no-such-command"],
    ],
)
def test_wrong_usage_and_a_scope_that_selects_nothing_exit_with_2(site, capsys, arguments):
    (site() / "empty").mkdir()
    assert run(arguments) == 2
    assert capsys.readouterr().err.strip()


def test_a_misspelt_rule_gets_a_suggestion(site, capsys):
    site()
    assert run(["check", "docs", "--select", "heading-levle"]) == 2
    assert "heading-level" in capsys.readouterr().err


def test_an_unexpected_failure_exits_with_3_and_tells_what_to_report(site, capsys, monkeypatch):
    site()
    monkeypatch.setattr("doclint.engine.align", lambda *_: 1 / 0)
    assert run(["check", "docs"]) == 3
    err = capsys.readouterr().err
    assert "ZeroDivisionError" in err
    assert "report" in err
    assert "Traceback" not in err


def test_an_edited_source_page_stands_for_its_translations(site, capsys):
    site(FAULTY, docs__en__other="# Other\n\nMore text here.\n", docs__es__other="# Otra\n")
    status, content = report(capsys, "check", "docs/en/guide.md")
    assert status == 1
    assert {finding["path"] for finding in content["findings"]} == {"docs/es/guide.md"}


def test_fix_repairs_and_a_second_run_changes_nothing(site, capsys):
    root = site(DAMAGED)
    assert run(["check", "docs"]) == 1
    assert run(["check", "docs", "--fix"]) == 0
    assert (root / "docs/es/guide.md").read_bytes() == FAITHFUL.encode()
    before = (root / "docs/es/guide.md").stat().st_mtime_ns
    assert run(["check", "docs", "--fix"]) == 0
    assert (root / "docs/es/guide.md").stat().st_mtime_ns == before


def test_diff_shows_and_writes_nothing(site, capsys):
    root = site(DAMAGED)
    assert run(["check", "docs", "--diff"]) == 1
    out = capsys.readouterr().out
    assert "-# GuÃ\u00ada" in out
    assert "+# Guía" in out
    assert (root / "docs/es/guide.md").read_bytes() == DAMAGED
    site()
    assert run(["check", "docs", "--diff"]) == 0


def test_a_baseline_holds_what_is_known(site, capsys):
    root = site(FAULTY)
    assert run(["check", "docs", "--write-baseline", "known.json"]) == 0
    assert run(["check", "docs", "--baseline", "known.json"]) == 0
    page = root / "docs/es/guide.md"
    page.write_text("<!-- one line more -->\n\n" + FAULTY, encoding="utf-8")
    assert run(["check", "docs", "--baseline", "known.json"]) == 0
    page.write_text(FAULTY + "\n## Más\n\nTexto de más.\n", encoding="utf-8")
    capsys.readouterr()
    status, content = report(capsys, "check", "docs", "--baseline", "known.json")
    assert status == 1
    assert [finding["rule"] for finding in content["findings"]] == ["extra-heading"]


def test_severity_decides_what_is_reported_and_the_exit_status(site, capsys):
    site(FAITHFUL, docs__en__other="# Other\n")
    assert run(["check", "docs"]) == 0
    status, content = report(capsys, "check", "docs", "--min-severity", "info")
    assert status == 1
    assert [finding["rule"] for finding in content["findings"]] == ["missing-page"]
    assert content["findings"][0]["path"] == "docs/es/other.md"
    assert run(["check", "docs", "--min-severity", "info", "--exit-zero"]) == 0


def test_compare_takes_any_two_files(site, capsys):
    root = site()
    (root / "a.txt").write_text(EN, encoding="utf-8")
    (root / "b.txt").write_text(FAULTY, encoding="utf-8")
    status, content = report(capsys, "compare", "a.txt", "b.txt")
    assert status == 1
    assert [finding["rule"] for finding in content["findings"]] == ["heading-level", "changed-code"]


def test_configuration_is_found_and_its_faults_are_told(site, capsys):
    root = site(FAULTY)
    (root / "doclint.toml").write_text('ignore = ["headings"]\n', encoding="utf-8")
    _, content = report(capsys, "check", "docs")
    assert [finding["rule"] for finding in content["findings"]] == ["changed-code"]
    (root / "doclint.toml").write_text('ignor = ["headings"]\nsource = 3\n', encoding="utf-8")
    assert run(["check", "docs"]) == 2
    err = capsys.readouterr().err
    assert "ignore" in err
    assert "source" in err


def test_the_report_can_go_to_a_file(site, capsys):
    root = site(FAULTY)
    assert run(["check", "docs", "--format", "json", "--output", "report.json"]) == 1
    assert json.loads((root / "report.json").read_text(encoding="utf-8"))["summary"]["findings"] == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("option", ["--output", "--write-baseline"])
def test_a_report_overwrites_no_page(site, capsys, option):
    root = site(FAULTY)
    before = (root / "docs/es/guide.md").read_bytes()
    assert run(["check", "docs", option, "docs/es/guide.md"]) == 2
    assert "a page is not overwritten" in capsys.readouterr().err
    assert (root / "docs/es/guide.md").read_bytes() == before


@pytest.mark.parametrize("format_", ["full", "concise", "json", "github", "gitlab", "sarif", "junit"])
def test_every_format_reports_what_is_found(site, capsys, format_):
    site(FAULTY)
    assert run(["check", "docs", "--format", format_]) == 1
    assert "heading-level" in capsys.readouterr().out


def test_repair_reads_standard_input_and_writes_standard_output(tmp_path):
    result = subprocess.run(
        [sys.executable, "-m", "doclint", "repair", "--language", "es"], input=DAMAGED, capture_output=True, check=True
    )
    assert result.stdout == FAITHFUL.encode()


def test_repair_writes_files(site):
    root = site(DAMAGED)
    assert run(["repair", "--write", "docs/es/guide.md"]) == 0
    assert (root / "docs/es/guide.md").read_bytes() == FAITHFUL.encode()


LOST = "# Guía\n\n## Instalar\n\nAbre la configuraci\ufffdn \ufffd.\n"


def test_repair_of_a_folder_looks_into_its_other_pages(site, capsys):
    often = "# Otra\n" + 20 * "\nLa configuración.\n"  # said once, a rival may simply not have shown
    root = site(LOST, docs__en__other="# Other\n", docs__es__other=often)
    assert run(["repair", "--write", "docs"]) == 0
    healed = LOST.replace("configuraci\ufffdn", "configuración")
    assert (root / "docs/es/guide.md").read_text(encoding="utf-8") == healed
    assert "guide.md: repaired 1 place" in capsys.readouterr().err
    assert run(["repair", "--diff", "docs"]) == 0


def test_repair_of_a_file_uses_the_reference_that_is_named(site, capsys):
    root = site(LOST)
    (root / "source.md").write_text("# Guide\n\n## Install\n\nOpen the settings ✅.\n", encoding="utf-8")
    arguments = ["docs/es/guide.md", "--reference", "source.md", "--unsafe-fixes"]
    assert run(["repair", *arguments, "--diff"]) == 1
    assert "✅" in capsys.readouterr().out


def test_explained_steps_can_be_replayed(site, capsys):
    site(DAMAGED.decode() + LOST, docs__es__other="La configuración.\n")
    assert run(["repair", "docs/es/guide.md", "--explain"]) == 1
    steps = re.findall(r"guide\.md:(\d+):(\d+): “(.*?)” -> “(.*?)”", capsys.readouterr().out)
    lines = (DAMAGED.decode() + LOST).split("\n")
    for line, column, was, new in reversed(steps):
        at, row = int(column) - 1, lines[int(line) - 1]
        raw = was.replace("‹soft hyphen›", "\u00ad")
        assert row[at:].startswith(raw)
        lines[int(line) - 1] = row[:at] + new + row[at + len(raw) :]
    assert run(["repair", "docs/es/guide.md", "--unsafe-fixes"]) == 0
    assert len(steps) == 2
    assert "\n".join(lines).split("\n") == capsys.readouterr().out.split("\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["repair", "docs"], "several files need"),
        (["repair", "docs", "--diff", "--reference", "docs/en/guide.md"], "name that file alone"),
        (["repair", "nowhere.md"], "nowhere.md"),
        (["repair", "--write", "-"], "cannot be written back"),
    ],
)
def test_repair_says_what_it_cannot_do(site, capsys, arguments, told):
    site()
    assert run(arguments) == 2
    assert told in capsys.readouterr().err


def test_explain_shows_the_page_and_rules_lists_all(capsys):
    assert run(["explain", "heading-level"]) == 0
    assert "# heading-level" in capsys.readouterr().out
    assert run(["rules", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)["rules"]
    assert [rule["name"] for rule in listed] == sorted(rules())


def test_status_counts_pages(site, capsys):
    site(FAITHFUL, docs__en__other="# Other\n", docs__es__lost="# Perdida\n")
    counts = {"language": "es", "translated": 1, "missing": 1, "orphan": 1}
    assert run(["status", "docs", "--quick", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["languages"] == [counts]
    assert run(["status", "docs", "--format", "json"]) == 0
    (language,) = json.loads(capsys.readouterr().out)["languages"]
    assert language["habits"] == {
        "pinned": {"part": 0, "whole": 1},
        "kept": {"part": 0, "whole": 2},
        "prefixed": {"part": 0, "whole": 0},
        "localised": {"part": 0, "whole": 1},
        "pins_anchors": False,
        "translates_headings": False,
        "translates_images": False,
        "keys_kept": [],
        "keys_equal": [],
    }
    assert {key: language[key] for key in counts} == counts


def test_status_says_what_a_language_does_throughout(site, capsys):
    comment = FAITHFUL.replace("make all", "make all  # todo")
    site(comment.replace("## Instalar", "## Instalar {#install}") + "\nVe a [casa](/es/casa).\n")
    assert run(["status", "docs"]) == 0
    told = capsys.readouterr().out
    told = " ".join(told.split())
    assert "translated headings that carry the source's id: 1 of 1" in told
    assert "links from the root that name the language: 100 %" in told
    assert "code blocks with translated comments or texts: 100 % of 1" in told


def test_bad_files_are_named_and_the_others_are_checked(site, capsys):
    root = site(FAULTY)
    (root / "docs/es/nul.md").write_bytes(b"\0\0\0")
    (root / "docs/es/empty.md").write_bytes(b"")
    (root / "docs/en/empty.md").write_bytes(b"")
    (root / "docs/es/loop.md").symlink_to("loop.md")
    (root / "docs/es/unclosed.md").write_bytes(b"---\ntitle: x\n")
    os.mkfifo(root / "docs/es/pipe.md")
    assert run(["check", "docs"]) == 1
    out = capsys.readouterr()
    assert "heading-level" in out.out
    assert "Traceback" not in out.err


def test_the_help_starts_without_the_heavy_libraries():
    code = (
        "import sys\n"
        "from doclint.__main__ import run\n"
        "run(['--help'])\n"
        "heavy = {'ftfy', 'langdetect', 'pygments', 'yaml', 'multiprocessing', 'markdown_it', 'difflib'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_an_unknown_dialect_of_anchors_is_told(site, capsys):
    root = site()
    (root / "doclint.toml").write_text('anchors = "gitbub"\n', encoding="utf-8")
    assert run(["check", "docs"]) == 2
    assert "github" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", ["rules", "explain mojibake", "check docs --quiet --format json --min-severity info"]
)
def test_a_reader_that_has_seen_enough_is_no_failure(site, arguments):
    root = site(FAULTY * 200)
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; '{sys.executable}' -m doclint {arguments} | head -c 1"],
        capture_output=True,
        check=False,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )
    assert (done.returncode in (0, 1), done.stderr) == (True, b"")


def test_folders_outside_the_working_directory_name_no_language(tmp_path, monkeypatch, capsys):
    text = (
        "# Guía\n\nEste es un párrafo que se escribe en la lengua de los lectores, y también para los que no la saben, "
    )
    text += "porque hay quien la lee con gusto desde el otro lado del mar, y sin saber más que las palabras.\n"
    (tmp_path / "cz").mkdir()
    (tmp_path / "cz" / "guide.md").write_text(EN, encoding="utf-8")
    (tmp_path / "cz" / "guia.md").write_text(text, encoding="utf-8")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    run(["compare", str(tmp_path / "cz" / "guide.md"), str(tmp_path / "cz" / "guia.md"), "--format", "json"])
    assert {finding["language"] for finding in json.loads(capsys.readouterr().out)["findings"]} == {"es"}


def test_what_the_overview_says_of_a_command_is_what_it_says_itself(capsys):
    assert run(["--help"]) == 0
    overview = " ".join(capsys.readouterr().out.split())
    for name in doclint.list_commands(Context(doclint)):
        command = doclint.get_command(Context(doclint), name)
        assert command.name == name
        assert f"{name} {command.short_help}" in overview
