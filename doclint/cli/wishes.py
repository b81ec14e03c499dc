"""Owns what was asked for on the command line, and how it overrides the configuration."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from doclint.cli.misuse import misuse
from doclint.record import record, replace

if TYPE_CHECKING:
    from doclint.config import Config


@record
class Wishes:
    """What was asked for on the command line beside the paths."""

    format: str = "full"
    output: Path | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_severity: str | None = None
    source: str | None = None
    language: tuple[str, ...] = ()
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    baseline: Path | None = None
    write_baseline: Path | None = None
    base: str | None = None
    config: Path | None = None
    show_config: bool = False
    statistics: bool = False
    exit_zero: bool = False
    quiet: bool = False
    jobs: int = 0
    executor: str | None = None
    shard: tuple[int, int] | None = None
    no_cache: bool = False

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
        """Load the configuration that holds at `start` and lay these wishes over it. Raises what `misuse` gives."""
        from doclint.catalogue import groups, rules
        from doclint.config import Config, ConfigError, check_names, load
        from doclint.model import Severity

        try:
            config = load(start, self.config)
        except ConfigError as error:
            faults = [*error.errors, *(_complaints(error.config) if error.config else ())]
            raise misuse("\n".join(faults)) from None
        asked = Config(select=self.select, ignore=self.ignore)
        complaints = [*_complaints(config), *check_names(asked, [*rules(), "all"], groups())]
        if complaints:
            raise misuse("\n".join(complaints))
        changes: dict[str, Any] = {}
        if self.select:
            changes["select"] = self.select
        if self.ignore:
            changes["ignore"] = (*config.ignore, *self.ignore)
        if self.min_severity:
            changes["min_severity"] = Severity[self.min_severity.upper()]
        if self.source:
            changes |= {"source": self.source, "source_is_set": True}
        if self.language:
            changes["languages"] = self.language
        return replace(config, **changes)


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
