"""The cache: a run tells again what it found, as long as nothing that it rests on has changed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import doclint.engine
from doclint.__main__ import run
from doclint.cache.store import FOLDER, Store
from doclint.catalogue import rules

EN = "# Guide\n\n## Install\n\nRun the [installer](setup.md) — `make all`.\n\n![map](map.png)\n"
ES = (
    "# Guía\n\n### Instalar\n\nEjecuta el [instalador](setup.md) — `make all`.\n\n"
    "![mapa](map.png)\n\nLa secciÃ³n y la opciÃ³n.\n"
)


@pytest.fixture
def site(tmp_path, monkeypatch):
    for language, text in (("en", EN), ("es", ES)):
        folder = tmp_path / "docs" / language
        folder.mkdir(parents=True)
        (folder / "guide.md").write_text(text, encoding="utf-8")
        (folder / "setup.md").write_text("# Set-up\n\nText.\n", encoding="utf-8")
        (folder / "map.png").write_bytes(b"png")
    (tmp_path / "doclint.toml").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def looked(monkeypatch):
    """Count how often the pages are really looked at."""
    times = []
    check_scope = doclint.engine.check_scope
    monkeypatch.setattr(doclint.engine, "check_scope", lambda *given: times.append(1) or check_scope(*given))
    return times


def told(capsys, *options):
    status = run(["check", "docs", "--format", "json", "--min-severity", "info", *options])
    return status, capsys.readouterr().out


@pytest.mark.parametrize("form", ["json", "concise", "full", "sarif", "github", "gitlab", "junit", "html"])
def test_a_second_run_tells_the_same_without_looking(site, looked, capsys, form):
    first = told(capsys, "--format", form)
    assert first[0] == 1
    assert looked == [1]
    assert told(capsys, "--format", form) == first
    assert looked == [1]


def test_what_is_told_holds_fixes_and_both_sides(site, capsys):
    told(capsys)
    findings = json.loads(told(capsys)[1])["findings"]
    assert {"heading-level", "mojibake"} <= {finding["rule"] for finding in findings}
    assert all(finding["related"] for finding in findings if finding["rule"] == "heading-level")
    assert any(finding["fix"] for finding in findings)


def change_page(site):
    (site / "docs/es/guide.md").write_text(ES.replace("###", "##"), encoding="utf-8")


def change_source(site):
    (site / "docs/en/guide.md").write_text(EN.replace("all", "everything"), encoding="utf-8")


def remove_picture(site):
    (site / "docs/en/map.png").unlink()


def add_page(site):
    (site / "docs/en/new.md").write_text("# New\n", encoding="utf-8")


def configure(site):
    (site / "doclint.toml").write_text('ignore = ["heading-level"]\n', encoding="utf-8")


@pytest.mark.parametrize("change", [change_page, change_source, remove_picture, add_page, configure])
def test_a_change_is_seen(site, looked, capsys, change):
    before = told(capsys)
    change(site)
    after = told(capsys)
    assert len(looked) == 2
    assert after == told(capsys, "--no-cache")
    assert after != before or change is remove_picture


def outside(name, before, after):
    """Give a change of a file that stands above the site, or is only named on the command line."""

    def change(site):
        (site.parent / name).write_text(after if (site.parent / name).exists() else before, encoding="utf-8")

    return change


@pytest.mark.parametrize(
    ("name", "before", "after", "options"),
    [
        ("own.toml", "", 'ignore = ["heading-level"]\n', ["--config", "../own.toml"]),
        (
            "known.json",
            '{"version": 1, "findings": []}',
            '{"version": 1, "findings": [{}]}',
            ["--baseline", "../known.json"],
        ),
        ("words.csv", "term,language,translation\n", "term,language,forbidden\nGuide,es,Guía\n", []),
        (".gitignore", "", "*.new\n", []),
    ],
)
def test_a_file_elsewhere_that_shapes_the_answer_is_seen(site, looked, capsys, name, before, after, options):
    (site.parent / name).unlink(missing_ok=True)
    (site / "doclint.toml").write_text('terms = "../words.csv"\n' if name == "words.csv" else "", encoding="utf-8")
    change = outside(name, before, after)
    change(site)
    told(capsys, *options)
    told(capsys, *options)
    assert looked == [1]
    change(site)
    told(capsys, *options)
    assert len(looked) <= 2
    assert told(capsys, *options) == told(capsys, *options, "--no-cache")
    (site.parent / name).unlink()


def test_a_page_that_changes_while_it_is_looked_at_is_not_kept(site, capsys, monkeypatch):
    check_scope = doclint.engine.check_scope

    def meanwhile(*given):
        outcome = check_scope(*given)
        change_page(site)
        return outcome

    monkeypatch.setattr(doclint.engine, "check_scope", meanwhile)
    old = told(capsys)
    monkeypatch.setattr(doclint.engine, "check_scope", check_scope)
    assert told(capsys) != old
    assert told(capsys) == told(capsys, "--no-cache")


def test_an_answer_is_told_again_without_loading_what_checks(site):
    script = (
        "import sys; from doclint.__main__ import run; status = run(['check', 'docs']);"
        "print(status, {'click', 'markdown_it', 'dataclasses'} & set(sys.modules), file=sys.stderr)"
    )
    here = os.environ | {"PYTHONPATH": str(Path(doclint.engine.__file__).parents[2])}
    runs = [subprocess.run([sys.executable, "-c", script], env=here, capture_output=True, check=True) for _ in range(2)]
    assert runs[0].stdout == runs[1].stdout != b""
    assert b"markdown_it" in runs[0].stderr
    assert runs[1].stderr.strip() == b"1 set()"


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("COLUMNS", "40"), ("DOCLINT_X", "1")])
def test_another_terminal_is_another_question(site, looked, capsys, monkeypatch, name, value):
    told(capsys)
    monkeypatch.setenv(name, value)
    told(capsys)
    assert len(looked) == 2


def test_what_other_tools_keep_is_no_change(site, looked, capsys):
    (site / ".mypy_cache").mkdir()
    told(capsys)
    (site / ".mypy_cache" / "x.answer").write_text("{}", encoding="utf-8")
    told(capsys)
    assert looked == [1]


def test_a_commit_is_seen(site, looked, capsys):
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    told(capsys)
    subprocess.run([*git, "add", "docs"], check=True)
    subprocess.run([*git, "commit", "-qm", "First"], check=True)
    told(capsys)
    assert len(looked) == 2
    told(capsys)
    assert len(looked) == 2


def test_other_settings_have_entries_of_their_own(site, looked, capsys):
    told(capsys)
    only = told(capsys, "--select", "heading-level")
    assert {finding["rule"] for finding in json.loads(only[1])["findings"]} == {"heading-level"}
    told(capsys)
    told(capsys, "--select", "heading-level")
    assert len(looked) == 2


@pytest.mark.parametrize("options", [["--no-cache"], ["--diff"], ["--output", "report.txt"]])
def test_what_needs_the_pages_looks_at_them_and_keeps_nothing(site, looked, capsys, options):
    told(capsys, *options)
    told(capsys, *options)
    assert len(looked) == 2
    assert not (site / FOLDER).exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw[: len(raw) // 2],
        lambda raw: b"",
        lambda raw: raw.replace(b"heading-level", b"heading-lovel"),
        lambda _raw: b"\xff\x00",
    ],
)
def test_a_damaged_entry_is_none(site, looked, capsys, damage):
    first = told(capsys)
    (entry,) = (site / FOLDER).glob("*.answer")
    entry.write_bytes(damage(entry.read_bytes()))
    assert told(capsys) == first
    assert len(looked) == 2
    assert told(capsys) == first
    assert len(looked) == 2


def test_a_record_of_another_kind_is_none(site, looked, capsys):
    first = told(capsys)
    (entry,) = (site / FOLDER).glob("*.answer")
    Store(site).write(entry.stem, b'{"problems": 1}')
    assert told(capsys) == first
    assert len(looked) == 2


def test_a_cache_that_cannot_be_kept_is_none(site, capsys):
    (site / FOLDER).write_text("a file in the way", encoding="utf-8")
    first = told(capsys)
    assert first[0] == 1
    assert told(capsys) == first


def test_the_folder_says_what_it_is_and_does_not_grow(site, capsys):
    for rule in list(rules())[:20]:
        told(capsys, "--select", rule)
    names = {path.name for path in (site / FOLDER).iterdir() if path.suffix != ".answer"}
    assert names == {"CACHEDIR.TAG", ".gitignore"}
    assert (site / FOLDER / "CACHEDIR.TAG").read_text(encoding="ascii").startswith("Signature: 8a477f597d28d172789f068")
    assert 1 < len(list((site / FOLDER).glob("*.answer"))) <= 12
    assert Path(FOLDER) not in [page.parent for page in site.rglob("*.md")]
