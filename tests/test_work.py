"""Work that is shared out gives the same report, whoever did it or died; and only what matters is looked at."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from doclint.checks import PAIR
from doclint.config import Config
from doclint.discover import discover, reported
from doclint.engine import check, check_scope, work
from doclint.model import Severity

EN = "# Page {n}\n\n## Install\n\nRun `make all` now.\n\n```sh\nmake {n}\n```\n"
ES = "# Página {n}\n\n### Instalar\n\nEjecuta `make all` ahora.\n\n```sh\nmake {n}0\n```\n"


@pytest.fixture
def site(tmp_path, monkeypatch):
    for language, text in (("en", EN), ("es", ES)):
        folder = tmp_path / "docs" / language
        folder.mkdir(parents=True)
        for number in range(90):
            (folder / f"page-{number}.md").write_text(text.replace("{n}", str(number)), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(script: str, jobs: int) -> tuple[dict[str, object], str]:
    """Run doclint in a process without threads, after `script`."""
    command = f"{script}\nfrom doclint.__main__ import run\nraise SystemExit(run({arguments(jobs)!r}))"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, check=False, text=True, env=environment)
    return json.loads(done.stdout), done.stderr


def arguments(jobs: int) -> list[str]:
    return ["check", "docs", "--no-cache", "--format", "json", "--min-severity", "info", "--jobs", str(jobs)]


COUNTS = """
import os
import doclint.engine.pool as pool
PARENT = os.getpid()
without_past = pool.without_past
def told(task):
    os.write(2, f"looks {os.getpid() == PARENT};".encode())
    return without_past(task)
pool.without_past = told
"""
DIES = """
import os, signal
import doclint.engine.work as work
PARENT = os.getpid()
def dies(pair):
    if os.getpid() != PARENT:
        os.kill(os.getpid(), signal.SIGKILL)
    return iter(())
work.PAIR = {"changed-image": dies, **{name: check for name, check in work.PAIR.items() if name != "changed-image"}}
"""
LATE = """
import time
from concurrent.futures import ProcessPoolExecutor
submit = ProcessPoolExecutor.submit
def late(self, *args):
    try:
        return submit(self, *args)
    finally:
        time.sleep(1)
ProcessPoolExecutor.submit = late
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")
def test_several_processes_tell_the_same_as_one(site):
    alone, _ = told("", 1)
    report, said = told(COUNTS, 2)
    assert report == alone
    assert len(report["findings"]) >= 180
    assert said.count("looks False") == 2
    assert "looks True" not in said


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")
@pytest.mark.parametrize("script", [DIES, DIES + LATE], ids=["in its part", "before the next one has its part"])
def test_a_process_that_dies_loses_nothing(site, script):
    alone, _ = told("", 1)
    report, said = told(script, 2)
    assert report == alone
    assert "Traceback" not in said


def test_only_the_family_of_what_was_asked_is_looked_at(site, monkeypatch):
    looked = []
    watch = {"changed-code": lambda pair: looked.append(pair.translation.path) or iter(())}
    monkeypatch.setattr(work, "PAIR", {**PAIR, **watch})
    paths = [Path("docs/en/page-3.md")]
    scope = discover(paths, Config(), Path.cwd())
    outcome = check_scope(scope, reported(scope, paths), Config())
    assert looked == ["docs/es/page-3.md"]
    assert {problem.finding.document.path for problem in outcome.problems} == {"docs/es/page-3.md"}


# --- a cluster -------------------------------------------------------------------------------------------------------


def on_cluster(address: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "doclint", *arguments(1), "--executor", f"dask://{address}"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("dies", [False, True])
def test_a_cluster_tells_the_same_even_if_a_worker_is_killed(site, dies):
    distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install 'doclint[dask]'")
    alone, _ = told("", 1)
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        run = on_cluster(cluster.scheduler_address.removeprefix("tcp://"))
        if dies:
            time.sleep(1.5)
            os.kill(cluster.workers[0].process.pid, signal.SIGKILL)
        out, said = run.communicate(timeout=120)
    assert json.loads(out) == alone
    assert "Traceback" not in said


def test_without_a_cluster_one_line_says_so(site):
    run = on_cluster("127.0.0.1:1")
    out, said = run.communicate(timeout=120)
    assert (run.returncode, out) == (2, "")
    assert "there is no Dask scheduler at 127.0.0.1:1" in said or "pip install 'doclint[dask]'" in said


# --- one page --------------------------------------------------------------------------------------------------------

SITES = sorted(path for path in (Path(__file__).parents[1] / "fixtures" / "sites").iterdir() if path.is_dir())


@pytest.mark.parametrize("root", SITES, ids=lambda path: path.name)
def test_a_page_alone_is_told_what_the_whole_site_is_told_of_it(root, tmp_path):
    root = shutil.copytree(root, tmp_path / "site")
    (root / "doclint.toml").touch()  # the folder is the site, whichever page is named

    def told(path):
        outcome = check([path], Config(min_severity=Severity.INFO), root)
        return outcome, {(one.rule, one.finding.document.path, one.finding.span) for one in outcome.problems}

    whole, _ = told(root)
    for page in whole.site.scope.pages:
        outcome, found = told(page.path)
        assert found == {
            (one.rule, one.finding.document.path, one.finding.span)
            for one in whole.problems
            if {one.finding.document.path, one.finding.related.document.path if one.finding.related else ""}
            & outcome.asked
        }
