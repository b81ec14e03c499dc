"""The cache: a run tells again what it found, as long as nothing that it rests on has changed."""

import json
import subprocess
from pathlib import Path

import pytest

import doclint.engine
from doclint.__main__ import run
from doclint.cache.store import FOLDER, Store

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


@pytest.mark.parametrize("form", ["json", "concise", "full", "sarif", "github", "gitlab", "junit"])
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


def test_what_other_tools_keep_is_no_change(site, looked, capsys):
    (site / ".mypy_cache").mkdir()
    told(capsys)
    (site / ".mypy_cache" / "x.json").write_text("{}", encoding="utf-8")
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


@pytest.mark.parametrize("options", [["--no-cache"], ["--diff"], ["--format", "html"]])
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
    (entry,) = (site / FOLDER).glob("*.json")
    entry.write_bytes(damage(entry.read_bytes()))
    assert told(capsys) == first
    assert len(looked) == 2
    assert told(capsys) == first
    assert len(looked) == 2


def test_a_record_of_another_kind_is_none(site, looked, capsys):
    first = told(capsys)
    (entry,) = (site / FOLDER).glob("*.json")
    Store(site).write(entry.stem, b'{"problems": 1}')
    assert told(capsys) == first
    assert len(looked) == 2


def test_a_cache_that_cannot_be_kept_is_none(site, capsys):
    (site / FOLDER).write_text("a file in the way", encoding="utf-8")
    first = told(capsys)
    assert first[0] == 1
    assert told(capsys) == first


def test_the_folder_says_what_it_is_and_does_not_grow(site, capsys):
    for number in range(20):
        (site / "docs/es/setup.md").write_text(f"# Set-up\n\nText {number}.\n", encoding="utf-8")
        told(capsys)
    names = {path.name for path in (site / FOLDER).iterdir() if path.suffix != ".json"}
    assert names == {"CACHEDIR.TAG", ".gitignore"}
    assert (site / FOLDER / "CACHEDIR.TAG").read_text(encoding="ascii").startswith("Signature: 8a477f597d28d172789f068")
    assert 1 < len(list((site / FOLDER).glob("*.json"))) <= 12
    assert Path(FOLDER) not in [page.parent for page in site.rglob("*.md")]
