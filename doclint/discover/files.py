"""Owns the list of Markdown files below a root: git's where git keeps the tree, else a walk.

Names are POSIX, relative to the root, and kept as the file system has them: bytes that are no UTF-8 stand as lone
surrogates. Symbolic links are not followed (what they point to is looked at where it stands), and only regular
files count.
"""

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from doclint.record import field, record

SUFFIXES = (".md", ".mdx", ".markdown")
"""What a Markdown file's name ends in, in any case."""

_NEVER = frozenset(
    {"node_modules", "bower_components", "site-packages", "__pycache__", "venv", "virtualenv", "jspm_packages"}
)
_BUILT = frozenset({"site", "_site", "build", "_build", "dist", "out", "public", "target", "htmlcov"})
_PRODUCTS = ("index.html", "sitemap.xml", "search.json", ".buildinfo", "html", "doctrees")


class TooManyError(Exception):
    """A folder holds more than the walk may look at."""


@record(frozen=False)
class Listing:
    """The Markdown files below a root, sorted, and what could not be read."""

    names: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def is_markdown(name: str) -> bool:
    """Say whether a file's name is a Markdown page's."""
    return name.lower().endswith(SUFFIXES)


def list_files(root: Path, shown: Sequence[str] = (), limit: int | None = None) -> Listing:
    """List the Markdown files below `root`.

    Hidden folders (but `.github`), installed packages and build output are passed over; folders in `shown` (POSIX,
    relative) are looked at all the same, because somebody named them. Raises `TooManyError` where a walk meets more
    than `limit` entries.
    """
    listing = Listing()
    tracked = _from_git(root) if (root / ".git").exists() else None
    if tracked is None:
        listing.names = sorted(_walk(root, shown, listing.warnings.append, limit))
        return listing
    built: dict[str, bool] = {}
    for name in tracked:
        if is_markdown(name) and not _passed_over(root, name, shown, built) and _regular(root, name, listing):
            listing.names.append(name)
    listing.names = sorted(set(listing.names))
    return listing


def _from_git(root: Path) -> list[str] | None:
    """Ask git for tracked and new files; `None` where it cannot tell."""
    import subprocess

    command = ["git", "-c", "core.fsmonitor=false", "ls-files", "-co", "--exclude-standard", "-z"]
    # a hook runs with variables that point git at another tree or index
    clean = {key: value for key, value in os.environ.items() if key not in _GIT_VARIABLES}
    try:
        done = subprocess.run(command, cwd=root, env=clean, capture_output=True, timeout=120, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return [os.fsdecode(name) for name in done.stdout.split(b"\0") if name] if done.returncode == 0 else None


_GIT_VARIABLES = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"})


def _regular(root: Path, name: str, listing: Listing) -> bool:
    """Say whether a listed name is a regular file that is still there, reached over no link."""
    try:
        return stat.S_ISREG(os.lstat(root / name).st_mode)
    except FileNotFoundError:
        return False
    except OSError as error:
        listing.warnings.append(f"{name}: cannot be read ({error.strerror}); passed over")
        return False


def _passed_over(root: Path, name: str, shown: Sequence[str], built: dict[str, bool]) -> bool:
    """Say whether a file lies in a folder that is not looked at."""
    folders = name.split("/")[:-1]
    for depth in range(1, len(folders) + 1):
        folder = "/".join(folders[:depth])
        if folder not in built:
            built[folder] = _skips(root / folder) and not _is_shown(folder, shown)
        if built[folder]:
            return True
    return False


def _is_shown(folder: str, shown: Sequence[str]) -> bool:
    return any(name == folder or name.startswith(f"{folder}/") for name in shown)


def _skips(folder: Path) -> bool:
    """Say whether a folder is hidden, installed, or built by a tool."""
    name = folder.name
    if name in _NEVER or (name.startswith(".") and name != ".github"):
        return True
    # a folder called `site` or `public` may hold sources: only what a build leaves there tells
    return name in _BUILT and any((folder / product).exists() for product in _PRODUCTS)


def _walk(root: Path, shown: Sequence[str], warn: Callable[[str], None], limit: int | None) -> Iterator[str]:
    """Yield the Markdown files below `root`, depth first, over no link."""
    waiting = [""]
    seen = 0
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(root / folder) as entries:
                found = list(entries)
        except OSError as error:
            warn(f"{folder or root}: cannot be read ({error.strerror}); passed over")
            continue
        seen += len(found)
        if limit is not None and seen > limit:
            raise TooManyError
        for entry in found:
            name = f"{folder}/{entry.name}" if folder else entry.name
            if _is_folder(entry):
                if not _skips(Path(entry.path)) or _is_shown(name, shown):
                    waiting.append(name)
            elif is_markdown(entry.name) and entry.is_file(follow_symlinks=False):
                yield name


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False
