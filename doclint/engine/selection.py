"""Owns the question which rules run and how severe their findings are."""

from collections.abc import Collection, Mapping
from pathlib import Path

from doclint.catalogue import groups, rules
from doclint.config import Config
from doclint.model import Severity
from doclint.record import record


@record
class Selection:
    """The rules that run, the severities that are not those of their cards, and what is ignored in which files."""

    running: frozenset[str]
    set_severity: Mapping[str, Severity]
    config: Config
    least: Severity

    def reports(self, rule: str, path: str) -> bool:
        """Say whether a finding of `rule` in the file `path` is to be reported."""
        if rule not in self.running or self.severity(rule) < self.least:
            return False
        if not self.config.per_file_ignores:
            return True
        return rule not in expand(self.config.ignored_in(Path(path), Path.cwd()))

    def severity(self, rule: str) -> Severity:
        """Give how grave the findings of a rule are."""
        return self.set_severity[rule] if rule in self.set_severity else rules()[rule].severity


def expand(names: Collection[str]) -> frozenset[str]:
    """Turn names of rules and groups, or `all`, into names of rules."""
    found: set[str] = set()
    for name in names:
        found |= set(rules()) if name.lower() == "all" else set(groups().get(name, {name}))
    return frozenset(found)


def selection(config: Config) -> Selection:
    """Work out what a configuration selects; names are checked before."""
    running = expand(config.select) if config.select else frozenset(rules())
    severity: dict[str, Severity] = {}
    for name in sorted(config.severity, key=lambda name: name in rules()):  # a rule's own name says more than a group
        severity |= dict.fromkeys(expand((name,)), config.severity[name])
    return Selection(running - expand(config.ignore), severity, config, config.min_severity)
