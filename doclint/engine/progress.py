"""Owns what a run tells of its progress: whoever wants to know watches, and nobody else pays for it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

_Item = TypeVar("_Item")

Watcher = Callable[[str, int, int], None]
"""Is told the step that the run is at, how many of its items are done, and how many there are."""

_watchers: list[Watcher] = []
"""Who watches, the latest last."""


@contextmanager
def watching(watcher: Watcher) -> Iterator[None]:
    """Have `watcher` told of the progress of whatever runs inside."""
    _watchers.append(watcher)
    try:
        yield
    finally:
        _watchers.pop()


def watched(step: str, items: Sequence[_Item]) -> Iterator[_Item]:
    """Yield the items, and tell whoever watches before each of them and after the last."""
    if not _watchers:
        yield from items
        return
    watcher = _watchers[-1]
    for done, item in enumerate(items):
        watcher(step, done, len(items))
        yield item
    watcher(step, len(items), len(items))
