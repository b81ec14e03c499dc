"""Owns what a run tells of its progress: whoever wants to know watches, and nobody else pays for it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

_Item = TypeVar("_Item")

Watcher = Callable[[str, int, int], None]
"""Is told the step that the run is at, how many of its items are done, and how many there are."""

_watcher: ContextVar[Watcher | None] = ContextVar("watcher", default=None)


@contextmanager
def watching(watcher: Watcher) -> Iterator[None]:
    """Have `watcher` told of the progress of whatever runs inside."""
    token = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(token)


def watched(step: str, items: Sequence[_Item]) -> Iterator[_Item]:
    """Yield the items, and tell whoever watches before each of them and after the last."""
    watcher = _watcher.get()
    if watcher is None:
        yield from items
        return
    for done, item in enumerate(items):
        watcher(step, done, len(items))
        yield item
    watcher(step, len(items), len(items))
