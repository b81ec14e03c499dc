"""Owns the scope of a run: which pages exist, in which languages, and which page is a translation of which.

Paths limit what is reported, never what is analysed: for a single file or folder the whole site is found that it
belongs to. Layouts are detected from names, and confirmed by what the trees and pages show.
"""

import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from doclint.config import Config, matches, relative_to
from doclint.discover import codes, roots
from doclint.discover.detect import Detected, detect
from doclint.discover.files import Listing, TooManyError, is_markdown, list_files
from doclint.discover.tree import bare
from doclint.discover.twins import twins
from doclint.model import MissingPage, Page, PagePair, Scope

__all__ = ["ScopeError", "discover", "is_markdown", "language_of", "reported"]

_HEAD = 16_384  # bytes of a page that are read to hear its language


class ScopeError(Exception):
    """The paths or languages asked for select nothing; the message says what to do."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A site: its root, its files, and every page's role."""

    root: Path
    listing: Listing
    detected: Detected


def discover(paths: Sequence[Path], config: Config, cwd: Path) -> Scope:
    """Find the site that `paths` (files or folders, seen from `cwd`) belong to, and each page's role in it.

    Raises `ScopeError` where a path does not exist, no Markdown is found, a language asked for has no page, or two
    trees are no pair. A site without pairs is a scope without pairs.
    """
    cwd = Path(os.path.abspath(cwd))  # noqa: PTH100 (links must stay as the user wrote them)
    given = [_given(path, cwd) for path in paths or (Path(),)]
    found = _site(given, config)
    if not found.listing.names:
        asked = ", ".join(str(path) for path in paths) or str(cwd)
        raise ScopeError(f"{asked}: no Markdown found (.md, .mdx, .markdown); name a folder or file that has some")
    scope = _scope(found, config, cwd)
    if not reported(scope, given) and not _only_excluded(given, config):
        asked = ", ".join(str(path) for path in paths)
        raise ScopeError(
            f"{asked}: no Markdown found there (.md, .mdx, .markdown); name a folder or file that has some"
        )
    return scope


def reported(scope: Scope, paths: Sequence[Path]) -> frozenset[str]:
    """Give the names of the pages that `paths` select, also of pages that are missing.

    A source page stands for all its translations, a translation for itself. Relative paths are seen from the folder
    that the scope's names are relative to.
    """
    chosen = _Chosen(paths or (Path(),))
    names = {page.name for page in scope.pages if chosen.has(page.name, page.path)}
    names |= {pair.translation.name for pair in scope.pairs if pair.source.name in names}
    return frozenset(names | {item.name for item in scope.missing if _is_missed(item, names, chosen)})


def _is_missed(item: MissingPage, names: Collection[str], chosen: "_Chosen") -> bool:
    """Say whether a missing page is one that was asked for: by its source, or by where it would be."""
    step = os.path.relpath(item.name, os.path.dirname(item.source.name))  # noqa: PTH120 (a name, no place)
    place = Path(os.path.normpath(item.source.path.parent / step))
    return item.source.name in names or chosen.has(item.name, place)


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

    def has(self, name: str, place: Path) -> bool:
        """Say whether a page with this name, at this place on disk, is meant."""
        by_name = (_holds(asked, name) for asked in self._names)
        return any(by_name) or any(_within(str(place), asked) for asked in self._places)


def _holds(asked: str, name: str) -> bool:
    """Say whether the path `asked` is or holds `name`, both relative to one folder."""
    if asked.strip("./"):
        return name == asked or name.startswith(f"{asked}/")
    return name.split("/").count("..") <= asked.count("..")  # the folder itself, or one above it


def _within(place: str, folder: str) -> bool:
    return place == folder or place.startswith(folder.rstrip(os.sep) + os.sep)


# --- the site ------------------------------------------------------------------------------------------------------


def _given(path: Path, cwd: Path) -> Path:
    """Make a path absolute, links and all. Raises `ScopeError` where it is nothing that can be read."""
    place = Path(os.path.normpath(cwd / path))
    if not place.exists():
        raise ScopeError(f"{path}: there is no such file or folder; paths are seen from {cwd}")
    if not place.is_file() and not place.is_dir():
        raise ScopeError(f"{path}: is neither a file nor a folder; name a folder or a Markdown file")
    # a walk does not follow links: what one points to is looked at where it stands
    return Path(os.path.realpath(place)) if place.is_symlink() else place


def _site(given: Sequence[Path], config: Config) -> _Found:
    """Find the site: marked by git or a configuration, or else the smallest folder in which the paths have pairs."""
    starts = [place if place.is_dir() else place.parent for place in given]
    tops = sorted({top for start in starts if (top := _top(start, config))})
    start = roots.common(starts)
    if len(tops) == 1 and all(_within(str(place), str(tops[0])) for place in given):
        return _look(tops[0], given, config)
    if tops and len({_top(start, config) for start in starts}) > 1:
        return _two_sites(tops, starts, given, config)
    here = _look(start, given, config)
    if _has_pairs(here, given):
        return here
    for folder in roots.above(start):
        try:
            found = _look(folder, given, config, roots.LIMIT)
        except TooManyError:
            break
        if _has_pairs(found, given):
            return found
    return here


def _top(start: Path, config: Config) -> Path | None:
    """Give the marked root of a path; a configuration that was named counts where it lies above."""
    if config.path is not None and _within(str(start), str(config.path.parent)):
        inner = roots.marked(start)
        return inner if inner and _within(str(inner), str(config.path.parent)) else config.path.parent
    return roots.marked(start)


def _two_sites(tops: Sequence[Path], starts: Sequence[Path], given: Sequence[Path], config: Config) -> _Found:
    """Look at paths in several repositories as one site: each is listed on its own."""
    everywhere = [*tops, *(start for start in starts if not any(_within(str(start), str(top)) for top in tops))]
    root = roots.common(everywhere)
    listing = Listing()
    for top in everywhere:
        part = list_files(top, _shown(top, given))
        listing.names += (relative_to(top / name, root) for name in part.names)
        listing.warnings += part.warnings
    listing.names = sorted(set(listing.names))
    return _found(root, listing, given, config, apart=True)


def _look(root: Path, given: Sequence[Path], config: Config, limit: int | None = None) -> _Found:
    """List a root's files and detect their roles."""
    listing = list_files(root, _shown(root, given), limit)
    return _found(root, listing, given, config)


def _found(root: Path, listing: Listing, given: Sequence[Path], config: Config, *, apart: bool = False) -> _Found:
    """Detect the roles of a root's files; `apart` where these are of several repositories."""
    extra = {relative_to(place, root) for place in given if place.is_file() and is_markdown(place.name)}
    listing.names = sorted({*listing.names, *extra})
    base = config.path.parent if config.path else root
    if config.exclude:
        listing.names = [name for name in listing.names if not _excluded(root / name, base, config)]
    detected = detect(listing.names, config, _reader(root))
    two = [place for place in given if place.is_dir()]
    if len(given) == len(two) == 2 and not any(_within(str(one), str(other)) for one, other in (two, two[::-1])):
        names = (relative_to(two[0], root), relative_to(two[1], root))
        try:
            detected = twins(names, listing.names, detected, config, _reader(root), apart=apart)
        except ValueError as error:
            raise ScopeError(str(error)) from None
    return _Found(root, listing, detected)


def _shown(root: Path, given: Sequence[Path]) -> list[str]:
    return [relative_to(place, root) for place in given if place != root and _within(str(place), str(root))]


def _excluded(path: Path, base: Path, config: Config) -> bool:
    name = relative_to(path, base)
    return any(matches(glob, name) for glob in config.exclude)


def _only_excluded(given: Sequence[Path], config: Config) -> bool:
    """Say whether it is the configuration that leaves the given files out: a hook may name them all the same."""
    base = config.path.parent if config.path else None
    files = [place for place in given if is_markdown(place.name)]
    return bool(base and files) and all(_excluded(place, base or place, config) for place in files)


def _has_pairs(found: _Found, given: Sequence[Path]) -> bool:
    """Say whether a page that the paths mean has a counterpart."""
    places = [str(place) for place in given]
    for claim in found.detected.claims.values():
        for name in (claim.page, claim.source):
            if claim.source and name and any(_within(str(found.root / name), place) for place in places):
                return True
    return False


def _reader(root: Path) -> Callable[[str], str]:
    """Make the reader of a page's head; what cannot be read sounds like nothing."""

    def read(name: str) -> str:
        try:
            with (root / name).open("rb") as file:
                return file.read(_HEAD).decode("utf-8", "replace").replace("\r\n", "\n")
        except OSError:
            return ""

    return read


# --- the scope -----------------------------------------------------------------------------------------------------


def _scope(found: _Found, config: Config, cwd: Path) -> Scope:
    """Put what was found in the words of the model, with names seen from `cwd`, for the languages asked for."""
    claims = found.detected.claims
    wanted = _wanted({claim.language for claim in claims.values()}, config)
    source = codes.canonical(config.source)
    pages: dict[str, Page] = {}
    for name in found.listing.names:
        language = claims[name].language if name in claims else source
        if name not in claims or language in wanted:
            pages[name] = Page(found.root / name, _name(found.root, name, cwd), language)
    pairs = [
        PagePair(pages[claim.source], pages[name])
        for name, claim in claims.items()
        if name in pages and claim.source in pages
    ]
    missing = [
        MissingPage(pages[page], language, _name(found.root, name, cwd))
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
        tuple(found.listing.warnings),
    )


def _name(root: Path, name: str, cwd: Path) -> str:
    return Path(os.path.relpath(root / name, cwd)).as_posix()


def _wanted(languages: set[str], config: Config) -> set[str]:
    """Give the languages to look at. A language asked for that no page has is an error."""
    wanted: set[str] = set()
    for asked in config.languages:
        exact = {language for language in languages if language == codes.canonical(asked)}
        fits = exact or {language for language in languages if codes.same(asked, language)}
        if not fits:
            there = ", ".join(sorted(languages))
            hint = f"the languages found are {there}" if there else "no translation was found at all"
            raise ScopeError(f'no page is in the language "{asked}"; {hint}')
        wanted |= fits
    return wanted or languages
