"""Owns the question what an answer rests on: the pages, the tree that they stand in, its history, the settings."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from doclint.cache.store import FOLDER
from doclint.digest import blake2b

_PASSED_OVER = frozenset(
    {FOLDER, ".git", ".hg", ".svn", ".venv", ".tox", ".nox", "__pycache__", "node_modules"}
    | {".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", ".cache", ".idea"}
)
_MARKS = ("doclint.toml", ".doclint.toml", "pyproject.toml", ".gitignore")
"""Files in a folder above the pages that say where the site begins, what is asked, and what belongs to it."""
_MOST_FILES = 100_000
"""Files of a tree from which on looking at all of them is no gain."""


class Grounds(NamedTuple):
    """What an answer rests on: the site's root, its pages, and files that may lie elsewhere (absolute paths)."""

    root: str
    pages: tuple[str, ...]
    others: tuple[str, ...] = ()


def state(grounds: Grounds) -> tuple[str | None, int]:
    """Give a digest of all that an answer rests on, and the latest time of a change (nanoseconds).

    Pages and settings count by their bytes; of other files, to which pages link, count the name, the size and the
    time of change. There is no digest where this cannot be told.
    """
    digest = blake2b(digest_size=16)
    newest = 0
    for path in (*grounds.pages, *grounds.others):
        data = _bytes(path)
        if data is None:
            return None, newest
        digest.update(len(data).to_bytes(8, "big") + data)
    for part in (*_above(grounds.root), *_git(grounds.root)):
        digest.update(len(part).to_bytes(8, "big") + part)
    pages = frozenset(grounds.pages)
    for number, (path, size, changed, at) in enumerate(_tree(grounds.root)):
        if number > _MOST_FILES:
            return None, newest
        newest = max(newest, at)
        line = path if path in pages else f"{path}\0{size}\0{changed}"
        digest.update(line.encode("utf-8", "surrogateescape") + b"\n")
    return digest.hexdigest(), newest


def _bytes(path: str) -> bytes | None:
    """Read a regular file; a pipe or a device is not waited for."""
    try:
        if not os.path.isfile(path):  # noqa: PTH113
            return None
        with open(path, "rb") as file:  # noqa: PTH123
            return file.read()
    except (OSError, ValueError):
        return None


def _above(root: str) -> Iterator[bytes]:
    """Yield what stands in the folders from the root upwards and may mark a site or change what is asked."""
    for folder in (root, *map(str, Path(root).parents)):
        yield os.fsencode(folder) if os.path.exists(os.path.join(folder, ".git")) else b""  # noqa: PTH110, PTH118
        for name in _MARKS:
            yield _bytes(os.path.join(folder, name)) or b""  # noqa: PTH118


def _tree(root: str) -> Iterator[tuple[str, int, int, int]]:
    """Yield each file and folder below `root` in a fixed order: path, size, time of change, latest time of any kind."""
    waiting = [root]
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
                found = entry.stat(follow_symlinks=False)
                is_folder = entry.is_dir(follow_symlinks=False)
            except OSError:
                continue
            latest = found.st_mtime_ns if os.name == "nt" else max(found.st_mtime_ns, found.st_ctime_ns)
            if is_folder:
                waiting.append(entry.path)
                yield entry.path, 0, 0, 0
            else:
                yield entry.path, found.st_size, found.st_mtime_ns, latest


def _git(root: str) -> Iterator[bytes]:
    """Yield what tells which commit is checked out and which files git lists."""
    home = Path(os.environ.get("HOME") or os.environ.get("USERPROFILE") or "/")
    settings = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "git"
    for folder in (Path(root), *Path(root).parents):
        git = folder / ".git"
        try:
            if git.is_file():  # a linked worktree
                git = folder / git.read_text(encoding="utf-8").partition(":")[2].strip()
            head = (git / "HEAD").read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            continue
        common = _bytes(str(git / "commondir"))
        shared = git / os.fsdecode(common.strip()) if common else git
        yield head.encode("utf-8")
        for name in (head.removeprefix("ref: "), "packed-refs", "shallow", "config", "info/exclude"):
            yield _bytes(str(shared / name)) or b""
        for path in (home / ".gitconfig", settings / "config", settings / "ignore"):
            yield _bytes(str(path)) or b""
        try:
            index = (git / "index").stat()
        except OSError:
            return
        yield f"{index.st_size} {index.st_mtime_ns}".encode("ascii")
        return
