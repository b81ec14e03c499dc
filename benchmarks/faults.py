"""Measures what doclint misses and what it invents: injects one fault at a time into real translations.

    python benchmarks/faults.py fixtures/sites/glossary --per-kind 20
    python benchmarks/faults.py TREE [TREE ...] [--per-kind 20] [--seed 1] [--only KIND] [--show]

For each kind of fault: how many were detected (the right rule, within three lines of the place), and how many other
new findings came with a fault. For each kind of harmless edit: how many were flagged at all.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from fault_kinds import FAULTS, Fault
from harmless_kinds import HARMLESS

from doclint.config import Config
from doclint.discover import discover
from doclint.engine import document, examine, load
from doclint.model import Document, Pair, Problem, Scope, Site
from doclint.record import replace
from doclint.text.decode import encode

_NEAR = 3


@dataclass
class Tally:
    """What happened with one kind: pages tried, faults found, findings beside them, and examples of both."""

    tried: int = 0
    detected: int = 0
    extra: int = 0
    flagged: int = 0
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Bench:
    """One site, read once; a trial checks one pair alone, with the whole site's habits and files at hand."""

    scope: Scope
    site: Site
    config: Config

    def problems(self, pair: Pair, text: str | None = None) -> tuple[Problem, ...]:
        """Check a pair, its translation's text replaced where one is given."""
        translation = pair.translation
        if text is not None:
            data = encode(text, translation.encoding)
            translation = document(data, translation.path, translation.language)
        wanted = {pair.source.path, translation.path}
        pairs = tuple(p for p in self.scope.pairs if {p.source.name, p.translation.name} == wanted)
        documents = {pair.source.path: pair.source, translation.path: translation}
        scope = replace(self.scope, pairs=pairs, missing=(), orphans=())
        return examine(scope, documents, self.config, wanted, habits=self.site.habits).problems


def read(tree: Path) -> Bench:
    """Read a site."""
    config = Config()
    scope = discover([tree], config, Path.cwd())
    documents = {page.name: loaded for page in scope.pages if (loaded := load(page, lambda _: None))}
    site = examine(scope, documents, config, frozenset()).site
    return Bench(scope, site, config)


Known = frozenset[tuple[str, str, int] | str]


def told(problems: Iterable[Problem]) -> Known:
    """Give what is told of a page before it is damaged: fingerprints, and rules with their paths and lines."""
    found = tuple(problems)
    spots = {(problem.rule, problem.finding.document.path, _line(problem)) for problem in found}
    return frozenset({*spots, *(problem.fingerprint for problem in found)})


def news(bench: Bench, pair: Pair, text: str, known: Known) -> list[Problem]:
    """Give what is new about an edited page; what was told before at its place, or where that has moved to, is not."""
    shift = text.count("\n") - pair.translation.text.count("\n")
    return [problem for problem in changes(bench, pair, text, known) if not _stood(problem, shift, known)]


def changes(bench: Bench, pair: Pair, text: str, known: Known) -> list[Problem]:
    """Give what is told in other words than before: new findings, and old ones that now say more."""
    return [problem for problem in bench.problems(pair, text) if problem.fingerprint not in known]


def _stood(problem: Problem, shift: int, known: Known) -> bool:
    """Say whether the rule told something here before, `shift` being how many lines the text below has moved."""
    places = ((_line(problem) - moved + near) for moved in (0, shift) for near in (-1, 0, 1))
    return any((problem.rule, problem.finding.document.path, line) in known for line in places)


def _line(problem: Problem) -> int:
    return problem.finding.document.position(problem.finding.span.start)[0]


def trial(bench: Bench, pair: Pair, fault: Fault, known: Known) -> tuple[bool, list[Problem]]:
    """Check a damaged page: was the fault told, and what else is new?"""
    told = changes(bench, pair, fault.text, known)
    right = [problem for problem in told if problem.rule in fault.rules and _near(problem, fault)]
    shift = fault.text.count("\n") - pair.translation.text.count("\n")
    # “2 items are missing” where it was one before tells the fault; beside another it is no further finding
    right.sort(key=lambda problem: _stood(problem, shift, known))
    counted = right if fault.last else right[:1]
    others = [problem for problem in told if not _stood(problem, shift, known)]
    return bool(right), [problem for problem in others if all(problem is not one for one in counted)]


def _near(problem: Problem, fault: Fault) -> bool:
    line = _line(problem)
    if fault.other and abs(line - fault.other) <= _NEAR:
        return True
    return fault.line - _NEAR <= line <= max(fault.last, fault.line) + _NEAR


@dataclass
class Runner:
    """Tries kinds of edits on pages in random order, each page's own findings read once."""

    benches: list[Bench]
    seed: int
    per_kind: int
    known: dict[int, Known] = field(default_factory=dict)

    def baseline(self, bench: Bench, pair: Pair) -> Known:
        """Give what is told of a page as it stands."""
        if id(pair) not in self.known:
            self.known[id(pair)] = told(bench.problems(pair))
        return self.known[id(pair)]

    def pages(self, kind: str) -> Iterator[tuple[Bench, Pair, random.Random]]:
        """Yield the pages in an order that depends on seed and kind alone."""
        rng = random.Random(f"{self.seed}:{kind}")
        pages = [(bench, pair) for bench in self.benches for pair in bench.site.pairs]
        for bench, pair in rng.sample(pages, len(pages)):
            yield bench, pair, rng

    def faults(self, kind: str) -> Tally:
        """Inject one kind of fault into as many pages as asked."""
        tally = Tally()
        for bench, pair, rng in self.pages(kind):
            if tally.tried >= self.per_kind:
                break
            fault = FAULTS[kind](pair, rng)
            if fault is None or fault.text == pair.translation.text:
                continue
            tally.tried += 1
            found, others = trial(bench, pair, fault, self.baseline(bench, pair))
            tally.detected += found
            tally.extra += len(others)
            if not found or others:
                tally.notes.append(_note(pair.translation, fault.line, found, others))
        return tally

    def harmless(self, kind: str) -> Tally:
        """Make one kind of harmless edit in as many pages as asked."""
        tally = Tally()
        for bench, pair, rng in self.pages(kind):
            if tally.tried >= self.per_kind:
                break
            text = HARMLESS[kind](pair, rng)
            if not text or text == pair.translation.text:
                continue
            tally.tried += 1
            new = news(bench, pair, text, self.baseline(bench, pair))
            tally.flagged += bool(new)
            if new:
                tally.notes.append(_note(pair.translation, 0, found=True, others=new))
        return tally


def run(benches: list[Bench], arguments: argparse.Namespace) -> Iterator[tuple[str, Tally]]:
    """Yield a tally per kind, faults first."""
    runner = Runner(benches, arguments.seed, arguments.per_kind)
    yield from ((kind, runner.faults(kind)) for kind in FAULTS if arguments.only in kind)
    yield from ((kind, runner.harmless(kind)) for kind in HARMLESS if arguments.only in kind)


def _note(page: Document, line: int, found: bool, others: list[Problem]) -> str:
    said = "; ".join(
        f"{p.rule}@{p.finding.document.position(p.finding.span.start)[0]} {p.finding.message[:90]}" for p in others[:4]
    )
    return f"    {'' if found else 'MISSED '}{page.path}:{line} {said}"


def main() -> None:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trees", nargs="+", type=Path)
    parser.add_argument("--per-kind", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--show", action="store_true", help="show what was missed and what came beside")
    arguments = parser.parse_args()
    total: Counter[str] = Counter()
    benches = [read(tree) for tree in arguments.trees]
    print(f"{'kind':38} {'tried':>5} {'detected':>9} {'extra per fault':>16}")
    for kind, tally in run(benches, arguments):
        harmless = kind in HARMLESS
        group = "harmless" if harmless else "fault"
        total.update({f"{group} tried": tally.tried, "detected": tally.detected, "extra": tally.extra})
        total["flagged"] += tally.flagged
        tried = max(tally.tried, 1)
        if harmless:
            print(f"{kind:38} {tally.tried:5} {'flagged':>9} {tally.flagged / tried:15.1%}")
        else:
            print(f"{kind:38} {tally.tried:5} {tally.detected / tried:9.1%} {tally.extra / tried:16.2f}")
        if arguments.show:
            print("\n".join(tally.notes))
    faults, harmless_edits = max(total["fault tried"], 1), max(total["harmless tried"], 1)
    print(f"{'all faults':38} {faults:5} {total['detected'] / faults:9.1%} {total['extra'] / faults:16.2f}")
    print(f"{'all harmless edits':38} {harmless_edits:5} {'flagged':>9} {total['flagged'] / harmless_edits:15.1%}")


if __name__ == "__main__":
    main()
