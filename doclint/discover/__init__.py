"""Owns the scope of a run: which pages exist, in which languages, and which page is a translation of which.

Paths limit what is reported, never what is analysed: for a single file or folder the whole site is found that it
belongs to. Layouts are detected from names, and confirmed by what the trees and pages show.
"""

import os
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from pathlib import Path

from doclint.config import Config
from doclint.discover import codes
from doclint.discover.files import is_markdown
from doclint.discover.site import Found, ScopeError, only_excluded, place_of, reader, site_of, within
from doclint.discover.tree import bare
from doclint.discover.voice import heard, spread
from doclint.model import MissingPage, Page, PagePair, Scope
from doclint.record import replace
from doclint.regex import regex

__all__ = ["ScopeError", "discover", "discover_pairs", "is_markdown", "language_of", "reported"]


_MOST_TRIED = 4
_ENGLISH = regex(r"[-_.]en(?:[-_][a-z]{2})?\.mdx?$")  # in small letters


def discover(paths: Sequence[Path], config: Config, cwd: Path) -> Scope:
    """Find the site that `paths` (files or folders, seen from `cwd`) belong to, and each page's role in it.

    Raises `ScopeError` where a path does not exist, no Markdown is found, a language asked for has no page, or two
    trees are no pair. A site without pairs is a scope without pairs. Where pages are named as English, but those that
    name no language are in another, that is the source if it gives more pairs.
    """
    cwd = Path(os.path.abspath(cwd))  # noqa: PTH100 (links must stay as the user wrote them)
    given = [place_of(path, cwd) for path in paths or (Path(),)]
    found = site_of(given, config)
    if spoken := _unnamed_language(found, config):
        settled = replace(config, source=spoken)
        other = site_of(given, settled)
        if other.detected.pairs > found.detected.pairs - bool(found.detected.turned):
            note = f"pages that name no language are in “{spoken}”, and taken for the source (`--source {spoken}`)"
            found, config = replace(other, warnings=(*other.warnings, note)), settled
    scope = _scope(found, config, cwd)
    if not (_present(scope, _Chosen(given)) or reported(scope, given) or only_excluded(given, config)):
        asked = ", ".join(str(path) for path in paths) or str(cwd)
        if config.languages and any(within(str(found.root / name), str(top)) for name in found.names for top in given):
            raise ScopeError(f"{asked}: no page there is in {', '.join(config.languages)}, nor a source of one")
        raise ScopeError(f"{asked}: no Markdown found (.md, .mdx, .markdown); name a folder or file that has some")
    return scope


def discover_pairs(paths: Sequence[Path], config: Config, cwd: Path) -> Scope:
    """Find the site as `discover` does, for a run that compares: a setting that leaves no pair raises `ScopeError`.

    A site that has no translations is a scope without pairs; so is one of which only excluded files were named, as a
    hook does it.
    """

    def look(other: Config) -> Scope:
        return discover(paths, other, cwd)

    scope = look(config)
    if scope.pairs or only_excluded([place_of(path, cwd) for path in paths], config):
        return scope
    from doclint.discover.unpaired import other_source, why_unpaired

    named = (language_of(Path(page.name), "") for page in scope.pages)
    seen = sorted({language for language in named if language})[:_MOST_TRIED]
    if reason := why_unpaired(scope, config, seen, look):
        raise ScopeError(reason)
    hint = other_source(scope, config, seen, look)
    return replace(scope, warnings=(*scope.warnings, hint)) if hint else scope


def _unnamed_language(found: Found, config: Config) -> str | None:
    """Give the language of the pages that name none, where others are named as English and nobody set the source."""
    names = ((claim.source or "").rpartition("/")[2] for claim in found.detected.claims.values())
    sources = (name.lower() for name in names if "en" in name.lower()[-12:])
    if (
        config.source_is_set
        or config.source != "en"
        or config.pairs
        or (found.detected.pairs and not any(map(_ENGLISH.search, sources)))
    ):
        return None
    named = {name: language_of(Path(name), "") for name in found.names}
    if not any(language and codes.same("en", language) for language in named.values()):
        return None
    language = heard(map(reader(found.root), spread([name for name, language in named.items() if language is None], 8)))
    return language if language and not codes.same("en", language) else None


def reported(scope: Scope, paths: Sequence[Path]) -> frozenset[str]:
    """Give the names of the pages that `paths` select, also of pages that are missing.

    A source page stands for all its translations, a translation for itself. Relative paths are seen from the folder
    that the scope's names are relative to.
    """
    chosen = _Chosen(paths or (Path(),))
    names = _present(scope, chosen)
    names |= {pair.translation.name for pair in scope.pairs if pair.source.name in names}
    return frozenset(names | {item.name for item in scope.missing if _is_missed(item, names, chosen)})


def _present(scope: Scope, chosen: "_Chosen") -> set[str]:
    """Give the names of the pages that are there and were asked for by their own."""
    return {page.name for page in scope.pages if chosen.has(page.name, str(page.path))}


def _is_missed(item: MissingPage, names: Collection[str], chosen: "_Chosen") -> bool:
    """Say whether a missing page is one that was asked for: by its source, or by where it would be."""
    if item.source.name in names:
        return True
    (folder, name), (beside, _) = os.path.split(item.name), os.path.split(item.source.name)
    return chosen.has(item.name, os.path.join(_place(folder, beside, item.source.path.parent), name))  # noqa: PTH118


@lru_cache(maxsize=1024)
def _place(folder: str, beside: str, place: Path) -> str:
    """Give where a folder is on disk, by the place of one `beside` it."""
    return os.path.normpath(place / os.path.relpath(folder or ".", beside))


def language_of(path: Path, source: str) -> str | None:
    """Read a file's language off its name, or off its folders, the nearest first; `source` does not count."""
    endings = [codes.canonical(spelled) for *_, spelled in codes.ends(bare(path.name)) if codes.plain(spelled)]
    parts = [part for part in reversed(path.parts[:-1]) if codes.plain(part)]
    affixed = [
        spelled for part in reversed(path.parts[:-1]) for *_, spelled in codes.ends(part) if codes.plain(spelled)
    ]
    for language in (*endings, *map(codes.canonical, parts), *map(codes.canonical, affixed)):
        if not source or not codes.same(source, language):
            return language
    return None


class _Chosen:
    """Tells whether a page is one that the paths mean."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._names = [Path(os.path.normpath(path)).as_posix() for path in paths if not path.is_absolute()]
        self._places = {os.path.abspath(path) for path in paths} | {os.path.realpath(path) for path in paths}  # noqa: PTH100

    def has(self, name: str, place: str) -> bool:
        """Say whether a page with this name, at this place on disk, is meant."""
        by_name = (_holds(asked, name) for asked in self._names)
        return any(by_name) or any(within(place, asked) for asked in self._places)


def _holds(asked: str, name: str) -> bool:
    """Say whether the path `asked` is or holds `name`, both relative to one folder."""
    if asked.strip("./"):
        return name == asked or name.startswith(f"{asked}/")
    return name.split("/").count("..") <= asked.count("..")  # the folder itself, or one above it


# --- the scope -----------------------------------------------------------------------------------------------------


def _scope(found: Found, config: Config, cwd: Path) -> Scope:
    """Put what was found in the words of the model, with names seen from `cwd`, for the languages asked for."""
    claims = found.detected.claims
    wanted = _wanted({claim.language for claim in claims.values()}, config)
    source = codes.canonical(config.source)
    pages: dict[str, Page] = {}
    seen = _namer(found.root, cwd)
    for name in found.names:
        language = claims[name].language if name in claims else source
        if name not in claims or language in wanted:
            pages[name] = Page(found.root / name, seen(name), language)
    pairs = [
        PagePair(pages[claim.source], pages[name])
        for name, claim in claims.items()
        if name in pages and claim.source in pages
    ]
    missing = [
        MissingPage(pages[page], language, seen(name))
        for page, language, name in found.detected.missing
        if language in wanted and page in pages
    ]
    orphans = [pages[name] for name, claim in claims.items() if name in pages and claim.source is None]
    return Scope(
        found.root,
        tuple(sorted(pages.values(), key=lambda page: page.name)),
        tuple(sorted(pairs, key=lambda pair: pair.translation.name)),
        tuple(sorted(missing, key=lambda item: (item.name, item.language))),
        tuple(sorted(orphans, key=lambda page: page.name)),
        found.detected.layouts,
        tuple(found.warnings),
        source,
    )


def _namer(root: Path, cwd: Path) -> Callable[[str], str]:
    """Give a function that says how what is called `name` below `root` is called from `cwd`."""
    if root in cwd.parents:  # one of its folders may lead to the current one, and be no part of the name
        return lambda name: Path(os.path.relpath(root / name, cwd)).as_posix()
    way = Path(os.path.relpath(root, cwd)).as_posix()
    start = "" if way == "." else f"{way}/"
    return lambda name: start + name


def _wanted(languages: set[str], config: Config) -> set[str]:
    """Give the languages to look at. A language asked for that no page has is an error."""
    wanted: set[str] = set()
    for asked in config.languages:
        exact = {language for language in languages if language == codes.canonical(asked)}
        fits = exact or {language for language in languages if codes.same(asked, language)}
        if not fits:
            from difflib import get_close_matches

            there = ", ".join(sorted(languages))
            hint = f"the languages found are {there}" if there else "no translation was found at all"
            if near := get_close_matches(asked, sorted(languages), n=1, cutoff=0.5):
                hint += f'; did you mean "{near[0]}"?'
            raise ScopeError(f'no page is in the language "{asked}"; {hint}')
        wanted |= fits
    return wanted or languages
