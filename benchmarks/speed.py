"""Measures what doclint costs beside other Markdown tools, on the same files, in the same run, taking turns.

    python benchmarks/speed.py                            the project's own fixtures
    python benchmarks/speed.py TREE --scale               a documentation tree, and 1, 2, 4 and 8 copies of it
    python benchmarks/speed.py --only made --generate 10000     ten thousand pages made from the fixtures' words

Peers (rumdl, markdownlint-cli2, mdformat, pymarkdown, latest versions, default rules) are installed into --tools, or into
a folder that is gone afterwards. They look at style in one file and doclint compares two: same files, not the same work.
Whole processes are measured, with the processes they start: CPU seconds (user and system), wall seconds, and the peak
memory of the largest process (no less than this script's own). Tables show medians; ratios are of CPU seconds. CPU
seconds bear a busy machine, wall seconds do not. Needs a POSIX system.
"""

import argparse
import datetime
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent))

from made_pages import make

ROOT = Path(__file__).parent.parent
CACHE = ".doclint_cache"
PYTHON, DOCLINT, WARM = "python -c pass", "doclint", "doclint, run again"
BASES = (PYTHON, "rumdl", "markdownlint-cli2")  # what ratios are told against
PARSE = """import sys
from markdown_it import MarkdownIt
parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
for name in sys.argv[1:]:
    with open(name, encoding="utf-8", errors="replace") as file:
        parser.parse(file.read())"""
PAGE_SIZE = 30_000  # bytes: a long page, for the pair
MADE_SIZE = 2_000  # bytes: as long as the fixtures' own pages
COPIES = (1, 2, 4, 8)


@dataclass(frozen=True, slots=True)
class Command:
    """A process to measure; one that is `warm` counts only from its second run on."""

    name: str
    argv: tuple[str, ...]
    warm: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """What one process cost: seconds, MiB, its exit status, and the last thing it said about how much it looked at."""

    cpu: float
    wall: float
    peak: float
    status: int
    said: str


@dataclass(frozen=True, slots=True)
class Case:
    """Files to look at, all below `folder`: doclint is given `target`, peers a folder (`files` lists it) or files."""

    title: str
    folder: Path
    target: Path
    files: tuple[Path, ...]
    whole: bool


def measure(command: Command, folder: Path) -> Run:
    """Run a process to its end."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command.argv, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)  # Popen need not wait for it any more
        output.seek(0)
        lines = output.read().decode(errors="replace").splitlines()
    said = [line for line in lines if re.search(r"\d (file|pair|page)", line)] or lines
    unit = 2**20 if sys.platform == "darwin" else 2**10
    last = said[-1] if said else ""
    return Run(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / unit, process.returncode, last)


def take_turns(commands: list[Command], folder: Path, rounds: int, patience: float) -> dict[str, list[Run]]:
    """Measure commands in turn, back and forth, after one run of each that does not count.

    Of a command that takes more than `patience` CPU seconds one run must do. One that fails is said so and left out.
    """
    runs: dict[str, list[Run]] = {}
    for command in commands:
        first = measure(command, folder)
        if first.status not in {0, 1}:  # 1: it found something
            print(f"  {command.name} failed with status {first.status} and is left out: {first.said}")
        elif command.warm and not any(folder.rglob(CACHE)):
            print(f"  {command.name} is left out: no {CACHE} was kept")
        else:
            runs[command.name] = [first] if first.cpu > patience and not command.warm else []
    for turn in range(rounds):
        for command in commands if turn % 2 else reversed(commands):
            done = runs.get(command.name)
            if done is not None and not (done and done[0].cpu > patience):
                done.append(measure(command, folder))
    return runs


def ratio(ours: list[Run], theirs: list[Run]) -> float:
    """Give the median ratio of CPU seconds, run by run where both ran as often."""
    if len(ours) == len(theirs):
        return median(a.cpu / b.cpu for a, b in zip(ours, theirs, strict=True))
    return median(run.cpu for run in ours) / median(run.cpu for run in theirs)


def table(runs: dict[str, list[Run]]) -> Iterator[str]:
    """Yield the lines of a table, cheapest first, and what the commands said about how much they looked at."""
    bases = [base for base in BASES if base in runs]
    heads = "".join(f"{'× ' + base.removesuffix(' -c pass'):>20}" for base in bases)
    yield f"  {'command':26}{'runs':>5}{'CPU s':>9}{'wall s':>9}{'peak MiB':>10}{heads}"
    for name, done in sorted(runs.items(), key=lambda item: median(run.cpu for run in item[1])):
        cpu, wall, peak = (median(getattr(run, field) for run in done) for field in ("cpu", "wall", "peak"))
        ratios = "".join(f"{ratio(done, runs[base]):20.2f}" for base in bases)
        yield f"  {name:26}{len(done):5}{cpu:9.3f}{wall:9.3f}{peak:10.1f}{ratios}"
    for name in (DOCLINT, WARM, *BASES[1:]):
        if name in runs and runs[name][0].said:
            yield f"  {name}: {runs[name][0].said[:110]}"


def install(tools: Path, wanted: list[str]) -> dict[str, str]:
    """Install the peers and give their programs; say which could not be had."""
    packages = {"rumdl": "rumdl", "mdformat": "mdformat", "pymarkdown": "pymarkdownlnt"}
    programs = {}
    for name in wanted:
        where = tools / "node_modules/.bin" if name not in packages else tools / "venv/bin"
        steps: list[list[str]] = []
        if name not in packages:
            npm = shutil.which("npm") or "npm"
            steps = [[npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(tools), name]]
        elif not where.exists():
            steps = [[sys.executable, "-m", "venv", str(tools / "venv")]]
        if name in packages:
            steps.append([str(where / "pip"), "install", "--quiet", packages[name]])
        try:
            if not (where / name).exists():
                for step in steps:
                    subprocess.run(step, check=True, capture_output=True)
            version = subprocess.run([where / name, "--version"], check=False, capture_output=True, text=True)
            number = re.search(r"\d+(\.\d+)+", version.stdout + version.stderr)
            print(f"  {name} {number.group() if number else ''}")
            programs[name] = str(where / name)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"  {name} could not be installed and is left out: {error}")
    return programs


def commands(case: Case, programs: dict[str, str]) -> Iterator[Command]:
    """Yield floors, doclint and peers for a case."""
    names = [str(file.relative_to(case.folder)) for file in case.files]
    given = [str(case.target.relative_to(case.folder))] if case.whole else names
    check = (sys.executable, "-m", "doclint", "check", str(case.target.relative_to(case.folder)), "--format", "concise")
    yield Command(PYTHON, (sys.executable, "-c", "pass"))
    yield Command("cat", ("cat", *names))
    yield Command("markdown-it-py, parse only", (sys.executable, "-c", PARSE, *names))
    yield Command(DOCLINT, (*check, "--no-cache"))
    yield Command(WARM, check, warm=True)
    options = {
        "rumdl": ("check", "--no-cache", *given),
        "mdformat": ("--check", *given),
        "markdownlint-cli2": [f"{name}/**/*.md" for name in given] if case.whole else given,
        "pymarkdown": ("scan", *(["-r"] if case.whole else []), *given),
    }
    yield from (Command(name, (program, *options[name])) for name, program in programs.items())
    if "rumdl" in programs:
        yield Command("rumdl, run again", (programs["rumdl"], "check", *given))


def copy(tree: Path, folder: Path, times: int = 1) -> tuple[Path, ...]:
    """Copy a tree into a folder, once or under several names, and give its Markdown files."""
    for number in range(times):
        target = folder / "site" if times == 1 else folder / "site" / f"copy-{number + 1}"
        shutil.copytree(tree, target, ignore=shutil.ignore_patterns(".git", CACHE, ".rumdl_cache", "node_modules"))
    return tuple(sorted(path for path in folder.rglob("*") if path.suffix in {".md", ".markdown"} and path.is_file()))


def long_pair(tree: Path) -> tuple[Path, Path] | None:
    """Give the page and its translation that are nearest to a long page's size, if any is near."""
    ask = """import sys
from pathlib import Path
from doclint.config import Config
from doclint.discover import discover
for pair in discover([Path(sys.argv[1])], Config(), Path.cwd()).pairs:
    print(pair.source.path.resolve(), pair.translation.path.resolve(), sep="\\t")"""
    told = subprocess.run(
        [sys.executable, "-c", ask, tree], check=True, text=True, capture_output=True, cwd=ROOT
    ).stdout  # in a process of its own: this one stays small, its size is the least that peak memory can show
    pairs = [(Path(source), Path(page)) for source, page in (line.split("\t") for line in told.splitlines())]

    def off(pair: tuple[Path, Path]) -> int:
        return max(abs(path.stat().st_size - PAGE_SIZE) for path in pair)

    best = min(pairs, key=off, default=None)
    return best if best and off(best) < PAGE_SIZE // 3 else None


def cases(tree: Path, work: Path, generate: int) -> Iterator[Case]:
    """Yield the cases, each in a folder of its own."""
    pair, alone, site = long_pair(tree), work / "pair", work / "tree"
    files = copy(tree, site)
    if pair is None:
        source, page = make(alone, 1, PAGE_SIZE)
    else:
        source, page = (alone / "docs" / name / pair[1].name for name in ("en", "es"))
        for old, new in zip(pair, (source, page), strict=True):
            new.parent.mkdir(parents=True)
            shutil.copy(old, new)
    sizes = " and ".join(f"{path.stat().st_size:,}" for path in (source, page))
    yield Case(f"pair: one page and its source alone ({sizes} bytes)", alone, page, (source, page), whole=False)
    if pair:
        inside = tuple(site / "site" / path.relative_to(tree) for path in pair)
        title = f"page: the same two in their site of {len(files)} pages; doclint looks at the whole of it"
        yield Case(title, site, inside[1], inside, whole=False)
    yield Case(f"tree: {described(files)}", site, site / "site", files, whole=True)
    if generate:
        make(work / "made/site", generate // 2, MADE_SIZE)
        files = tuple(sorted((work / "made").rglob("*.md")))
        yield Case(f"made: {described(files)} from the fixtures' words", work / "made", work / "made/site", files, True)


def described(files: tuple[Path, ...]) -> str:
    """Say how many files and megabytes there are."""
    return f"{len(files):,} files, {sum(file.stat().st_size for file in files) / 1e6:.2f} MB"


def scale(tree: Path, work: Path, rounds: int, patience: float) -> Iterator[str]:
    """Yield what 1, 2, 4 and 8 copies of a tree cost, above the start, for a copy."""
    counts = {f"{times} ×": len(copy(tree, work / f"scale-{times}", times)) for times in COPIES}
    doclint = (sys.executable, "-m", "doclint")
    jobs = [Command("start", (*doclint, "--help"))]
    for times in COPIES:
        check = ("check", f"scale-{times}/site", "--format", "concise", "--no-cache")
        jobs.append(Command(f"{times} ×", (*doclint, *check)))
    runs = take_turns(jobs, work, rounds, patience)
    cost = {name: median(run.cpu for run in done) for name, done in runs.items()}
    yield f"  {'copies':8}{'pages':>8}{'runs':>6}{'CPU s':>9}{'ms a page':>11}{'to 1 ×':>8}{'peak MiB':>10}"
    for name, pages in counts.items():
        each = (cost[name] - cost["start"]) / pages
        base = (cost["1 ×"] - cost["start"]) / counts["1 ×"]
        peak = median(run.peak for run in runs[name])
        yield f"  {name:8}{pages:8}{len(runs[name]):6}{cost[name]:9.3f}{each * 1e3:11.2f}{each / base:8.2f}{peak:10.1f}"


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tree", nargs="?", type=Path, default=ROOT / "fixtures/sites")
    parser.add_argument("--tools", type=Path, help="keep the installed peers in this folder")
    parser.add_argument("--peers", default="rumdl,markdownlint-cli2,mdformat,pymarkdown")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--patience", type=float, default=10, help="CPU seconds above which one run must do")
    parser.add_argument("--only", default="", help="only these, comma-separated: help, pair, page, tree, made")
    parser.add_argument("--scale", action="store_true", help="also 1, 2, 4 and 8 copies of the tree")
    parser.add_argument("--generate", type=int, default=0, metavar="N", help="also N pages made from the fixtures")
    return parser.parse_args()


def main() -> None:
    """Run the benchmark and print its tables."""
    arguments = parse_arguments()
    tree, rounds, patience = arguments.tree.resolve(), arguments.rounds, arguments.patience
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    print(f"{datetime.date.today()}: {os.cpu_count()} cores, {memory:.0f} GiB, load {os.getloadavg()[0]:.1f},", end=" ")
    print(f"{platform.system()}, Python {platform.python_version()}; medians of up to {rounds} runs", flush=True)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name).resolve()
        programs = install((arguments.tools or work / "tools").resolve(), [n for n in arguments.peers.split(",") if n])
        if not arguments.only or "help" in arguments.only.split(","):
            start = Command("doclint --help", (sys.executable, "-m", "doclint", "--help"))
            print("\nhelp: how long a start takes")
            print("\n".join(table(take_turns([Command(PYTHON, (sys.executable, "-c", "pass")), start], work, 21, 10))))
        for case in cases(tree, work / "cases", arguments.generate):
            if arguments.only and case.title.split(":")[0] not in arguments.only.split(","):
                continue
            print(f"\n{case.title}", flush=True)
            runs = take_turns(list(commands(case, programs)), case.folder, rounds, patience)
            print("\n".join(table(runs)), flush=True)
        if arguments.scale:
            print("\nscale: the tree copied under several names; CPU seconds above the start")
            print("\n".join(scale(tree, work / "scale", rounds, patience)))


if __name__ == "__main__":
    main()
