"""Owns what is said beside a report: notes, and diffs; nothing that acts on a terminal reaches one."""

import sys
from collections.abc import Iterable

import click


def note(text: str) -> None:
    """Say something on standard error, signs that act on a terminal named."""
    from doclint.report.screen import whole

    click.echo(whole(text), err=True)


def show_diff(lines: Iterable[str]) -> None:
    """Print a diff: byte for byte for programs that apply it, what is hidden named for people at a terminal."""
    from doclint.report.screen import whole

    text = "".join(lines)
    click.echo(whole(text) if sys.stdout.isatty() else text.encode("utf-8", "surrogateescape"), nl=False)
