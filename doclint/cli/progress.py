"""Owns the progress bar: one line on a terminal's standard error, in runs that last, and gone before the report."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

_PATIENCE = 1.0
"""Seconds that a run may take before a bar is shown."""
_PAUSE = 0.1
"""Seconds between two pictures of the bar."""
_WIDTH = 24


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[None]:
    """Show how far the run inside is, if someone watches: on a terminal, not in CI, not where it shall be quiet."""
    stream = sys.stderr
    if quiet or not wanted(stream, os.environ):
        yield
        return
    from doclint.engine.progress import watching

    bar = Bar(stream)
    try:
        with watching(bar.tell):
            yield
    finally:
        bar.remove()


def wanted(stream: TextIO, environment: "os._Environ[str] | dict[str, str]") -> bool:
    """Say whether a bar on `stream` has a reader: a terminal that can go back in its line, and no CI's log."""
    return stream.isatty() and environment.get("TERM") != "dumb" and not environment.get("CI")


class Bar:
    """Draws the bar. It writes no colours, so NO_COLOR has nothing to forbid."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._next = clock() + _PATIENCE
        self._shown = False
        self._signs = "█░" if (stream.encoding or "").lower().startswith("utf") else "#."

    def tell(self, step: str, done: int, total: int) -> None:
        """Draw the step `step` with `done` of `total` items behind it, if it is time to."""
        now = self._clock()
        if now < self._next:
            return
        self._next, self._shown = now + _PAUSE, True
        full = _WIDTH * done // max(total, 1)
        picture = self._signs[0] * full + self._signs[1] * (_WIDTH - full)
        self._stream.write(f"\r{step:9} {picture} {done}/{total}\x1b[K")
        self._stream.flush()

    def remove(self) -> None:
        """Leave the line as empty as it was."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = False
