"""Owns what was asked: the command line, and what of its surroundings shapes the answer."""

import os
import sys
import time
from collections.abc import Iterator, Sequence
from functools import cache

import doclint
from doclint.digest import blake2b

_HEARD = ("NO_COLOR", "TERM", "COLUMNS", "LANG", "LANGUAGE", "HOME", "USERPROFILE", "XDG_CONFIG_HOME", "PATH")
_FAMILIES = ("DOCLINT_", "LC_", "PYTHON", "GIT_CONFIG", "GIT_CEILING")


def digest_of(arguments: Sequence[str]) -> str:
    """Give a digest of a command line in its place: folder, environment, terminal, and doclint itself."""
    digest = blake2b(digest_size=16)
    for part in (*arguments, "", *_surroundings(), *_code()):
        digest.update(part.encode("utf-8", "surrogateescape") + b"\0")
    return digest.hexdigest()


def now() -> int:
    """Give the time in nanoseconds, by the clock that stamps files."""
    coarse = getattr(time, "CLOCK_REALTIME_COARSE", None)
    return time.time_ns() if coarse is None else time.clock_gettime_ns(coarse)


def _surroundings() -> Iterator[str]:
    yield from (os.getcwd(), sys.version, str(sys.stdout.isatty()), str(sys.stdout.encoding).lower())  # noqa: PTH109
    try:
        yield str(os.get_terminal_size(sys.__stdout__.fileno()).columns) if sys.__stdout__ else ""
    except (OSError, ValueError):
        yield ""
    for name, value in sorted(os.environ.items()):
        if name in _HEARD or name.startswith(_FAMILIES):
            yield f"{name}={value}"


@cache
def _code() -> tuple[str, ...]:
    """Give what tells doclint's own code, its rules and its libraries from earlier ones; a run asks twice."""
    return tuple(_stamps())


def _stamps() -> Iterator[str]:
    package = os.path.dirname(os.path.abspath(doclint.__file__))  # noqa: PTH100, PTH120
    beside = os.path.dirname(package)  # noqa: PTH120
    yield doclint.__version__
    yield str(os.stat(beside).st_mtime_ns)  # noqa: PTH116
    waiting = [package, os.path.join(beside, "rules")]  # noqa: PTH118
    while waiting:
        try:
            entries = sorted(os.scandir(waiting.pop()), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            if entry.name.endswith((".py", ".md")):
                yield f"{entry.name} {entry.stat().st_mtime_ns}"
            elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
                waiting.append(entry.path)
