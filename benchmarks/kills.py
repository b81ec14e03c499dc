"""Kills `doclint check --fix` at any moment, many times, and says whether a page was ever left damaged.

    python benchmarks/kills.py --trials 200

Every page must be, byte for byte, the old one or one that a whole run writes. Half of the runs are killed at any time
of the run, half within the time in which pages are written. At the end, two runs at once fix the same site.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
SITE = REPOSITORY / "fixtures/sites/glossary-damaged/docs"
COMMAND = [sys.executable, "-m", "doclint", "check", ".", "--fix", "--quiet", "--format", "concise"]


def lay_out(folder, pages):
    """Lay out a site of that many damaged pages and their sources."""
    for language in ("en", "es"):
        text = (SITE / language / "glossary.md").read_bytes()
        for number in range(pages):
            page = folder / "docs" / language / f"page-{number:02}.md"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_bytes(text)


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.md"))}


def leftovers(folder):
    return [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md"]


def start(folder):
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    return subprocess.Popen(COMMAND, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def whole_run(folder):
    """Run to the end.

    Gives the states that each page passed through, the pages, the seconds to the last write, and those from the first.
    """
    states = {name: {text} for name, text in contents(folder).items()}
    changes = []
    began = time.monotonic()
    process = start(folder)
    while process.poll() is None:
        time.sleep(0.002)
        for name, text in contents(folder).items():
            if text not in states[name]:
                changes.append(time.monotonic())
                states[name].add(text)
    last = changes[-1] if changes else time.monotonic()
    for name, text in contents(folder).items():
        states[name].add(text)
    return states, contents(folder), last - began, last - (changes or [last])[0]


def kill(folder, lasts, writes, in_writing, before):
    """Start a run, and kill it at some moment."""
    process = start(folder)
    if in_writing:
        name = min(name for name in before if name.startswith("docs/es/"))
        page = folder / name
        inode = page.stat().st_ino
        while process.poll() is None and page.stat().st_ino == inode:
            time.sleep(0.0002)
        time.sleep(random.uniform(0, writes))
    else:
        time.sleep(random.uniform(0, lasts))
    process.send_signal(signal.SIGKILL)
    process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument("--pages", type=int, default=12)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    random.seed(options.seed)
    box = Path(tempfile.mkdtemp(prefix="doclint-kills-"))
    try:
        sys.exit(trials(box, options))
    finally:
        shutil.rmtree(box)


def trials(box, options):
    lay_out(box / "old", options.pages)
    before = contents(box / "old")
    shutil.copytree(box / "old", box / "whole")
    states, after, lasts, writes = whole_run(box / "whole")
    print(f"a whole run: {lasts:.2f} s to the last write, {writes:.3f} s from the first")
    ends, damaged, dirt = Counter(), 0, 0
    for trial in range(options.trials):
        folder = box / "trial"
        shutil.copytree(box / "old", folder)
        kill(folder, lasts, writes, trial % 2, before)
        now = contents(folder)
        damaged += sum(text not in states[name] for name, text in now.items()) + len(before) - len(now)
        new = sum(now.get(name) != text for name, text in before.items())
        ends["before writing" if not new else "after the last" if now == after else "between"] += 1
        dirt += bool(leftovers(folder))
        if trial % 10 == 0:  # the next run finishes what was begun, and cleans up
            start(folder).wait()
            damaged += contents(folder) != after or bool(leftovers(folder))
        shutil.rmtree(folder)
    told = ", ".join(f"{count} {name}" for name, count in sorted(ends.items()))
    print(f"{options.trials} runs killed ({told}): {damaged} damaged pages; {dirt} left a temporary file behind")
    shutil.copytree(box / "old", box / "two")
    both = [start(box / "two") for _ in range(2)]
    ends_of_both = [process.wait() for process in both]
    same = contents(box / "two") == after and not leftovers(box / "two")
    print(f"two runs at once (exit status {ends_of_both}): {'the same pages' if same else 'OTHER PAGES'} as of one run")
    return int(bool(damaged) or not same)


if __name__ == "__main__":
    main()
