"""Owns the rules' pages: reads each page's card, the single truth for a rule's summary, severity, group and fix."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from doclint.model import Severity
from doclint.record import record
from doclint.regex import regex

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

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


class _Catalogue(Mapping[str, Rule]):
    """The rules by name, in alphabetical order; a page is read when its rule is asked for, as a run asks for few."""

    def __init__(self, pages: Iterable["Path | Traversable"]) -> None:
        self._pages = {page.name.removesuffix(".md"): page for page in pages}
        self._read: dict[str, Rule] = {}

    def __getitem__(self, name: str) -> Rule:
        if name not in self._read:
            page = self._pages[name].read_bytes().decode("utf-8")
            self._read[name] = read_card(name, page.replace("\r\n", "\n"))
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)


class _Groups(Mapping[str, frozenset[str]]):
    """The names of the rules in each group, known when the first group is asked for."""

    @cached_property
    def _names(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for name, rule in rules().items():
            found.setdefault(rule.group, set()).add(name)
        return {group: frozenset(found[group]) for group in sorted(found)}

    def __getitem__(self, group: str) -> frozenset[str]:
        return self._names[group]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _pages() -> Iterator["Path | Traversable"]:
    """Yield the pages, in alphabetical order: in an installed package they stand inside it, in a checkout beside it.

    Only a package in an archive needs `importlib.resources`, which takes as long to load as all pages to read.
    """
    for folder in (Path(__file__).with_name("rules"), Path(__file__).parents[1] / "rules"):
        if folder.is_dir():
            yield from (folder / name for name in sorted(os.listdir(folder)) if name.endswith(".md"))  # noqa: PTH208
            return
    from importlib.resources import files

    shelf = files("doclint").joinpath("rules").iterdir()
    yield from sorted((page for page in shelf if page.name.endswith(".md")), key=lambda page: page.name)


@cache
def rules() -> Mapping[str, Rule]:
    """Give every rule by name, in alphabetical order. Asking for one raises CatalogueError where its card is broken."""
    return _Catalogue(_pages())


@cache
def groups() -> Mapping[str, frozenset[str]]:
    """Give the names of the rules in each group, in alphabetical order. Raises CatalogueError as `rules` does."""
    return _Groups()


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
