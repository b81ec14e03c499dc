"""What a terminal shows beside the report: the progress bar, colours, and a way on after a slip of the pen."""

import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from pages import write_pages

from doclint.__main__ import run
from doclint.cli.progress import Bar, wanted
from doclint.engine.progress import watched, watching

EN = "# Guide\n\n## Install\n\nRun the installer.\n"
ES = "# Guía\n\n### Instalar\n\nEjecuta el instalador.\n"


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.chdir(write_pages(tmp_path, {"docs/en/guide.md": EN, "docs/es/guide.md": ES}))
    return tmp_path


# --- progress ------------------------------------------------------------------------------------------------------


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("stream", "environment", "expected"),
    [
        (Terminal(), {"TERM": "xterm"}, True),
        (Terminal(), {"TERM": "xterm", "NO_COLOR": "1"}, True),  # it has no colours
        (Terminal(), {"TERM": "xterm", "CI": "true"}, False),
        (Terminal(), {"TERM": "dumb"}, False),
        (io.StringIO(), {"TERM": "xterm"}, False),
    ],
)
def test_a_bar_is_for_terminals_alone(stream, environment, expected):
    assert wanted(stream, environment) is expected


def test_a_bar_comes_late_and_leaves_nothing_behind():
    now = [0.0]
    stream = Terminal()
    bar = Bar(stream, lambda: now[0])
    bar.tell("reading", 1, 4)
    assert stream.getvalue() == ""
    now[0] = 1.5
    bar.tell("reading", 2, 4)
    assert stream.getvalue() == "\rreading   " + "█" * 12 + "░" * 12 + " 2/4\x1b[K"
    now[0] = 1.55
    bar.tell("reading", 3, 4)  # too soon after the last
    bar.remove()
    assert stream.getvalue().endswith(" 2/4\x1b[K\r\x1b[K")
    bar.remove()
    assert stream.getvalue().count("\r") == 2


def test_a_short_run_has_no_bar_to_remove():
    stream = Terminal()
    bar = Bar(stream)
    bar.tell("reading", 1, 2)
    bar.remove()
    assert stream.getvalue() == ""


def test_who_watches_is_told_and_nobody_else():
    told = []
    with watching(lambda *step: told.append(step)):
        assert list(watched("reading", "ab")) == ["a", "b"]
    assert list(watched("reading", "ab")) == ["a", "b"]
    assert told == [("reading", 0, 2), ("reading", 1, 2), ("reading", 2, 2)]


def test_a_run_tells_its_steps(site):
    told = set()
    with watching(lambda step, _done, _total: told.add(step)):
        run(["check", "docs"])
    assert told == {"reading", "comparing", "checking"}


# --- colours -------------------------------------------------------------------------------------------------------


def on_terminal(**environment):
    """Run a check whose output is a terminal, and give what arrives there."""
    ours, theirs = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "CI")}
    source = str(Path(__file__).parents[1])
    subprocess.run(
        [sys.executable, "-m", "doclint", "check", "docs"],
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env=clean | {"TERM": "xterm", "PYTHONPATH": source} | environment,
        check=False,
    )
    os.close(theirs)
    text = b""
    try:
        while chunk := os.read(ours, 65536):
            text += chunk
    except OSError:  # how Linux says that the other end was closed
        pass
    os.close(ours)
    return text.decode()


def test_colours_are_for_terminals_that_want_them(site):
    assert "\x1b[" in on_terminal()
    assert "\x1b[" not in on_terminal(NO_COLOR="1")
    assert "\x1b[" not in on_terminal(TERM="dumb")
    assert "heading-level" in on_terminal(NO_COLOR="1")


# --- the way on ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "suggestion"),
    [
        (["chek", "docs"], "'check'"),
        (["check", "docs", "--formt", "json"], "'--format'"),
        (["check", "docs", "--language", "esp_"], '"es"'),
        (["check", "docs", "--select", "mojibak"], '"mojibake"'),
        (["check", "dosc"], "docs"),
        (["check", "docs/es/giude.md"], "docs/es/guide.md"),
        (["explain", "mojibak"], "mojibake"),
    ],
)
def test_a_slip_of_the_pen_is_answered_with_the_right_word(site, arguments, suggestion, capsys):
    assert run(arguments) == 2
    said = capsys.readouterr().err.lower().replace("\n", " ")
    assert "did you mean" in said
    assert suggestion in said.partition("did you mean")[2]


def test_a_baseline_that_was_written_is_named_with_the_command_that_uses_it(site, capsys, monkeypatch):
    arguments = ["check", "docs", "--write-baseline", "known.json"]
    monkeypatch.setattr(sys, "argv", ["doclint", *arguments])
    assert run(arguments) == 0
    out = capsys.readouterr().out
    assert "known.json: accepts 1 finding\n" in out
    assert "Next: doclint check docs --baseline known.json " in out
    assert run(["check", "docs", "--baseline", "known.json"]) == 0
