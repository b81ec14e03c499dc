"""Measures whole processes that take turns: CPU and wall seconds, and peak memory."""

import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Command:
    """A process to measure. One that `keeps` a folder counts from its second run on, and if the folder is there."""

    name: str
    argv: tuple[str, ...]
    keeps: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """What one process cost: seconds, MiB, its exit status, and the last thing it said about how much it looked at."""

    cpu: float
    wall: float
    peak: float
    status: int
    said: str


def measure(command: Command, folder: Path) -> Run:
    """Run a process to its end."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command.argv, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        _, status, used = os.wait4(process.pid, 0)  # with the processes that it started and waited for
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)  # Popen need not wait for it any more
        output.seek(0)
        said = b""
        for line in output:  # line by line: this process must stay small, or it shows as others' peak memory
            said = line if re.search(rb"\d (file|pair|page)", line) else said
    unit = 2**20 if sys.platform == "darwin" else 2**10
    told = said.decode(errors="replace").strip()
    return Run(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / unit, process.returncode, told)


def take_turns(commands: list[Command], folder: Path, rounds: int, patience: float) -> dict[str, list[Run]]:
    """Measure commands in turn, back and forth, after one run of each that does not count.

    Of a command that takes more than `patience` CPU seconds one run must do. One that fails is said so and left out.
    """
    runs: dict[str, list[Run]] = {}
    for command in commands:
        first = measure(command, folder)
        if first.status not in {0, 1}:  # 1: it found something
            print(f"  {command.name} is left out: it failed with status {first.status}")
        elif command.keeps and not any(folder.rglob(command.keeps)):
            print(f"  {command.name} is left out: it kept no {command.keeps}")
        else:
            runs[command.name] = [first] if first.cpu > patience and not command.keeps else []
    for turn in range(rounds):
        for command in commands if turn % 2 else reversed(commands):
            done = runs.get(command.name)
            if done is not None and not (done and done[0].cpu > patience):
                done.append(measure(command, folder))
    return runs


def ratio(ours: list[Run], theirs: list[Run]) -> float:
    """Give the median ratio of CPU seconds, turn by turn where both had as many."""
    if len(ours) == len(theirs):
        return median(a.cpu / b.cpu for a, b in zip(ours, theirs, strict=True))
    return median(run.cpu for run in ours) / median(run.cpu for run in theirs)
