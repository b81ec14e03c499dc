"""The files by which CI services run doclint: that they parse, and that what they run works."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
EN = "# Guide\n\n## Install\n\nRun the installer.\n"
ES = "# Guía\n\n### Instalar\n\nEjecuta el instalador.\n"

pytestmark = pytest.mark.skipif(not (ROOT / "action.yml").exists(), reason="the checkout's files are not here")


@pytest.fixture
def site(tmp_path):
    for language, text in (("en", EN), ("es", ES)):
        page = tmp_path / "docs" / language / "guide.md"
        page.parent.mkdir(parents=True)
        page.write_text(text, encoding="utf-8")
    tool = tmp_path / "bin" / "doclint"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m doclint "$@"\n', encoding="utf-8")
    tool.chmod(0o755)
    return tmp_path


def bash(folder, script, **variables):
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={"PATH": path, "HOME": str(folder), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def step():
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return action["runs"]["steps"][-1], action["inputs"]


def test_the_github_action_marks_findings_and_fails(site):
    asked, inputs = step()
    variables = {
        "DOCLINT": str(site / "bin/doclint"),
        "PATHS": inputs["paths"]["default"],
        "ARGS": "",
        "ONLY_NEW": "false",
    }
    done = bash(site, asked["run"], **variables, BASE="")
    assert done.returncode == 1, done.stderr
    assert "::error file=docs/es/guide.md,line=3" in done.stdout


def test_the_github_action_can_tell_only_what_is_new(site):
    asked, _ = step()
    identity = "-c user.name=a -c user.email=a@example.org"
    base = bash(
        site, f"git init -q && git add docs && git {identity} commit -qm 1 && git rev-parse HEAD"
    ).stdout.strip()
    variables = {"DOCLINT": str(site / "bin/doclint"), "PATHS": "docs", "ARGS": "", "ONLY_NEW": "true", "BASE": base}
    done = bash(site, asked["run"], **variables)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_github_action_never_puts_an_input_into_its_scripts():
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert all("${{" not in asked.get("run", "") for asked in action["runs"]["steps"])


def test_the_gitlab_component_writes_its_report_and_fails(site):
    _, job = yaml.safe_load_all((ROOT / "templates/doclint.yml").read_text(encoding="utf-8"))
    script = "\n".join(job["doclint"]["script"])
    done = bash(site, script, DOCLINT_ARGS="", DOCLINT_PATHS="docs")
    assert done.returncode == 1, done.stderr
    report = job["doclint"]["artifacts"]["reports"]["codequality"]
    assert "heading-level" in (site / report).read_text(encoding="utf-8")
