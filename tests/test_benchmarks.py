"""What the speed benchmark rests on: made pages are faithful pairs, and a failing command is never given a figure."""

import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are measured the POSIX way")


@pytest.fixture(autouse=True)
def _importable(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))


def test_made_pages_are_faithful_pairs(tmp_path):
    from made_pages import make

    from doclint.config import Config
    from doclint.engine import check

    source, page = make(tmp_path, 3, 2_000)
    outcome = check([tmp_path], Config(), tmp_path)
    assert len(outcome.site.pairs) == 3
    assert not outcome.problems
    assert all(1_000 < path.stat().st_size < 4_000 for path in (source, page))


def test_a_command_that_fails_is_left_out(tmp_path, capsys):
    from stopwatch import Command, take_turns

    good = Command("good", (sys.executable, "-c", "print('7 files')"))
    bad = Command("bad", (sys.executable, "-c", "raise SystemExit(2)"))
    forgetful = Command("forgetful", (sys.executable, "-c", "pass"), keeps=".cache")
    runs = take_turns([good, bad, forgetful], tmp_path, 2, 60)
    assert list(runs) == ["good"]
    assert [run.said for run in runs["good"]] == ["7 files"] * 2
    assert all(0 < run.cpu <= run.wall + 0.1 and run.peak > 1 for run in runs["good"])
    assert "bad is left out: it failed with status 2" in capsys.readouterr().out


def test_of_a_slow_command_one_run_must_do(tmp_path):
    from stopwatch import Command, take_turns

    slow = Command("slow", (sys.executable, "-c", "pass"))
    assert len(take_turns([slow], tmp_path, 3, 0)["slow"]) == 1
