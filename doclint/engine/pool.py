"""Owns the processes of this machine that share a run's work: copies of the one that read the pages."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import zip_longest
from typing import TYPE_CHECKING

from doclint.engine.allow import Signed
from doclint.engine.work import Plain, Task, Workers, looked_at, of_the_past, parts, signed, without_past
from doclint.model import Site

if TYPE_CHECKING:
    from concurrent.futures import Future

_WORTH = 40  # pairs a process, from which on it pays to start one


def processes(jobs: int) -> Workers:
    """Give workers that are `jobs` processes, or as many as there are processors (0); one, where more do not pay."""

    def share_out(task: Task, site: Site, /) -> Iterator[Signed]:
        number = min(jobs or _processors(), len(task.pairs) // _WORTH)
        return _side_by_side(parts(task, number), task, site) if number > 1 and _can_fork() else looked_at(task)

    return share_out


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _can_fork() -> bool:
    """Say whether a process can be copied with all that was read: then nothing need be sent to it."""
    import threading

    return sys.platform == "linux" and threading.active_count() == 1


_SHARED: list[list[Task]] = []
"""What the copies of this process find: the parts, of which each does one."""


def _side_by_side(shares: list[Task], task: Task, site: Site) -> Iterator[Signed]:
    """Do each part in a process of its own; a part whose process dies is done here."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    _SHARED.append(shares)
    try:
        with ProcessPoolExecutor(len(shares), multiprocessing.get_context("fork")) as pool:
            futures: list[Future[list[Plain]]] = []
            with suppress(BrokenProcessPool):  # one may die before all have their part
                futures.extend(pool.submit(_found, number) for number in range(len(shares)))  # keeps what was given
            yield from of_the_past(task)
            for part, future in zip_longest(shares, futures):
                try:
                    found = future.result() if future else without_past(part)
                except BrokenProcessPool:
                    found = without_past(part)
                yield from (signed(item, site) for item in found)
    finally:
        _SHARED.pop()


def _found(number: int) -> list[Plain]:
    return without_past(_SHARED[-1][number])
