"""Owns the view of a file list that detection works on: which pages there are, and which stands at a place."""

from collections.abc import Iterable, Mapping

from doclint.discover.files import SUFFIXES
from doclint.record import record

Missing = tuple[str, str, str]
"""A source page, the language that lacks it, and the name its translation would have."""

TRANSLATED = frozenset(
    "translations translation translated i18n _i18n l10n lang langs language languages locale locales _locales intl "
    "localization localizations localisation localized i18n-docs readmes".split()
)
"""Names of folders that hold translations of what stands elsewhere."""

CONVENTIONAL = frozenset(
    "readme contributing code_of_conduct code-of-conduct changelog security support governance license authors "
    "maintainers roadmap faq install history".split()
)
"""Pages that every repository has, whose translations may stand anywhere."""

COMMON = frozenset({"index", "_index", "readme", "summary", "_sidebar", "license", "changelog", "contributing"})
"""Pages that any folder may have: a folder that shares only these with another does not mirror it."""


@record
class Claim:
    """A page is in `language`, as the translation of `source`; an orphan has none."""

    page: str
    language: str
    source: str | None


class Pages:
    """The site's files by name, found also where only the extension or the case differs."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = sorted(names)
        self._exact = frozenset(self.names)
        self._loose: dict[str, str] = {}
        for name in self.names:
            self._loose.setdefault(bare(name).casefold(), name)

    def at(self, name: str) -> str | None:
        """Give the page called `name`, or the one that differs from it only by extension or case."""
        return name if name in self._exact else self._loose.get(bare(name).casefold())


def bare(name: str) -> str:
    """Give a page's name without its extension."""
    for suffix in SUFFIXES:
        if name.lower().endswith(suffix):
            return name[: -len(suffix)]
    return name


def join(*parts: str) -> str:
    """Join POSIX path parts, of which some may be empty."""
    return "/".join(part for part in parts if part)


def parent(folder: str) -> str:
    """Give the folder above; the root's is the root, the empty name."""
    return folder.rpartition("/")[0]


def ancestors(folder: str) -> list[str]:
    """Give the folders above `folder`, the nearest first, the root last."""
    found = []
    while folder:
        folder = parent(folder)
        found.append(folder)
    return found


def below(name: str, folder: str) -> str | None:
    """Give the part of `name` below `folder`, or `None` where it lies elsewhere."""
    if not folder:
        return name
    return name[len(folder) + 1 :] if name.startswith(f"{folder}/") else None


def most_seen(items: Mapping[str, int]) -> str:
    """Give the key with the highest count, the first by name among equals."""
    return min(items, key=lambda key: (-items[key], key))
