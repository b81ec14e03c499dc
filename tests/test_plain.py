"""Command lines that are read without click are read as click reads them."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import write_pages

from doclint.cli.check import check
from doclint.cli.plain import plain
from doclint.cli.wishes import Wishes

SWITCHES = [option.opts[-1] for option in check.params if getattr(option, "is_flag", False)]
HERE = str(Path(__file__).parent)


def by_click(*arguments: str) -> tuple[tuple[Path, ...], Wishes]:
    options = check.make_context("check", list(arguments)).params
    return options.pop("paths"), Wishes(**options)


def test_a_wish_that_nobody_has_is_what_click_gives_where_nothing_is_said():
    assert by_click() == ((), Wishes())


@given(st.lists(st.sampled_from([*SWITCHES, ".", HERE, __file__]), max_size=6))
def test_paths_and_switches_are_read_as_click_reads_them(arguments):
    assert plain(["check", *arguments]) == by_click(*arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ["checks"],
        [],
        ["--help"],
        ["compare", __file__, __file__],
        ["check", "--help"],
        ["check", "-q"],
        ["check", "--", "."],
        ["check", "-"],
        ["check", "--format", "json"],
        ["check", "--format=json"],
        ["check", "--no-cach"],
        ["check", "nowhere/at/all.md"],
        ["check", ""],
    ],
    ids=" ".join,
)
def test_whatever_else_is_said_is_left_to_click(arguments):
    assert plain(arguments) is None


def test_completing_is_left_to_click(monkeypatch):
    monkeypatch.setenv("_DOCLINT_COMPLETE", "bash_complete")
    assert plain(["check", "."]) is None


def doclint(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "doclint", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_plain_check_does_without_click(tmp_path):
    folder = write_pages(tmp_path, {"docs/en/a.md": "# One\n\nText.\n", "docs/es/a.md": "# Uno\n\nTexto.\n"})
    ran = doclint(folder, "check", "docs", "--no-cache")
    assert ran.returncode == 0, ran.stdout
    assert "1 pair" in ran.stdout
    assert "doclint.cli.checking" in ran.stderr
    assert "| click" not in ran.stderr


def test_what_is_wrong_with_a_plain_line_is_told_as_click_tells_it(tmp_path):
    (tmp_path / "empty").mkdir()
    plainly, by_options = (doclint(tmp_path, "check", "empty", *more) for more in ((), ("--format", "full")))
    assert plainly.returncode == by_options.returncode == 2
    told = [[line for line in ran.stderr.splitlines() if "import time" not in line] for ran in (plainly, by_options)]
    assert told[0] == told[1]
    assert told[0][0].startswith("Usage: doclint check")
    assert "no Markdown found" in told[0][-1]


@given(st.lists(st.text(st.sampled_from("aZ0 _@%+=:,./-'\"*$\\~é"), max_size=4), max_size=3))
def test_the_command_is_told_as_a_shell_takes_it(arguments):
    from doclint.cli import answering

    typed, sys.argv = sys.argv, ["doclint", *arguments]
    try:
        assert shlex.split(answering._command()) == ["doclint", *arguments]
    finally:
        sys.argv = typed
