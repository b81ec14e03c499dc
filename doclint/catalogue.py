"""Owns the rules' pages: reads each page's card, the single truth for a rule's summary, severity, group and fix."""

import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from doclint.model import Severity
from doclint.record import record
from doclint.regex import regex

_CARD = regex(r"^```toml\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_LINE = regex(r'(\w+) = "([^"\\]*)"')
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


def _pages() -> Iterator[tuple[str, bytes]]:
    """Yield the names and contents of the pages: in an installed package they stand inside it, in a checkout beside it.

    Only a package in an archive needs `importlib.resources`, which takes as long to load as all pages to read.
    """
    for folder in (Path(__file__).with_name("rules"), Path(__file__).parents[1] / "rules"):
        if folder.is_dir():
            for name in sorted(os.listdir(folder)):  # noqa: PTH208
                if name.endswith(".md"):
                    with open(f"{folder}/{name}", "rb") as file:  # noqa: PTH123
                        yield name, file.read()
            return
    from importlib.resources import files

    shelf = files("doclint").joinpath("rules").iterdir()
    yield from sorted((page.name, page.read_bytes()) for page in shelf if page.name.endswith(".md"))


@cache
def rules() -> Mapping[str, Rule]:
    """Give every rule by name, in alphabetical order. Raises CatalogueError where a page's card is broken."""
    found = (read_card(name.removesuffix(".md"), page.decode("utf-8").replace("\r\n", "\n")) for name, page in _pages())
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
    card = _values(match[1])
    missing = [key for key in ("summary", "severity", "group", "fix") if key not in card]
    if missing:
        raise CatalogueError(f"the card of rules/{name}.md lacks {', '.join(missing)}")
    if card["fix"] not in _FIXES or card["severity"].upper() not in Severity.__members__:
        raise CatalogueError(f"the card of rules/{name}.md has an unknown severity or fix")
    severity = Severity[card["severity"].upper()]
    return Rule(name, card["summary"], severity, card["group"], card["fix"], page)


def _values(card: str) -> dict[str, Any]:
    """Read a card's TOML; strings on lines of their own, which is all that cards have, need no reader of TOML."""
    lines = [(line, _LINE.fullmatch(line)) for line in card.splitlines()]
    simple = {found[1]: found[2] for _, found in lines if found}
    if len(simple) == len(lines):
        return simple
    import tomllib

    return tomllib.loads(card)
