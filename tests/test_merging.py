"""Shards: every finding is in one of them, and their reports put together are the report of one run."""

import json

import pytest

from doclint.__main__ import run

EN = "# Page {n}\n\n## Install\n\nRun `make all` now.\n"
ES = "# Página {n}\n\n### Instalar\n\nEjecuta `make all` ahora.\n"


@pytest.fixture
def site(tmp_path, monkeypatch):
    for language, text in (("en", EN), ("es", ES), ("fr", ES)):
        folder = tmp_path / "docs" / language
        folder.mkdir(parents=True)
        for number in range(9):
            (folder / f"page-{number}.md").write_text(text.replace("{n}", str(number)), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(capsys, *options):
    status = run(["check", "docs", "--format", "json", *options])
    return status, capsys.readouterr().out


def shards(site, capsys, number):
    found = []
    for shard in range(1, number + 1):
        found.append(told(capsys, "--shard", f"{shard}/{number}")[1])
        (site / f"{shard}.json").write_text(found[-1], encoding="utf-8")
    return found


def test_shards_put_together_are_one_run(site, capsys):
    whole = told(capsys)[1]
    found = shards(site, capsys, 3)
    counts = [json.loads(report)["summary"]["findings"] for report in found]
    assert sum(counts) == json.loads(whole)["summary"]["findings"] == 18
    assert all(counts), "no shard is empty"
    assert run(["merge", "1.json", "2.json", "3.json"]) == 1
    assert capsys.readouterr().out == whole
    assert run(["merge", "1.json", "2.json", "3.json", "--exit-zero"]) == 0


def test_what_several_reports_have_is_told_once(site, capsys):
    shards(site, capsys, 1)
    assert run(["merge", "1.json", "1.json", "--format", "concise"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 18
    assert lines[0].startswith("docs/es/page-0.md:3:1: error heading-level: heading is level 3")


@pytest.mark.parametrize("shard", ["0/2", "3/2", "1", "a/b", "1/0", "-1/2"])
def test_a_shard_that_is_none_is_said_so(site, capsys, shard):
    assert run(["check", "docs", f"--shard={shard}"]) == 2
    assert "is no shard; write 1/4" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# Guide", "this is no report of doclint"),
        ("[]", "this is no report of doclint"),
        ('{"schema": 1}', "this is no report of doclint"),
        ('{"schema": 2}', "written by another version"),
        ('{"schema": 1, "summary": {}, "findings": [{"path": 1}]}', "this is no report of doclint"),
        ("\udcff", "is not saved as UTF-8"),
    ],
)
def test_what_is_no_report_is_named(site, capsys, text, said):
    (site / "report.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert run(["merge", "report.json"]) == 2
    assert said in capsys.readouterr().err
    assert run(["merge", "nowhere.json"]) == 2
    assert "nowhere.json: the report cannot be read" in capsys.readouterr().err
