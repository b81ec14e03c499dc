"""The fixture sites: every planted fault is told, and nothing else."""

import json
import shutil
from pathlib import Path

import pytest

from doclint.__main__ import run

SITES = Path(__file__).parents[1] / "fixtures" / "sites"


def reported(name: str, tmp_path: Path, monkeypatch, capsys, *options: str) -> str:
    shutil.copytree(SITES / name, tmp_path / name)
    monkeypatch.chdir(tmp_path / name)
    run(["check", ".", "--format", "concise", *options])
    return capsys.readouterr().out


@pytest.mark.parametrize("expected", sorted(SITES.glob("*.expected.txt")), ids=lambda path: path.name.split(".")[0])
def test_a_site_gives_its_expected_report(expected, tmp_path, monkeypatch, capsys):
    name = expected.name.removesuffix(".expected.txt")
    assert reported(name, tmp_path, monkeypatch, capsys) == expected.read_text(encoding="utf-8")


def test_every_site_has_an_expected_report():
    folders = {path.name for path in SITES.iterdir() if path.is_dir()}
    assert folders == {path.name.removesuffix(".expected.txt") for path in SITES.glob("*.expected.txt")}


@pytest.mark.parametrize("planted", sorted(SITES.glob("*.planted.txt")), ids=lambda path: path.name.split(".")[0])
def test_every_planted_fault_is_told_and_nothing_else(planted, tmp_path, monkeypatch, capsys):
    """A planted fault stands on its line in the list beside the site; a finding is near it, and near nothing else."""
    name = planted.name.removesuffix(".planted.txt")
    shutil.copytree(SITES / name, tmp_path / name)
    monkeypatch.chdir(tmp_path / name)
    run(["check", ".", "--format", "json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    faults = []
    for line in planted.read_text(encoding="utf-8").splitlines():
        path, number, _ = line.split(":", 2)
        faults.append((path, int(number.strip() or 0)))
    told = [(finding["path"], finding["line"]) for finding in findings]
    for path, line in faults:
        assert any(path == there and abs(line - at) <= 4 for there, at in told), f"{path}:{line} was not told"
    found = [(finding["path"], finding["line"]) for finding in findings if finding["rule"] != "mojibake"]
    for path, line in found:
        assert any(path == there and abs(line - at) <= 4 for there, at in faults), f"{path}:{line} is no planted fault"


def test_a_damaged_copy_is_repaired_byte_for_byte(tmp_path, monkeypatch, capsys):
    shutil.copytree(SITES / "glossary-damaged", tmp_path / "site")
    monkeypatch.chdir(tmp_path / "site")
    run(["check", ".", "--fix"])
    whole = (SITES / "glossary" / "docs" / "es" / "glossary.md").read_bytes()
    assert (tmp_path / "site" / "docs" / "es" / "glossary.md").read_bytes() == whole
