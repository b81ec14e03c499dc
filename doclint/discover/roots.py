"""Owns the question where the site begins that a path belongs to: git's top, the configuration's folder, or neither."""

from collections.abc import Iterator, Sequence
from os.path import commonpath
from pathlib import Path

from doclint.config import config_in

HIGHEST = 6
"""How many folders above a path are tried where nothing marks the root."""

LIMIT = 20_000
"""How many entries a folder may hold that is tried only because it lies above a path."""


def marked(start: Path) -> Path | None:
    """Give the nearest folder from `start` upwards that holds `.git` or a configuration, or `None`.

    A home folder or the file system's root is no site, whatever lies there, unless it is where the search began.
    """
    for folder in (start, *start.parents):
        if folder != start and folder in (_home(), Path(folder.anchor)):
            return None
        if (folder / ".git").exists() or config_in(folder):
            return folder
    return None


def above(start: Path) -> Iterator[Path]:
    """Yield the folders above `start` that are worth a try, the nearest first."""
    for folder in start.parents[:HIGHEST]:
        if too_high(folder):
            return
        yield folder


def too_high(folder: Path) -> bool:
    """Say whether a folder is no place for a site: the root, a folder in it, a home, or where homes are."""
    home = _home()
    return len(folder.parts) <= 2 or folder == home or folder in home.parents


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:  # a container's user may have none
        return Path("/")


def common(folders: Sequence[Path]) -> Path:
    """Give the folder that holds all of `folders`. Raises `ValueError` where these are on several drives."""
    return Path(commonpath(folders))
