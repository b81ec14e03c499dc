"""Owns the question what a run rests on: the pages, the tree that they stand in, its history, the settings, doclint."""

import os
import sys
from collections.abc import Collection, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path

import doclint
from doclint.cache.store import FOLDER
from doclint.config import Config
from doclint.model import Scope

_PASSED_OVER = frozenset({".git", ".hg", ".svn", ".venv", "__pycache__", "node_modules", FOLDER})
_MOST_FILES = 100_000
"""Files of a tree from which on looking at all of them is no gain."""


def key_of(scope: Scope, config: Config, asked: Collection[str]) -> tuple[str | None, Mapping[str, bytes]]:
    """Give a digest of all that a run rests on, and the bytes of the pages by name; no digest if it cannot be told.

    Pages count by their bytes. Of other files, to which pages link, count the name, the size and the time of change.
    """
    digest = blake2b(digest_size=16)
    data: dict[str, bytes] = {}
    for part in (
        doclint.__version__,
        sys.version,
        repr(config),
        repr(scope),
        *sorted(asked),
        *_code(),
        *_head(scope.root),
    ):
        digest.update(part.encode("utf-8", "surrogateescape") + b"\0")
    for page in scope.pages:
        try:
            data[page.name] = page.path.read_bytes()
        except OSError:
            return None, data
        digest.update(len(data[page.name]).to_bytes(8, "big") + data[page.name])
    for number, line in enumerate(_tree(scope.root)):
        if number > _MOST_FILES:
            return None, data
        digest.update(line)
    return digest.hexdigest(), data


def _code() -> Iterator[str]:
    """Yield what tells doclint's own code and its libraries from earlier ones."""
    package = Path(doclint.__file__).parent
    for folder in (package, package.parent / "rules", package.parent):
        if folder.is_dir():
            yield str(folder.stat().st_mtime_ns)
    yield from (f"{path.name} {path.stat().st_mtime_ns}" for path in sorted(package.rglob("*.py")))


def _tree(root: Path) -> Iterator[bytes]:
    """Yield a line for each file below `root`, in a fixed order."""
    waiting = [os.fspath(root)]
    while waiting:
        folder = waiting.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            if entry.name in _PASSED_OVER:
                continue
            try:
                state = entry.stat(follow_symlinks=False)
                is_folder = entry.is_dir(follow_symlinks=False)
            except OSError:
                continue
            if is_folder and not entry.name.startswith("."):  # hidden: other tools' own
                waiting.append(entry.path)
            line = f"{entry.path}\0{0 if is_folder else state.st_size}\0{0 if is_folder else state.st_mtime_ns}\n"
            yield line.encode("utf-8", "surrogateescape")


def _head(root: Path) -> Iterator[str]:
    """Yield what tells which commit is checked out: rules about history rest on it."""
    for folder in (root, *root.parents):
        git = folder / ".git"
        try:
            if git.is_file():  # a linked worktree
                git = folder / git.read_text(encoding="utf-8").partition(":")[2].strip()
            head = (git / "HEAD").read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            continue
        yield head
        common = git / "commondir"
        shared = git / common.read_text(encoding="utf-8").strip() if common.is_file() else git
        for name in (head.removeprefix("ref: "), "packed-refs", "shallow"):
            place = shared / name
            yield place.read_text(encoding="utf-8", errors="replace") if place.is_file() else ""
        return
