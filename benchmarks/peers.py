"""Installs the tools that doclint is measured beside, and tells how each is called."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from stopwatch import Command

PACKAGES = {"rumdl": "rumdl", "mdformat": "mdformat", "pymarkdown": "pymarkdownlnt"}  # program: package on PyPI
FROM_NPM = "markdownlint-cli2"
ALL = ("rumdl", FROM_NPM, "mdformat", "pymarkdown")


def install(tools: Path, wanted: list[str]) -> dict[str, str]:
    """Install what is wanted and not yet there, give the programs by name, and say which could not be had."""
    programs = {}
    for name in wanted:
        folder = tools / ("node_modules/.bin" if name == FROM_NPM else "venv/bin")
        try:
            if not (folder / name).exists():
                for step in _steps(name, tools):
                    subprocess.run(step, check=True, capture_output=True)
            programs[name] = str(folder / name)
            print(f"  {name} {_version(programs[name])}", flush=True)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"  {name} could not be installed and is left out: {error}", flush=True)
    return programs


def _steps(name: str, tools: Path) -> Iterator[list[str]]:
    """Yield the commands that install a tool."""
    if name == FROM_NPM:
        npm = shutil.which("npm")
        if npm is None:
            raise FileNotFoundError("there is no npm")
        yield [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(tools), name]
        return
    if not (tools / "venv").exists():
        yield [sys.executable, "-m", "venv", str(tools / "venv")]
    yield [str(tools / "venv/bin/pip"), "install", "--quiet", PACKAGES[name]]


def _version(program: str) -> str:
    """Ask a tool for its version; pymarkdown has a command for it, the others an option."""
    for question in ("--version", "version"):
        done = subprocess.run(
            [program, question], check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
        found = re.search(r"\d+\.\d+\.\d+", done.stdout)
        if found:
            return found.group()
    return "(version unknown)"


def calls(programs: dict[str, str], given: list[str], cache: Path, *, whole: bool) -> Iterator[Command]:
    """Yield the calls of the peers on files, or on folders if they are given the `whole`.

    rumdl is called a second time with a cache, which is kept outside the tree.
    """
    arguments = {
        "rumdl": ["check", "--no-cache", *given],
        FROM_NPM: [f"{name}/**/*.md" for name in given] if whole else given,
        "mdformat": ["--check", *given],
        "pymarkdown": ["scan", *(["--recurse"] if whole else []), *given],
    }
    for name, program in programs.items():
        yield Command(name, (program, *arguments[name]))
        if name == "rumdl":
            yield Command("rumdl, run again", (program, "check", "--cache-dir", str(cache), *given))
