"""How a site takes doclint up: a first configuration, only new findings, completion."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from doclint.__main__ import run
from doclint.config import load

EN = "# Guide\n\n## Install\n\nRun the installer.\n\n```sh\nmake all\n```\n"
ES = "# Guía\n\n## Instalar\n\nEjecuta el instalador.\n\n```sh\nmake all\n```\n"


def git(folder, *arguments):
    identity = ("-c", "user.name=A Writer", "-c", "user.email=writer@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def write(folder, **pages):
    for name, text in pages.items():
        path = folder / (name.replace("__", "/") + ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository whose one commit has an old finding: a heading one level too deep."""
    git(tmp_path, "init", "-q", "-b", "main")
    write(tmp_path, docs__en__guide=EN, docs__es__guide=ES.replace("## Inst", "### Inst"))
    git(tmp_path, "add", "."), git(tmp_path, "commit", "-qm", "first")
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- --base --------------------------------------------------------------------------------------------------------


def test_what_the_base_had_is_not_told(repository, capsys):
    assert run(["check", "docs", "--format", "concise"]) == 1
    assert "heading-level" in capsys.readouterr().out
    assert run(["check", "docs", "--base", "HEAD"]) == 0


def test_what_came_since_is_told_alone(repository, capsys):
    write(repository, docs__es__guide=ES.replace("## Inst", "### Inst").replace("make all", "make alll"))
    assert run(["check", "docs", "--base", "HEAD", "--format", "concise"]) == 1
    out = capsys.readouterr().out
    assert "changed-code" in out
    assert "heading-level" not in out


def test_old_findings_stay_old_when_lines_move(repository, capsys):
    moved = "Hola.\n\n# Guía\n\n### Instalar\n\nEjecuta el instalador.\n\n```sh\nmake all\n```\n"
    write(repository, docs__es__guide=moved, docs__en__guide="Hello.\n\n" + EN)
    assert run(["check", "docs", "--base", "HEAD", "--format", "concise"]) == 0, capsys.readouterr().out


def test_the_base_is_seen_from_a_folder_below(repository, monkeypatch, capsys):
    monkeypatch.chdir(repository / "docs")
    assert run(["check", "--base", "HEAD"]) == 0, capsys.readouterr().out
    assert run(["check", str(repository / "docs"), "--base", "HEAD"]) == 0, capsys.readouterr().out


def test_two_named_files_have_a_base_too(repository, capsys):
    pages = ["docs/en/guide.md", "docs/es/guide.md"]
    assert run(["compare", *pages]) == 1
    assert run(["compare", *pages, "--base", "HEAD"]) == 0, capsys.readouterr().out


def test_a_site_that_the_base_did_not_have_is_all_new(repository, capsys):
    write(repository, more__en__page=EN, more__es__page=ES.replace("## Inst", "### Inst"))
    assert run(["check", "more", "--base", "HEAD", "--format", "concise"]) == 1
    assert "heading-level" in capsys.readouterr().out


def test_the_repository_is_left_as_it_was(repository):
    def look():
        status = subprocess.run(["git", "status", "--porcelain"], capture_output=True, check=True).stdout
        return status, sorted(path for path in Path(".git").rglob("*") if path.name != "index")

    before = look()
    run(["check", "docs", "--base", "HEAD", "--quiet"])
    assert look() == before


@pytest.mark.parametrize("revision", ["no-such-branch", "--output=x", "HEAD:docs"])
def test_an_unknown_base_is_named(repository, revision, capsys):
    assert run(["check", "docs", f"--base={revision}"]) == 2
    assert revision in capsys.readouterr().err


def test_a_base_without_git_is_said(tmp_path, monkeypatch, capsys):
    write(tmp_path, docs__en__guide=EN, docs__es__guide=ES)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert run(["check", "docs", "--base", "HEAD"]) == 2
    assert "git repository" in capsys.readouterr().err


# --- init and --show-config ----------------------------------------------------------------------------------------


def test_init_writes_what_was_detected(repository, capsys):
    assert run(["init"]) == 0
    text = Path("doclint.toml").read_text(encoding="utf-8")
    assert 'source = "docs/en/{path}", translation = "docs/{lang}/{path}"' in text
    assert "es (1 page)" in text
    assert "doclint check" in capsys.readouterr().out


def test_what_init_wrote_changes_no_finding(repository, capsys):
    run(["check", "docs", "--format", "json"])
    before = capsys.readouterr().out
    run(["init"])
    capsys.readouterr()
    run(["check", "docs", "--format", "json"])
    assert capsys.readouterr().out == before


def test_what_init_offers_is_valid_when_uncommented(repository):
    run(["init"])
    lines = Path("doclint.toml").read_text(encoding="utf-8").splitlines()
    keys = ("# language", "# pairs", "#   {", "# ]", "# anchors", "# per-file", "# severity")
    bare = [line.removeprefix("# ").removeprefix("#") if line.startswith(keys) else line for line in lines]
    Path("doclint.toml").write_text("\n".join(bare), encoding="utf-8")
    config = load(Path())
    assert config.languages == ("es",)
    assert [(pair.source, pair.translation) for pair in config.pairs] == [("docs/en/{path}", "docs/{lang}/{path}")]


def test_init_replaces_nothing_unasked(repository, capsys):
    Path("doclint.toml").write_text('source = "de"\n', encoding="utf-8")
    assert run(["init"]) == 2
    assert "--force" in capsys.readouterr().err
    assert Path("doclint.toml").read_text(encoding="utf-8") == 'source = "de"\n'
    assert run(["init", "--force"]) == 0
    assert 'source = "en"' in Path("doclint.toml").read_text(encoding="utf-8")


def test_the_configuration_shown_can_be_read_back(repository, capsys):
    Path("doclint.toml").write_text(
        'ignore = ["links"]\nanchors = "hugo"\nseverity = { missing-link = "info" }\n'
        'per-file-ignores = { "docs/*/old \\"x\\"/**" = ["code"] }\n'
        'pairs = [{ source = "docs/en/{path}", translation = "docs/{lang}/{path}" }]\n',
        encoding="utf-8",
    )
    before = load(Path())
    assert run(["check", "--show-config"]) == 0
    out = capsys.readouterr().out
    assert "doclint.toml" in out.splitlines()[0]
    Path("doclint.toml").write_text(out, encoding="utf-8")
    assert load(Path()) == before


# --- completion ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_a_script(shell, capsys):
    assert run(["completion", shell]) == 0
    assert "_DOCLINT_COMPLETE" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("doclint ch", "check"),
        ("doclint explain mojib", "mojibake"),
        ("doclint check --ignore links,mojib", "links,mojibake"),
    ],
)
def test_commands_and_rules_are_completed(words, expected):
    asked = {"_DOCLINT_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    done = subprocess.run(
        [sys.executable, "-m", "doclint"], env=os.environ | asked, capture_output=True, text=True, check=False
    )
    assert f"plain,{expected}" in done.stdout.split()
