"""What people who use doclint for the first time tripped over, and no longer do."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from pages import write_pages

from doclint.__main__ import run

EN = "# Guide\n\n## Install\n\nRun the installer now.\n\n```sh\nmake all\nmake install\n```\n"
ES = "# Guía\n\n## Instalar\n\nEjecuta el instalador.\n\n```sh\nmake all\nmake install\n```\n"
WRONG_CODE = ES.replace("make install", "make instal")


@pytest.fixture
def site(tmp_path, monkeypatch):
    """Give a function that writes pages by their names into a fresh folder and goes there."""

    def write(spanish: str | bytes = ES, **more: str | bytes) -> Path:
        pages = {"docs/en/guide.md": EN, "docs/es/guide.md": spanish} | {
            name.replace("__", "/") + ".md": text for name, text in more.items()
        }
        monkeypatch.chdir(write_pages(tmp_path, pages))
        return tmp_path

    return write


def test_suggestions_are_written_only_with_fix(site, capsys, monkeypatch):
    root = site(WRONG_CODE)
    monkeypatch.setattr("sys.argv", ["doclint", "check", "docs", "--unsafe-fixes"])
    assert run(["check", "docs", "--unsafe-fixes"]) == 1
    out = capsys.readouterr().out
    assert (root / "docs/es/guide.md").read_text(encoding="utf-8") == WRONG_CODE
    assert "nothing was written" in out
    assert out.endswith("Next: doclint check docs --unsafe-fixes --diff    shows what --fix would change\n")
    assert run(["check", "docs", "--unsafe-fixes", "--diff"]) == 1
    assert "+make install" in capsys.readouterr().out
    assert run(["check", "docs", "--fix", "--unsafe-fixes"]) == 0
    assert (root / "docs/es/guide.md").read_text(encoding="utf-8") == ES


@pytest.mark.parametrize(
    ("config", "arguments", "said"),
    [
        ("", ["check", "docs", "--source", "fr"], "--source en"),
        ('pairs = [{source = "x/{path}", translation = "y/{lang}/{path}"}]', ["check", "docs"], "x/{path}"),
        ('exclude = ["docs/es/**"]', ["check", "docs"], "leaves out all"),
        ('pairs = [{source = "x/{path}", translation = "y/{lang}/{path}"}]', ["status", "docs"], "x/{path}"),
        ("", ["check", "docs/es/guide.md"], "larger than 3 MB"),
        ("", ["compare", "docs/en/guide.md", "docs/es/guide.md"], "larger than 3 MB"),
    ],
)
@pytest.mark.parametrize("quiet", [[], ["--quiet"]])
def test_nothing_compared_is_no_good_result(site, capsys, config, arguments, said, quiet):
    root = site("word\n" * 700_000 if "3 MB" in said else ES)
    if config:
        (root / "doclint.toml").write_text(config + "\n", encoding="utf-8")
    assert run([*arguments, *(quiet if arguments[0] != "status" else [])]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err


def test_a_site_without_translations_is_no_fault_and_is_told(site, capsys):
    root = site()
    (root / "docs/es/guide.md").unlink()
    assert run(["check", "docs", "--quiet"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "no translation was found" in err
    (root / "docs/es").rmdir()
    assert run(["check", "docs", "--source", "de"]) == 0


def test_a_file_that_is_excluded_and_named_is_not_called_good(site, capsys):
    root = site()
    (root / "doclint.toml").write_text('exclude = ["docs/es/**"]\n', encoding="utf-8")
    assert run(["check", "docs/es/guide.md"]) == 0
    assert "Nothing was checked." in capsys.readouterr().out


def test_quiet_gives_the_findings_alone_and_with_statistics_their_counts(site, capsys):
    site(WRONG_CODE)
    assert run(["check", "docs", "--quiet"]) == 1
    out = capsys.readouterr().out
    assert "changed-code" in out
    assert "Found" not in out
    assert "Next" not in out
    assert run(["check", "docs", "--quiet", "--statistics"]) == 1
    assert capsys.readouterr().out.split() == ["1", "error", "changed-code"]


def test_an_example_for_pyproject_works_in_our_own_file(site, capsys):
    root = site(WRONG_CODE)
    (root / "doclint.toml").write_text('[tool.doclint]\nignore = ["code"]\n', encoding="utf-8")
    assert run(["check", "docs"]) == 0
    (root / "doclint.toml").write_text('source = "en"\n[tool.doclint]\nignore = ["code"]\n', encoding="utf-8")
    assert run(["check", "docs"]) == 2
    assert "leave that line out" in capsys.readouterr().err


def test_every_fault_of_a_configuration_is_told_at_once(site, capsys):
    root = site()
    (root / "doclint.toml").write_text(
        'anchors = "gitub"\nignor = []\nignore = ["linkz"]\nseverity = {missing-link = "fatal", no-link = "info"}\n',
        encoding="utf-8",
    )
    assert run(["check", "docs"]) == 2
    err = capsys.readouterr().err
    assert all(word in err for word in ("gitub", "ignor:", "linkz", "fatal", "no-link"))
    assert err.count("doclint.toml: ") == 5


def test_a_name_on_the_command_line_is_no_fault_of_the_file(site, capsys):
    (site() / "doclint.toml").write_text('ignore = ["links"]\n', encoding="utf-8")
    assert run(["check", "docs", "--select", "linkz"]) == 2
    assert "command line: select" in capsys.readouterr().err


def test_a_severity_holds_for_a_group(site, capsys):
    root = site(WRONG_CODE)
    (root / "doclint.toml").write_text('severity = {code = "info"}\n', encoding="utf-8")
    assert run(["check", "docs"]) == 0
    (root / "doclint.toml").write_text('severity = {changed-code = "warning", code = "info"}\n', encoding="utf-8")
    assert run(["check", "docs"]) == 1
    assert "warning changed-code" in capsys.readouterr().out


@pytest.mark.parametrize("command", [["repair"], ["check"]])
@pytest.mark.parametrize(
    ("below", "asked"), [("", "docs"), ("", "docs/es/guide.md"), ("docs", "es"), ("docs", "."), ("", "{}/docs")]
)
def test_git_applies_a_diff_where_doclint_made_it(site, capfd, monkeypatch, command, below, asked):
    root = site(ES.encode().decode("cp1252").encode())
    git = ["git", "-c", "core.autocrlf=false"]
    subprocess.run([*git, "init", "--quiet"], cwd=root, check=True)
    monkeypatch.chdir(root / below)
    assert run([*command, asked.format(root), "--diff"]) == 1
    patch = capfd.readouterr().out
    subprocess.run([*git, "apply"], cwd=root / below, input=patch, check=True, text=True, encoding="utf-8")
    assert (root / "docs/es/guide.md").read_text(encoding="utf-8") == ES


def commits(root: Path, *texts: dict[str, str]) -> None:
    """Commit some pages after each other."""
    git = ["git", "-c", "user.name=N", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run([*git, "init", "--quiet"], cwd=root, check=True)
    for pages in texts:
        for name, text in pages.items():
            (root / name).write_text(text, encoding="utf-8")
        subprocess.run([*git, "add", "."], cwd=root, check=True)
        subprocess.run([*git, "commit", "--quiet", "-m", "change"], cwd=root, check=True)


def standing(capsys) -> tuple[dict[str, object], dict[str, str]]:
    capsys.readouterr()
    assert run(["status", "docs", "--format", "json"]) == 0
    content = json.loads(capsys.readouterr().out)
    return content["languages"][0], {page["path"]: page["state"] for page in content["pages"]}


def test_status_says_in_step_only_of_what_it_can_know(site, capsys):
    root = site()
    commits(root, {})
    assert standing(capsys)[1] == {"docs/es/guide.md": "translated"}
    assert run(["status", "docs"]) == 0
    assert "cannot be known" in capsys.readouterr().out
    commits(root, {"docs/en/guide.md": EN.replace("now", "today")})
    assert standing(capsys)[1] == {"docs/es/guide.md": "in step"}
    assert run(["status", "docs"]) == 0
    assert "says only that" in capsys.readouterr().out


def test_status_counts_no_copy_as_translated_and_names_the_sections(site, capsys):
    long = EN + "\nIt copies every file to its place and says at the end what it has done.\n"
    short = ES.partition("## Instalar")[0]
    root = site(docs__en__copy=long, docs__es__copy=long, docs__en__short=EN, docs__es__short=short)
    commits(root, {}, {"docs/en/guide.md": EN.replace("make all", "make every")})
    language, states = standing(capsys)
    assert states == {"docs/es/copy.md": "copy", "docs/es/guide.md": "behind", "docs/es/short.md": "incomplete"}
    assert (language["translated"], language["copy"], language["behind"]) == (2, 1, 1)
    assert run(["status", "docs", "--list"]) == 0
    out = capsys.readouterr().out
    assert "the source has changed “Install”" in out
    assert "docs/es/short.md: lacks “Install”" in out


def test_status_fits_a_narrow_terminal(site, capsys, monkeypatch):
    site()
    monkeypatch.setenv("COLUMNS", "40")
    assert run(["status", "docs"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert all(len(line) <= 40 for line in lines if "translated " not in line)


@pytest.mark.parametrize("codec", ["cp1252", "mojibake"])
def test_a_page_damaged_throughout_is_shown_by_two_examples(site, capsys, codec):
    text = "# Guía\n\n" + "La página está aquí, según la configuración.\n\n" * 6
    site(text.encode("cp1252") if codec == "cp1252" else text.encode().decode("cp1252").encode())
    assert run(["check", "docs", "--select", "encoding"]) == 1
    out = capsys.readouterr().out
    assert out.count(": error ") == 2
    assert "on 5 more lines: 5, 7, 9, 11, 13" in out
    assert "Found 7 errors" in out
    assert "“Guía”" in out
    assert "\\u" not in out
    assert run(["repair", "docs", "--explain"]) == 1
    assert "in “Guía”" in capsys.readouterr().out
    assert run(["check", "docs", "--select", "encoding", "--format", "concise"]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 7  # programs are told line by line


def test_explain_opens_with_what_to_do(capsys):
    assert run(["explain", "changed-code"]) == 0
    short = capsys.readouterr().out
    assert short.startswith("# changed-code\n\nCode says something else than in the source. (error, group code;")
    assert "```toml" not in short
    assert short.count("\n## ") == 1
    assert short.rstrip().endswith("doclint explain changed-code --examples")
    assert run(["explain", "changed-code", "--examples"]) == 0
    assert len(capsys.readouterr().out) > 5 * len(short)
    assert run(["explain", "links"]) == 0
    listed = capsys.readouterr().out
    assert "broken-link" in listed
    assert "changed-code" not in listed


def test_the_help_of_compare_leaves_out_what_it_has_no_use_for(site, capsys):
    site()
    assert run(["compare", "--help"]) == 0
    assert "--shard" not in capsys.readouterr().out
    assert run(["check", "--help"]) == 0
    assert "--shard" in capsys.readouterr().out
    assert run(["compare", "docs/en/guide.md", "docs/es/guide.md", "--jobs", "1"]) == 0


def test_the_lines_of_a_help_that_are_meant_so_are_not_wrapped(capsys):
    assert run(["completion", "--help"]) == 0
    assert "\n  zsh:  doclint completion zsh" in capsys.readouterr().out


def test_what_is_missing_says_that_the_line_shown_is_in_order(site, capsys):
    site(ES.replace("Ejecuta el instalador.\n\n", ""))
    assert run(["check", "docs"]) == 1
    assert "| ## Instalar\n     |            ^ it belongs after this\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (ES.replace("install\n```\n", "install\n```\u00a0\n\nListo.\n"), "alone in line 10"),
        (ES.replace("```sh", "````sh") + "\nListo.\n", "in line 10, where there are fewer signs"),
        (ES.replace("install\n```\n", "install\n\nListo: ya puedes usarlo.\n"), "on a line of its own after line 9"),
    ],
)
def test_an_open_fence_names_the_line_that_should_close_it(site, capsys, page, said):
    site(page, docs__en__other=EN)
    assert run(["check", "docs", "--select", "unclosed-fence", "--format", "concise"]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("docs/es/guide.md:7:1: error unclosed-fence:")
    assert said in line


@pytest.mark.parametrize(
    "text",
    [
        "Esta herramienta lista las carpetas de tu proyecto.",
        "Liest alles.",
        "Cet outil liste les dossiers de votre projet.",
    ],
)
def test_two_short_files_are_compared_whatever_their_names(tmp_path, monkeypatch, capsys, text):
    (tmp_path / "guide.md").write_text("# Intro\n\nThis tool lists the folders of your project.\n", encoding="utf-8")
    (tmp_path / "guia.md").write_text(f"# Intro\n\n{text}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["compare", "guide.md", "guia.md"]) == 0
    assert "und" not in capsys.readouterr().out.split()


def test_repair_says_what_it_could_not_mend_and_leaves_binary_data_alone(tmp_path, monkeypatch, capsys):
    (tmp_path / "g.md").write_bytes("# 船坞\n\n这个工具帮助你管理船只。\n".encode("gbk"))
    (tmp_path / "b.md").write_bytes(bytes(range(256)) * 20)
    monkeypatch.chdir(tmp_path)
    assert run(["repair", "g.md", "b.md", "--write"]) == 0
    said = capsys.readouterr().err
    assert "g.md: " in said
    assert "places are broken" in said
    assert "b.md: not repaired: it holds binary data" in said
    assert (tmp_path / "b.md").read_bytes() == bytes(range(256)) * 20
    assert run(["repair", "g.md", "--write", "--language", "zh"]) == 0
    assert (tmp_path / "g.md").read_text(encoding="utf-8").startswith("# 船坞")


@pytest.mark.parametrize("terminal", [True, False])
def test_repair_prints_no_binary_data_to_a_terminal(tmp_path, monkeypatch, terminal):
    data = bytes(range(256)) * 20
    (tmp_path / "b.md").write_bytes(data)
    printed = io.BytesIO()
    stream = io.TextIOWrapper(printed)
    monkeypatch.setattr(stream, "isatty", lambda: terminal, raising=False)
    monkeypatch.setattr(sys, "stdout", stream)
    assert run(["repair", str(tmp_path / "b.md")]) == 0
    assert printed.getvalue() == (b"" if terminal else data)


def test_a_badge_that_leads_to_the_other_language_leads_back_there(tmp_path, monkeypatch, capsys):
    switch = "# {}\n\n[![{}](https://img.shields.io/badge/lang-{}.svg)]({})\n\n{}\n"
    there = "https://kettle.example/blob/main/README.es.md"
    pages = {
        "README.md": switch.format("Kettle", "Español", "es", there, "It boils the water for the tea of the crew."),
        "README.es.md": switch.format("Tetera", "English", "en", "https://kettle.example/", "Hierve el agua del té."),
    }
    monkeypatch.chdir(write_pages(tmp_path, pages))
    assert run(["check", "."]) == 0, capsys.readouterr().out
