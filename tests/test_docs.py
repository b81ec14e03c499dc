"""The documentation: every command in it runs, its tables tell what there is, and doclint finds nothing in it."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from doclint.__main__ import run
from doclint.catalogue import rules

ROOT = Path(__file__).parents[1]
PAGES = ["README.md", *sorted(page.relative_to(ROOT).as_posix() for page in (ROOT / "docs").glob("*/*.md"))]
_FENCE = re.compile(r"^```(?:sh|console)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def commands(page: str) -> list[str]:
    """Give the commands of a page that are doclint's own, without what a shell does with their output."""
    text = (ROOT / page).read_text(encoding="utf-8")
    lines = [line.removeprefix("$ ") for body in _FENCE.findall(text) for line in body.splitlines()]
    own = [re.split(r"\s+(?:#|>)", line)[0] for line in lines if line.removeprefix("$ ").startswith("doclint ")]
    return [line for line in own if not line.startswith("doclint lsp")]


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A repository with the files that the pages speak of."""
    shutil.copytree(ROOT / "fixtures" / "sites" / "glossary" / "docs", tmp_path / "docs")
    pages = {"docs/en/guide.md": "# Guide\n", "docs/es/guide.md": "# Guía\n", "page.md": "# Página\n"}
    pages |= {"en.md": "# A\n", "es.md": "# A\n", "rendered.txt": "A\n", "scrape.txt": "A\n"}
    for name, text in pages.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    who = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org"]
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "Start"]):
        subprocess.run(["git", *words], check=True)
    subprocess.run(["git", "update-ref", "refs/remotes/origin/main", "HEAD"], check=True)
    return tmp_path


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_a_page_runs(page, site, capsys):
    for command in commands(page):
        status = run(shlex.split(command)[1:])
        told = capsys.readouterr()
        assert status in (0, 1), f"{command}: {status}\n{told.err}"


def test_the_pages_show_commands():
    assert sum(len(commands(page)) for page in PAGES) > 40


def test_the_table_of_rules_is_the_catalogue():
    rows = re.findall(r"^\| `([^`]+)` \| (\w+) \| (.*) \|$", (ROOT / "docs/en/rules.md").read_text(), re.MULTILINE)
    assert sorted(rows) == sorted((rule.name, rule.severity.label, rule.summary) for rule in rules().values())


def test_the_documentation_is_clean(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert run(["check", "docs", "--min-severity", "info", "--format", "concise"]) == 0, capsys.readouterr().out
