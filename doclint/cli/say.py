"""Owns what is said beside a report: notes, and diffs; nothing that acts on a terminal reaches one."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click


def note(text: str) -> None:
    """Say something on standard error, signs that act on a terminal named."""
    from doclint.report.screen import whole

    click.echo(whole(text), err=True)


def patch_name(path: Path) -> str:
    """Name a file as `git apply` wants it: seen from the working folder, or else from its repository's root."""
    place = Path(os.path.abspath(path))  # noqa: PTH100 (links must stay as they are)
    for folder in (Path.cwd(), *(above for above in place.parents if (above / ".git").exists())):
        if place.is_relative_to(folder):
            return place.relative_to(folder).as_posix()
    return path.as_posix()


def show_diff(lines: Iterable[str]) -> None:
    """Print a diff: byte for byte for programs that apply it, what is hidden named for people at a terminal."""
    from doclint.report.screen import whole

    text = "".join(lines)
    click.echo(whole(text) if sys.stdout.isatty() else text.encode("utf-8", "surrogateescape"), nl=False)
