"""Owns `--base REV`: what a run would have found in an earlier revision, so that only new findings are told."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from doclint.outcome import Outcome

# A hook runs with variables that point git at its own index; the copy has another.
_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")


def fingerprints_at(revision: str, run: Callable[[Callable[[Path], Path]], "Outcome"]) -> frozenset[str]:
    """Give the fingerprints of what a run finds in the files as they were at `revision`.

    `run` is given the function that leads from a path of today to its place in the copy, and looks there. The
    revision is checked out into a folder of its own, which borrows the repository's objects; nothing in the
    repository changes. Raises click.UsageError where there is no repository or no such revision.
    """
    from doclint.discover import ScopeError

    top = Path(_git(Path(), "rev-parse", "--show-toplevel", lacking="--base needs a git repository around the folder"))
    wanted = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    hint = "`git log --oneline` lists them; in CI, fetch the branch first"
    commit = _git(top, *wanted, lacking=f"--base {revision}: there is no such revision here; {hint}")
    with _checkout(top, commit) as copy:
        try:
            outcome = run(lambda path: _moved(path, top, copy))
        except ScopeError:  # the paths are new: so is everything found there
            return frozenset()
    return frozenset(problem.fingerprint for problem in outcome.problems)


def _moved(path: Path, top: Path, copy: Path) -> Path:
    """Give the place in the copy that stands for `path`; a path outside the repository stands for itself."""
    place = Path(os.path.abspath(path))  # noqa: PTH100 (links must stay as they are)
    for root in (top, top.resolve()):
        if place.is_relative_to(root):
            return copy / place.relative_to(root)
    return place


@contextmanager
def _checkout(top: Path, commit: str) -> Iterator[Path]:
    """Lay a revision's files out in a temporary repository, and remove them again."""
    box = Path(tempfile.mkdtemp(prefix="doclint-base-")).resolve()
    try:
        objects = Path(_git(top, "rev-parse", "--git-path", "objects"))
        shallow = Path(_git(top, "rev-parse", "--git-path", "shallow"))
        _git(box, "init", "--quiet")
        (box / ".git/objects/info/alternates").write_text(f"{(top / objects).resolve()}\n", encoding="utf-8")
        if (top / shallow).exists():
            shutil.copy(top / shallow, box / ".git/shallow")
        _git(box, "-c", "core.hooksPath=/dev/null", "checkout", "--quiet", "--detach", commit)
        yield box
    finally:
        shutil.rmtree(box, ignore_errors=True)


def _git(folder: Path, *arguments: str, lacking: str = "") -> str:
    """Ask git; a refusal becomes a usage error that says `lacking`, or else what git said."""
    clean = {key: value for key, value in os.environ.items() if key not in _HOOK}
    clean["GIT_LFS_SKIP_SMUDGE"] = "1"
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, env=clean, capture_output=True, text=True, errors="replace", check=False
        )
    except OSError as error:
        raise click.UsageError(f"--base needs git, which cannot be run here ({error.strerror})") from None
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise click.UsageError(lacking or f"--base: git says: {said[-1] if said else 'nothing'}")
    return done.stdout.strip()
