"""Measures what doclint costs beside other Markdown tools, on the same files, in the same run, taking turns.

    python benchmarks/speed.py                                  the project's own fixtures
    python benchmarks/speed.py TREE --scale                     a documentation tree; 1, 2, 4 and 8 copies of it
    python benchmarks/speed.py --only made --generate 10000     ten thousand pages made from the fixtures' words

Peers (rumdl, markdownlint-cli2, mdformat, pymarkdown; newest versions, default rules) are installed into --tools, or
into a folder that is gone afterwards. They look at the style of single files, doclint compares two: the same files,
not the same work. Whole processes are measured, with the processes that they start: CPU seconds (user and system),
wall seconds, and the peak memory of the largest process, which cannot show less than this script's own. Tables show
medians; ratios are of CPU seconds, which bear a busy machine, as wall seconds do not. doclint is compiled beforehand,
as pip does when it installs something. Needs a POSIX system.
"""

import argparse
import compileall
import datetime as dt
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent))

from made_pages import make
from peers import ALL, calls, install
from stopwatch import ROOT, Command, Run, ratio, take_turns

CACHE = ".doclint_cache"
PYTHON, DOCLINT, AGAIN = "python -c pass", "doclint", "doclint, run again"
BASES = {PYTHON: "× python", "rumdl": "× rumdl", "markdownlint-cli2": "× markdownlint-cli2"}
PARSE = """import sys
from markdown_it import MarkdownIt
parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
for name in sys.argv[1:]:
    with open(name, encoding="utf-8", errors="replace") as file:
        parser.parse(file.read())"""
PAIRS = """import sys
from pathlib import Path
from doclint.config import Config
from doclint.discover import discover
for pair in discover([Path(sys.argv[1])], Config(), Path.cwd()).pairs:
    print(pair.source.path.resolve(), pair.translation.path.resolve(), sep="\\t")"""
LONG = 30_000  # bytes of a long page
USUAL = 2_000  # bytes of a made page: as long as the fixtures' own
COPIES = (1, 2, 4, 8)
CASES = ("help", "pair", "page", "tree", "made")


@dataclass(frozen=True, slots=True)
class Case:
    """Files below a folder: doclint is given `target`, and so are the peers if it is the `whole`, else the files."""

    title: str
    folder: Path
    target: Path
    files: tuple[Path, ...]
    whole: bool

    def commands(self, programs: dict[str, str]) -> Iterator[Command]:
        """Yield floors, doclint and peers."""
        names = [str(file.relative_to(self.folder)) for file in self.files]
        target = str(self.target.relative_to(self.folder))
        yield Command(PYTHON, (sys.executable, "-c", "pass"))
        yield Command("cat", ("cat", *names))
        yield Command("parse by markdown-it-py", (sys.executable, "-c", PARSE, *names))
        yield Command(DOCLINT, doclint("check", target, "--no-cache"))
        yield Command(AGAIN, doclint("check", target), keeps=CACHE)
        cache = self.folder.parent / f"rumdl-cache-{self.folder.name}"
        yield from calls(programs, [target] if self.whole else names, cache, whole=self.whole)


def doclint(*arguments: str) -> tuple[str, ...]:
    """Give the call of doclint as it stands in this checkout."""
    return (sys.executable, "-m", "doclint", *arguments)


def table(runs: dict[str, list[Run]]) -> Iterator[str]:
    """Yield the lines of a table, cheapest first, and what the commands said about how much they looked at."""
    bases = {base: head for base, head in BASES.items() if base in runs}
    yield f"  {'command':24}{'runs':>5}{'CPU s':>9}{'wall s':>9}{'peak MiB':>10}" + "".join(
        f"{head:>{len(head) + 3}}" for head in bases.values()
    )
    for name, done in sorted(runs.items(), key=lambda item: median(run.cpu for run in item[1])):
        cpu, wall, peak = (median(getattr(run, field) for run in done) for field in ("cpu", "wall", "peak"))
        ratios = "".join(f"{ratio(done, runs[base]):{len(head) + 3}.2f}" for base, head in bases.items())
        yield f"  {name:24}{len(done):5}{cpu:9.3f}{wall:9.3f}{peak:10.1f}{ratios}"
    for name in (DOCLINT, AGAIN, *BASES):
        if name in runs and runs[name][0].said:
            yield f"  {name}: {runs[name][0].said[:110]}"


def copy(tree: Path, folder: Path, times: int = 1) -> tuple[Path, ...]:
    """Copy a tree into `folder`/site, once or under several names, and give its Markdown files."""
    for number in range(times):
        target = folder / "site" if times == 1 else folder / "site" / f"copy-{number + 1}"
        shutil.copytree(tree, target, ignore=shutil.ignore_patterns(".git", CACHE, ".rumdl_cache", "node_modules"))
    return tuple(sorted(folder.rglob("*.md")))


def long_pair(tree: Path) -> tuple[Path, Path] | None:
    """Give the page and its translation that are nearest to a long page's size, if any is near."""
    # asked in a process of its own: this one stays small, its size is the least that peak memory can show
    asked = subprocess.run(
        [sys.executable, "-c", PAIRS, tree], check=True, text=True, stdout=subprocess.PIPE, cwd=ROOT
    ).stdout
    pairs = [(Path(source), Path(page)) for source, page in (line.split("\t") for line in asked.splitlines())]

    def off(pair: tuple[Path, Path]) -> int:
        return max(abs(path.stat().st_size - LONG) for path in pair)

    best = min(pairs, key=off, default=None)
    return best if best and off(best) < LONG // 3 else None


def cases(tree: Path, work: Path, generate: int) -> Iterator[Case]:
    """Yield the cases, each in a folder of its own."""
    pair, alone, site = long_pair(tree), work / "pair", work / "tree"
    files = copy(tree, site)
    if pair is None:
        source, page = make(alone, 1, LONG)
    else:
        source, page = (alone / "docs" / language / pair[1].name for language in ("en", "es"))
        for old, new in zip(pair, (source, page), strict=True):
            new.parent.mkdir(parents=True)
            shutil.copy(old, new)
    yield Case(
        f"pair: a long page, given alone with its source ({described(source, page)})",
        alone,
        page,
        (source, page),
        False,
    )
    if pair:
        inside = tuple(site / "site" / path.relative_to(tree) for path in pair)
        title = f"page: the same page, given in its site of {len(files)} pages, all of which doclint reads"
        yield Case(title, site, inside[1], inside, whole=False)
    yield Case(f"tree: {described(*files)}", site, site / "site", files, whole=True)
    if generate:
        made = work / "made"
        make(made / "site", generate // 2, USUAL)
        files = tuple(sorted(made.rglob("*.md")))
        yield Case(f"made: {described(*files)}, from the fixtures' words", made, made / "site", files, whole=True)


def described(*files: Path) -> str:
    """Say how many files and megabytes there are."""
    return f"{len(files):,} files, {sum(file.stat().st_size for file in files) / 1e6:.2f} MB"


def scale(tree: Path, work: Path, rounds: int, patience: float) -> Iterator[str]:
    """Yield what 1, 2, 4 and 8 copies of a tree cost: in all, and for each page that came with the last doubling."""
    pages = {str(times): len(copy(tree, work / f"copies-{times}", times)) for times in COPIES}
    jobs = [Command(name, doclint("check", f"copies-{name}/site", "--no-cache")) for name in pages]
    runs = take_turns(jobs, work, rounds, patience)
    yield f"  {'copies':7}{'pages':>7}{'runs':>6}{'CPU s':>9}{'ms a page':>11}{'ms a further page':>19}{'peak MiB':>10}"
    before = (0, 0.0)
    for name, count in pages.items():
        cpu, peak = median(run.cpu for run in runs[name]), median(run.peak for run in runs[name])
        further = f"{(cpu - before[1]) / (count - before[0]) * 1e3:19.2f}" if before[0] else " " * 19
        yield f"  {name:7}{count:7}{len(runs[name]):6}{cpu:9.3f}{cpu / count * 1e3:11.2f}{further}{peak:10.1f}"
        before = (count, cpu)


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tree", nargs="?", type=Path, default=ROOT / "fixtures/sites")
    parser.add_argument("--tools", type=Path, help="keep the installed peers in this folder")
    parser.add_argument(
        "--peers", default=",".join(ALL), help="only these, comma-separated or '' (default: %(default)s)"
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--patience", type=float, default=10, help="CPU seconds above which one run must do")
    parser.add_argument("--only", default=",".join(CASES), help="only these cases, or '' (default: %(default)s)")
    parser.add_argument("--scale", action="store_true", help="also 1, 2, 4 and 8 copies of the tree")
    parser.add_argument("--generate", type=int, default=0, metavar="N", help="also N pages made from the fixtures")
    arguments = parser.parse_args()
    arguments.peers, arguments.only = (list(filter(None, x.split(","))) for x in (arguments.peers, arguments.only))
    for unknown in {*arguments.peers, *arguments.only}.difference(ALL, CASES):
        parser.error(f"{unknown} is neither a peer ({', '.join(ALL)}) nor a case ({', '.join(CASES)})")
    if not any(arguments.tree.rglob("*.md")):
        parser.error(f"{arguments.tree} is no folder with Markdown (.md) in it")
    return arguments


def main() -> None:
    """Run the benchmark and print its tables."""
    arguments = parse_arguments()
    tree, rounds, patience = arguments.tree.resolve(), arguments.rounds, arguments.patience
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    print(f"{dt.datetime.now().astimezone():%Y-%m-%d %H:%M}: {os.cpu_count()} cores, {memory:.0f} GiB,", end=" ")
    print(f"load {os.getloadavg()[0]:.1f}, {platform.system()}, Python {platform.python_version()}", flush=True)
    compileall.compile_dir(ROOT / "doclint", quiet=1)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name).resolve()
        programs = install((arguments.tools or work / "tools").resolve(), arguments.peers)
        if "help" in arguments.only:
            print("\nhelp: the start alone", flush=True)
            both = [Command(PYTHON, (sys.executable, "-c", "pass")), Command("doclint --help", doclint("--help"))]
            print("\n".join(table(take_turns(both, work, rounds * 4, patience))))
        for case in cases(tree, work / "cases", arguments.generate):
            if case.title.partition(":")[0] in arguments.only:
                print(f"\n{case.title}", flush=True)
                print("\n".join(table(take_turns(list(case.commands(programs)), case.folder, rounds, patience))))
        if arguments.scale:
            print("\nscale: the tree, copied under several names", flush=True)
            print("\n".join(scale(tree, work / "scale", rounds, patience)))


if __name__ == "__main__":
    main()
