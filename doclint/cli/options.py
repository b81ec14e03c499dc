"""Owns the options that commands share, as click reads them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from doclint.cli.completion import rule_names

FORMATS = ("full", "concise", "json", "github", "gitlab", "sarif", "junit", "html")


def named(_context: click.Context, _option: click.Parameter, value: str | None) -> tuple[str, ...]:
    """Split `a,b c` into names."""
    return tuple(name for name in (value or "").replace(",", " ").split() if name)


def _no_page(_context: click.Context, _option: click.Parameter, value: Path | None) -> Path | None:
    """Take the name of a file to be written. Raises click.BadParameter where that would overwrite a page."""
    if value is None or not value.exists():
        return value
    from doclint.discover import is_markdown

    if is_markdown(value.name):
        raise click.BadParameter(f"{value} is there already, and a page is not overwritten; choose another name")
    return value


def _executor(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Take the name of an executor. Raises click.BadParameter for any other."""
    if value is None or value in ("local", "dask") or (value.startswith("dask://") and value != "dask://"):
        return value
    raise click.BadParameter(f"“{value}” is none; write local, dask, or dask://HOST:PORT")


def _shard(_context: click.Context, _option: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """Read `2/4`. Raises click.BadParameter where it is no such thing."""
    if value is None:
        return None
    number, slash, of = value.partition("/")
    if slash and number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of):
        return int(number), int(of)
    raise click.BadParameter(f"“{value}” is no shard; write 1/4 for the first of four")


def without_help(command: click.Command, *names: str) -> None:
    """Leave options out of a command's help that it takes, but has no use for."""
    for option in command.params:
        if isinstance(option, click.Option) and option.name in names:
            option.hidden = True


def reporting(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of `check` and `compare`."""
    file = click.Path(dir_okay=False, path_type=Path)
    for option in reversed(
        [
            click.option("--format", type=click.Choice(FORMATS), default="full", show_default=True),
            click.option("--output", type=file, callback=_no_page, help="Write the report to this file."),
            click.option(
                "--select",
                callback=named,
                shell_complete=rule_names,
                help="Only these rules or groups (comma-separated).",
            ),
            click.option("--ignore", callback=named, shell_complete=rule_names, help="Not these rules or groups."),
            click.option(
                "--min-severity",
                type=click.Choice(["info", "warning", "error"]),
                help="The least severity that is reported and fails the run.  [default: warning]",
            ),
            click.option("--source", metavar="LANG", help="The language of the source pages.  [default: en]"),
            click.option("--language", callback=named, help="Only these translations (comma-separated)."),
            click.option("--fix", is_flag=True, help="Repair what is proven."),
            click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also suggestions; look at them."),
            click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing."),
            click.option("--baseline", type=file, help="Report only findings that this file does not hold."),
            click.option("--write-baseline", type=file, callback=_no_page, help="Write today's findings to this file."),
            click.option("--base", metavar="REV", help="Report only findings that this git revision did not have."),
            click.option("--config", type=file, help="Use this configuration file."),
            click.option("--show-config", is_flag=True, help="Show the configuration that holds here; check nothing."),
            click.option("--statistics", is_flag=True, help="Count the findings of each rule at the end."),
            click.option("--exit-zero", is_flag=True, help="Exit with 0 even when there are findings."),
            click.option("-q", "--quiet", is_flag=True, help="Only the findings; with --statistics, only counts."),
            click.option("--jobs", type=click.IntRange(min=0), default=0, help="Processes to use.  [default: all]"),
            click.option(
                "--executor",
                metavar="WHERE",
                callback=_executor,
                help="Where the work is done: local, dask, or dask://HOST:PORT.  [default: local]",
            ),
            click.option(
                "--shard",
                metavar="I/N",
                callback=_shard,
                help="Only the I-th of N parts; see `doclint merge`.",
            ),
            click.option("--no-cache", is_flag=True, help="Look at everything anew, and keep nothing for later runs."),
        ]
    ):
        command = option(command)
    return command
