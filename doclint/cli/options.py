"""Owns the options that commands share, and how they override the configuration."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from doclint.cli.completion import rule_names
from doclint.cli.merging import shard_of
from doclint.record import record, replace

if TYPE_CHECKING:
    from doclint.config import Config

FORMATS = ("full", "concise", "json", "github", "gitlab", "sarif", "junit", "html")


def named(_context: click.Context, _option: click.Parameter, value: str | None) -> tuple[str, ...]:
    """Split `a,b c` into names."""
    return tuple(name for name in (value or "").replace(",", " ").split() if name)


@record
class Wishes:
    """What was asked for on the command line beside the paths."""

    format: str
    output: Path | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    min_severity: str | None
    source: str | None
    language: tuple[str, ...]
    fix: bool
    unsafe_fixes: bool
    diff: bool
    baseline: Path | None
    write_baseline: Path | None
    base: str | None
    config: Path | None
    show_config: bool
    statistics: bool
    exit_zero: bool
    quiet: bool
    jobs: int
    executor: str | None
    shard: tuple[int, int] | None
    no_cache: bool

    @property
    def only_reports(self) -> bool:
        """Whether nothing is asked for but a report of what is there, so that the same answer may be told again."""
        changes = self.fix or self.diff or self.write_baseline or self.output
        return not (changes or self.base or self.no_cache or self.summary)

    @property
    def summary(self) -> Path | None:
        """The file to which GitHub wants a job's summary added."""
        path = os.environ.get("GITHUB_STEP_SUMMARY")
        return Path(path) if path and self.format == "github" else None

    def files(self, config: "Config") -> tuple[str, ...]:
        """Give the files beside the pages from which these wishes and the configuration come."""
        terms = config.path.parent / config.terms if config.path and isinstance(config.terms, str) else None
        return tuple(str(path.absolute()) for path in (config.path, self.baseline, terms) if path is not None)

    def configure(self, start: Path) -> "Config":
        """Load the configuration that holds at `start` and lay these wishes over it. Raises click.UsageError."""
        from doclint.catalogue import groups, rules
        from doclint.config import Config, ConfigError, check_names, load
        from doclint.model import Severity

        try:
            config = load(start, self.config)
        except ConfigError as error:
            faults = [*error.errors, *(_complaints(error.config) if error.config else ())]
            raise click.UsageError("\n".join(faults)) from None
        asked = Config(select=self.select, ignore=self.ignore)
        complaints = [*_complaints(config), *check_names(asked, [*rules(), "all"], groups())]
        if complaints:
            raise click.UsageError("\n".join(complaints))
        changes: dict[str, Any] = {}
        if self.select:
            changes["select"] = self.select
        if self.ignore:
            changes["ignore"] = (*config.ignore, *self.ignore)
        if self.min_severity:
            changes["min_severity"] = Severity[self.min_severity.upper()]
        if self.source:
            changes["source"] = self.source
        if self.language:
            changes["languages"] = self.language
        return replace(config, **changes)


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


def _complaints(config: "Config") -> tuple[str, ...]:
    """Complain of names in a configuration that nothing has: rules, groups, and the dialect of anchors."""
    from doclint.catalogue import groups, rules
    from doclint.config import check_names

    found = check_names(config, [*rules(), "all"], groups())
    if config.anchors is None:
        return found
    from doclint.anchors.slugs import DIALECTS

    if config.anchors in DIALECTS:
        return found
    file = f"{config.path}: " if config.path else ""
    return (*found, f"{file}anchors: there is no dialect “{config.anchors}”; choose one of {', '.join(DIALECTS)}")


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
                callback=shard_of,
                help="Only the I-th of N parts; see `doclint merge`.",
            ),
            click.option("--no-cache", is_flag=True, help="Look at everything anew, and keep nothing for later runs."),
        ]
    ):
        command = option(command)
    return command
