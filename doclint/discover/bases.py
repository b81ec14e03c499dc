"""Owns where the source of a language's folder may be, seen from where that folder stands.

Each place is only a proposal; which of them holds is for the evidence to say.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from doclint.discover.tree import TRANSLATED, Pages, ancestors, bare, below, join, parent
from doclint.record import record
from doclint.regex import regex

if TYPE_CHECKING:
    from doclint.discover.folders import Group

Kind = Literal["folder", "affix", "root", "parent", "docusaurus", "mapped"]


@record
class Rule:
    """What lies at `below` in a language's folder mirrors what lies in the folder `source`."""

    below: str
    source: str


@record
class Base:
    """A proposal: how the paths in a language's folder become the source's. `beyond` holds no source."""

    kind: Kind
    rules: tuple[Rule, ...]
    beyond: str = ""


def bases(pages: Pages, group: "Group", own: str | None) -> Iterator[Base]:
    """Yield the places where the source of `group` may be, the likeliest first; `own` is its folder in the source."""
    place = group.container
    if own is not None:
        yield Base("folder", (Rule("", own),))
    if not group.bare:
        stem = (group.before + group.after).strip(".-_")
        yield Base("affix", (Rule("", join(place, stem)),))
        return
    if place.rpartition("/")[2] not in TRANSLATED:
        yield Base("root", (Rule("", place),))
        return
    known = tuple(_docusaurus(group))
    if known:
        yield Base("docusaurus", known, place)
    for above in ancestors(place):
        yield Base("parent", (Rule("", above),), place)
    yield Base("root", (Rule("", place),))
    voted = tuple(_voted(pages, group))
    if voted:
        yield Base("mapped", voted, place)


_PLUGIN = regex(r"docusaurus-plugin-content-(docs|blog|pages)(?:-(.+))?")


def _docusaurus(group: "Group") -> Iterator[Rule]:
    """Yield the rules of Docusaurus's plugins, versions and instances that the group's pages use."""
    site = parent(group.container)
    seen: set[tuple[str, str]] = set()
    for folder in group.folders:
        for name in folder.names:
            first, _, rest = name[len(folder.path) + 1 :].partition("/")
            if _PLUGIN.fullmatch(first):
                seen.add((first, rest.partition("/")[0] if "/" in rest else ""))
    for first, second in sorted(seen):
        match = _PLUGIN.fullmatch(first)
        plugin, instance = match.groups() if match else ("", None)
        if plugin == "docs" and second.startswith("version-"):
            versions = f"{instance}_versioned_docs" if instance else "versioned_docs"
            yield Rule(join(first, second), join(site, versions, second))
        elif plugin == "docs" and second == "current":
            yield Rule(join(first, second), join(site, instance or "docs"))
        elif plugin == "blog":
            yield Rule(first, join(site, instance or "blog"))
        elif plugin == "pages":
            yield Rule(first, join(site, "src/pages"))


def _voted(pages: Pages, group: "Group") -> Iterator[Rule]:
    """Infer rules from the pages themselves: each page votes for the places where one of its name stands.

    A rule needs two votes and half of the pages that it speaks for.
    """
    by_name: dict[str, list[str]] = defaultdict(list)
    for page in pages.names:
        if below(page, group.container) is None:
            by_name[_last(page)].append(page)
    rests = {name[len(folder.path) + 1 :] for folder in group.folders for name in folder.names}
    while rests:
        votes: Counter[tuple[str, str]] = Counter()
        for rest in sorted(rests):
            votes.update({_difference(rest, page) for page in by_name[_last(rest)][:50]})
        if not votes:
            return
        (inner, source), count = min(votes.items(), key=lambda item: (-item[1], item[0]))
        spoken_for = {rest for rest in rests if below(rest, inner) is not None}
        if count < 2 or count * 2 < len(spoken_for):
            return
        yield Rule(inner, source)
        rests -= spoken_for


def _last(name: str) -> str:
    return bare(name.rpartition("/")[2]).casefold()


def _difference(rest: str, page: str) -> tuple[str, str]:
    """Give what is left of two paths before their common ending."""
    ours, theirs = rest.split("/")[:-1], page.split("/")[:-1]
    while ours and theirs and ours[-1] == theirs[-1]:
        ours.pop()
        theirs.pop()
    return "/".join(ours), "/".join(theirs)
