"""What git tells of source pages: in real repositories, made for the test."""

import json
import subprocess
from pathlib import Path

import pytest

from doclint.__main__ import run
from doclint.drift import best_fit, drift, pin
from doclint.engine import document
from doclint.history import History
from doclint.model import Past, Revision

OLD = (
    "# Tolls\n\n## Fees\n\nShips pay `4` pounds for each metre.\n\n```python\ntoll = 12 * length\n```\n\n"
    "## Hours\n\nOpen from dawn.\n"
)
NEW = OLD.replace("12 * length", "14 * length").replace("`4`", "`6`")
ES = (
    "# Peajes\n\n## Tarifas\n\nLos barcos pagan `4` libras por metro.\n\n```python\ntoll = 12 * length\n```\n\n"
    "## Horario\n\nAbierto desde el amanecer.\n"
)


class Repository:
    """A repository whose commits are a day apart."""

    def __init__(self, root):
        self.root = root
        self.day = 0
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments):
        date = f"2024-03-{self.day:02}T12:00:00Z"
        done = subprocess.run(
            ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", *arguments],
            cwd=self.root,
            env={
                "PATH": "/usr/bin:/bin:/usr/local/bin",
                "GIT_AUTHOR_DATE": date,
                "GIT_COMMITTER_DATE": date,
                "HOME": "/",
            },
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    def commit(self, message, **pages):
        """Write pages (`en__a` is docs/en/a.md), commit them, and give the commit."""
        self.day += 1
        for name, text in pages.items():
            path = self.root / "docs" / (name.replace("__", "/") + ".md")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Repository(tmp_path)


def told(capsys, *arguments):
    capsys.readouterr()
    run([*arguments, "--format", "json"])
    out = capsys.readouterr()
    return [(f["rule"], f["message"]) for f in json.loads(out.out)["findings"]], out.err


def test_code_that_the_source_once_had_is_stale_not_changed(repository, capsys):
    repository.commit("first", en__a=OLD, es__a=ES)
    change = repository.commit("Raise the toll", en__a=NEW)
    findings, _ = told(capsys, "check", "docs")
    code = [(rule, message) for rule, message in findings if "code" in rule and "inline" not in rule]
    assert code == [
        (
            "stale-code",
            f"the source's code until 2024-03-02 ({change[:8]}, “Raise the toll”): `12` here, `14` in the source now",
        )
    ]


def test_code_that_the_source_never_had_is_changed(repository, capsys):
    repository.commit("first", en__a=OLD, es__a=ES.replace("12 *", "13 *"))
    repository.commit("second", en__a=NEW)
    findings, _ = told(capsys, "check", "docs")
    assert "changed-code" in [rule for rule, _ in findings]
    assert "stale-code" not in [rule for rule, _ in findings]


def test_a_page_that_was_renamed_keeps_its_past(repository, capsys):
    repository.commit("first", en__old=OLD, es__old=ES)
    repository.git("mv", "docs/en/old.md", "docs/en/new.md")
    repository.git("mv", "docs/es/old.md", "docs/es/new.md")
    repository.commit("rename")
    repository.commit("Raise the toll", en__new=NEW)
    findings, _ = told(capsys, "check", "docs")
    assert "stale-code" in [rule for rule, _ in findings]


def test_a_change_that_is_not_committed_is_seen(repository, capsys):
    repository.commit("first", en__a=OLD, es__a=ES)
    Path("docs/en/a.md").write_text(NEW, encoding="utf-8")
    findings, _ = told(capsys, "check", "docs")
    assert any(rule == "stale-code" and "not yet committed" in message for rule, message in findings)


def test_without_git_this_is_said_once_and_the_rest_is_checked(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for name, text in (("en/a.md", NEW), ("es/a.md", ES), ("en/b.md", NEW), ("es/b.md", ES)):
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    findings, err = told(capsys, "check", "docs")
    assert [rule for rule, _ in findings].count("changed-code") == 2
    assert err.count("no git history") == 1


def test_a_shallow_clone_says_that_it_is_one(repository, capsys, tmp_path_factory, monkeypatch):
    repository.commit("first", en__a=OLD, es__a=ES)
    repository.commit("second", en__a=NEW)
    shallow = tmp_path_factory.mktemp("clone") / "shallow"
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.root}", str(shallow))
    monkeypatch.chdir(shallow)
    findings, err = told(capsys, "check", "docs")
    assert "changed-code" in [rule for rule, _ in findings]
    assert "git fetch --unshallow" in err


def test_status_knows_who_is_behind_and_since_when(repository, capsys):
    repository.commit("first", en__a=OLD, es__a=ES, en__b=OLD, es__b=ES)
    repository.commit("second", en__a=NEW)
    repository.commit("a typo in the translation", es__a=ES.replace("Abierto", "Abierta"))
    assert run(["status", "docs", "--format", "json"]) == 0
    content = json.loads(capsys.readouterr().out)
    (language,) = content["languages"]
    assert (language["in_step"], language["behind"]) == (1, 1)
    first, second = content["pages"]
    assert (first["path"], first["state"], first["sections"]) == ("docs/es/a.md", "behind", ["Fees"])
    assert first["since"] == "2024-03-02"
    assert (second["path"], second["state"]) == ("docs/es/b.md", "in step")


def test_a_page_that_names_its_version_is_told_in_a_check(repository, capsys):
    commit = repository.commit("first", en__a=OLD)
    repository.commit("translate", es__a=f"---\ndefault_lang_commit: {commit}\n---\n\n{ES}")
    repository.commit("second", en__a=NEW.replace("pounds", "shillings"))
    findings, _ = told(capsys, "check", "docs", "--select", "stale-page")
    ((rule, message),) = findings
    assert rule == "stale-page"
    assert f"from its version of 2024-03-01 ({commit[:8]}); since then the source has changed “Fees”" in message


def test_pages_that_name_nothing_are_looked_up_when_asked_for(repository, capsys):
    repository.commit("first", en__a=OLD, es__a=ES)
    repository.commit("second", en__a=NEW)
    assert "stale-page" not in [rule for rule, _ in told(capsys, "check", "docs")[0]]
    assert "stale-page" in [rule for rule, _ in told(capsys, "check", "docs", "--select", "stale-page")[0]]


# --- the pure part -------------------------------------------------------------------------------------------------


def past(*texts):
    versions = tuple(Revision(f"{n:08}", f"2024-03-{n:02}", f"Change {n}", text) for n, text in enumerate(texts, 1))
    return Past(lambda: versions[::-1])


def test_the_version_that_fits_best_is_taken_and_today_s_among_equals():
    versions = past(OLD, NEW).revisions()
    assert best_fit(ES, NEW, versions).text == OLD
    assert best_fit(ES.replace("12 *", "14 *").replace("`4`", "`6`"), NEW, versions).text == NEW
    assert best_fit(ES, OLD, past(OLD.replace("dawn", "sunrise"), OLD).revisions()).text == OLD


@pytest.mark.parametrize(
    "now",
    [
        OLD.replace("Open from dawn", "Open  from\ndawn"),
        OLD.replace("Ships pay", "Ships  pay"),
        OLD.replace("\n", "\r\n"),
    ],
)
def test_a_change_of_blanks_is_no_drift(now):
    found = drift(document(now.encode(), "en", "en"), document(ES.encode(), "es", "es"), past(OLD, now))
    assert not found.behind


def test_only_changed_sections_are_named():
    now = NEW.replace("## Hours", "## Pilots\n\nAsk for one.\n\n## Hours")
    found = drift(document(now.encode(), "en", "en"), document(ES.encode(), "es", "es"), past(OLD, now))
    assert found.sections == ("Fees", "Pilots")


@pytest.mark.parametrize(
    ("text", "commit"),
    [
        ("---\ndefault_lang_commit: 0123abcd # patched\n---\n\nx\n", "0123abcd"),
        ('---\nl10n:\n  sourceCommit: "89abcdef01"\n---\n\nx\n', "89abcdef01"),
        ("# x\n\n<!-- source commit: 0123456789 -->\n", "0123456789"),
        ("# x\n\n<!-- synced from 0123456789abcdef -->\n", "0123456789abcdef"),
        ("# x\n\nThe commit 0123456789 is old.\n", ""),
        ("<!-- 2024 -->\n# x\n", ""),
    ],
)
def test_pins_are_read(text, commit):
    assert pin(document(text.encode(), "es", "es")) == commit


def test_odd_names_do_not_break_the_reading_of_the_log(repository):
    name = 'docs/en/a "quoted" ñ name.md'
    (repository.root / "docs/en").mkdir(parents=True)
    (repository.root / name).write_text(OLD, encoding="utf-8")
    repository.commit("first")
    (repository.root / name).write_text(NEW, encoding="utf-8")
    repository.commit("second \x1f with a separator")
    with History(repository.root, [repository.root / name]) as history:
        texts = [version.text for version in history.past(repository.root / name).revisions()]
    assert texts == [NEW, OLD]
