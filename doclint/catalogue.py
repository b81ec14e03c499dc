"""Owns the rules' pages: reads each page's card, the single truth for a rule's summary, severity, group and fix."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

from doclint.model import Severity
from doclint.record import record
from doclint.regex import regex

_CARD = regex(r"^```toml\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_FIXES = ("none", "safe", "unsafe")


@record
class Rule:
    """A rule as its page describes it; `page` is the page's whole Markdown."""

    name: str
    summary: str
    severity: Severity
    group: str
    fix: str
    page: str

    @property
    def advice(self) -> str:
        """What the page says between its card and its examples."""
        card = _CARD.search(self.page)
        return self.page[card.end() if card else 0 :].partition("\n## ")[0].strip()

    @property
    def examples(self) -> tuple[str, ...]:
        """The page's sections with examples, each from its heading on."""
        first = self.page.find("\n## ")
        return tuple(f"## {part.strip()}" for part in f"\n{self.page[first:]}".split("\n## ")[1:]) if first >= 0 else ()


class CatalogueError(Exception):
    """A rule's page has no card, or one that says nothing usable."""


def _shelf() -> Traversable:
    """In the wheel the pages stand inside the package, in a checkout beside it."""
    shipped = files("doclint").joinpath("rules")
    return shipped if shipped.is_dir() else Path(__file__).parents[1] / "rules"


@cache
def rules() -> Mapping[str, Rule]:
    """Give every rule by name, in alphabetical order. Raises CatalogueError where a page's card is broken."""
    pages = sorted((page for page in _shelf().iterdir() if page.name.endswith(".md")), key=lambda page: page.name)
    found = (read_card(page.name.removesuffix(".md"), page.read_text(encoding="utf-8")) for page in pages)
    return MappingProxyType({rule.name: rule for rule in found})


def groups() -> Mapping[str, frozenset[str]]:
    """Give the names of the rules in each group."""
    names = sorted({rule.group for rule in rules().values()})
    return {group: frozenset(name for name, rule in rules().items() if rule.group == group) for group in names}


def read_card(name: str, page: str) -> Rule:
    """Read the card of one page: the first TOML fence. Raises CatalogueError."""
    match = _CARD.search(page)
    if match is None:
        raise CatalogueError(f"rules/{name}.md has no card (a ```toml fence under its title)")
    card = tomllib.loads(match[1])
    missing = [key for key in ("summary", "severity", "group", "fix") if key not in card]
    if missing:
        raise CatalogueError(f"the card of rules/{name}.md lacks {', '.join(missing)}")
    if card["fix"] not in _FIXES or card["severity"].upper() not in Severity.__members__:
        raise CatalogueError(f"the card of rules/{name}.md has an unknown severity or fix")
    severity = Severity[card["severity"].upper()]
    return Rule(name, card["summary"], severity, card["group"], card["fix"], page)
