"""Owns how the checks of a run are put to pages and pairs: only where it matters, and side by side where it pays."""

import os
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from doclint.checks import DOCUMENT, PAIR, SITE
from doclint.engine.allow import Signed
from doclint.engine.progress import watched
from doclint.engine.selection import Selection
from doclint.model import Document, Edit, Finding, Fix, Pair, Place, Site, Span

_OF_THE_PAST = ("stale-code", "stale-page")  # one process alone talks to git, and hears what git lacks
_WORTH = 40  # pairs a process, from which on it pays to start one

# A finding without its documents, which another process has, too.
Plain = tuple[str, str, Span, str, tuple[str, Span] | None, tuple[tuple[Edit, ...], str] | None]


@dataclass(frozen=True, slots=True)
class Task:
    """Pages and pairs that one process looks at."""

    pages: tuple[Document, ...]
    pairs: tuple[Pair, ...]


def ask(site: Site, chosen: Selection, asked: Collection[str], jobs: int = 1) -> Iterator[Signed]:
    """Put every running check to what it looks at; with several `jobs`, pages and pairs are shared out.

    Looked at are the pages `asked` for and their families: a source with all its translations, since what one of them
    shows may be told on another. Checks of the whole site look at all of it.
    """
    pages, pairs = _families(site, asked)
    tasks = _shared_out(pages, pairs, jobs)
    if len(tasks) > 1:
        yield from _side_by_side(tasks, site, chosen)
    else:
        yield from _looked_at(Task(pages, pairs), chosen)
    for name, site_check in SITE.items():
        if name in chosen.running:
            yield from ((name, finding) for finding in site_check(site))


def _families(site: Site, asked: Collection[str]) -> tuple[tuple[Document, ...], tuple[Pair, ...]]:
    sources = {pair.source.path for pair in site.pairs if {pair.source.path, pair.translation.path} & set(asked)}
    pairs = tuple(pair for pair in site.pairs if pair.source.path in sources)
    names = sources | {pair.translation.path for pair in pairs} | set(asked)
    return tuple(page for name, page in site.documents.items() if name in names), pairs


def _looked_at(task: Task, chosen: Selection, *, apart: bool | None = None) -> Iterator[Signed]:
    """Look page by page and pair by pair, so that checks share one look.

    `apart` says which checks of pairs: those that need git (False), those that do not (True), or all.
    """
    on_page = [(name, function) for name, function in DOCUMENT.items() if name in chosen.running and apart is not False]
    for page in task.pages:
        for name, document_check in on_page:
            yield from ((name, finding) for finding in document_check(page))
    on_pair = [
        (name, function)
        for name, function in PAIR.items()
        if name in chosen.running and (apart is None or apart is (name not in _OF_THE_PAST))
    ]
    for pair in watched("checking", task.pairs):
        for name, pair_check in on_pair:
            yield from ((name, finding) for finding in pair_check(pair))


# --- several processes -----------------------------------------------------------------------------------------------


def _shared_out(pages: Sequence[Document], pairs: Sequence[Pair], jobs: int) -> list[Task]:
    """Share the work out, a page's translations to one process; one task where more would not pay."""
    number = min(jobs or _processors(), len(pairs) // _WORTH)
    if number < 2 or not _can_fork():
        return []
    bins: list[list[Pair]] = [[] for _ in range(number)]
    for pair in sorted(pairs, key=lambda pair: -len(pair.translation.text)):
        min(bins, key=lambda found: sum(len(one.translation.text) for one in found)).append(pair)
    return [Task(tuple(pages[start::number]), tuple(found)) for start, found in enumerate(bins)]


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _can_fork() -> bool:
    """Say whether a process can be copied with all that was read: then nothing need be sent to it."""
    import threading

    return sys.platform == "linux" and threading.active_count() == 1


_SHARED: list[tuple[Sequence[Task], Selection]] = []
"""What the copies of this process find: the tasks, of which each does one."""


def _side_by_side(tasks: Sequence[Task], site: Site, chosen: Selection) -> Iterator[Signed]:
    """Do each task in a process of its own, and give what they find; a task whose process dies is done here."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    _SHARED.append((tasks, chosen))
    try:
        with ProcessPoolExecutor(len(tasks), multiprocessing.get_context("fork")) as pool:
            futures = [pool.submit(_found, number) for number in range(len(tasks))]
            for task in tasks:
                yield from _looked_at(task, chosen, apart=False)
            for task, future in zip(tasks, futures, strict=True):
                try:
                    plain = future.result()
                except BrokenProcessPool:
                    yield from _looked_at(task, chosen, apart=True)
                else:
                    yield from (_signed(item, site) for item in plain)
    finally:
        _SHARED.pop()


def _found(number: int) -> list[Plain]:
    tasks, chosen = _SHARED[-1]
    return [_plain(signed) for signed in _looked_at(tasks[number], chosen, apart=True)]


def _plain(signed: Signed) -> Plain:
    rule, finding = signed
    related, fix = finding.related, finding.fix
    return (
        rule,
        finding.document.path,
        finding.span,
        finding.message,
        (related.document.path, related.span) if related else None,
        (fix.edits, fix.safety) if fix else None,
    )


def _signed(plain: Plain, site: Site) -> Signed:
    rule, path, span, message, related, fix = plain
    place = Place(site.documents[related[0]], related[1]) if related else None
    repair = Fix(fix[0], "safe" if fix[1] == "safe" else "unsafe") if fix else None
    return rule, Finding(site.documents[path], span, message, place, repair)
