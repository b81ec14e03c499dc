"""Owns the site that paths belong to: where its root is, which files it has, and what role each page plays.

Paths limit what is reported, never what is analysed: a single file is looked at with its whole site.
"""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from doclint.config import Config, matches, relative_to
from doclint.discover import roots
from doclint.discover.detect import Detected, detect
from doclint.discover.files import Listing, TooManyError, is_markdown, list_files
from doclint.record import record

_HEAD = 16_384  # bytes of a page that are read to hear its language


class ScopeError(Exception):
    """The paths or languages asked for select nothing; the message says what to do."""


@record
class Found:
    """A site: its root, its files, and every page's role."""

    root: Path
    names: tuple[str, ...]
    detected: Detected
    warnings: tuple[str, ...]


def within(place: str, folder: str) -> bool:
    """Say whether one absolute path is another, or lies below it."""
    return place == folder or place.startswith(folder.rstrip(os.sep) + os.sep)


def place_of(path: Path, cwd: Path) -> Path:
    """Make a path absolute, links and all. Raises `ScopeError` where it is nothing that can be read."""
    place = Path(os.path.normpath(cwd / path))
    try:
        there = place.exists()
    except OSError as error:
        hint = "check that you may read it and the folders above it"
        raise ScopeError(f"{path}: cannot be read ({error.strerror}); {hint}") from None
    if not there and place.is_symlink():
        raise ScopeError(f"{path}: is a link that leads nowhere, or back to itself; mend or remove it")
    if not there:
        from difflib import get_close_matches

        near = get_close_matches(place.name, sorted(_beside(place)), n=1)
        hint = f"; did you mean {path.parent / near[0]}?" if near else ""
        raise ScopeError(f"{path}: there is no such file or folder; paths are seen from {cwd}{hint}")
    if not place.is_file() and not place.is_dir():
        raise ScopeError(f"{path}: is neither a file nor a folder; name a folder or a Markdown file")
    # a walk does not follow links: what one points to is looked at where it stands
    return Path(os.path.realpath(place)) if place.is_symlink() else place


def _beside(place: Path) -> list[str]:
    """Give the names in the folder where something was looked for."""
    try:
        return [item.name for item in place.parent.iterdir()]
    except OSError:
        return []


def site_of(given: Sequence[Path], config: Config) -> Found:
    """Find the site: marked by git or a configuration, or else the smallest folder in which the paths have pairs."""
    starts = [place if place.is_dir() else place.parent for place in given]
    tops = sorted({top for start in starts if (top := _top(start, config))})
    start = roots.common(starts)
    if len(tops) == 1 and all(within(str(place), str(tops[0])) for place in given):
        return _marked_site(tops[0], start, given, config)
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


def _marked_site(top: Path, start: Path, given: Sequence[Path], config: Config) -> Found:
    """Look at a marked site; a folder that git ignores as a whole is a site of its own when somebody names it."""
    found = _look(top, given, config)
    if top == start or _lists(found, given):
        return found
    here = _look(start, given, config)
    return here if _lists(here, given) else found


def _lists(found: Found, given: Sequence[Path]) -> bool:
    """Say whether a site's files are among what the paths mean."""
    return any(within(str(found.root / name), str(place)) for name in found.names for place in given)


def _top(start: Path, config: Config) -> Path | None:
    """Give the marked root of a path; a configuration that was named counts where it lies above."""
    if config.path is not None and within(str(start), str(config.path.parent)):
        inner = roots.marked(start)
        return inner if inner and within(str(inner), str(config.path.parent)) else config.path.parent
    return roots.marked(start)


def _two_sites(tops: Sequence[Path], starts: Sequence[Path], given: Sequence[Path], config: Config) -> Found:
    """Look at paths in several repositories as one site: each is listed on its own."""
    everywhere = [*tops, *(start for start in starts if not any(within(str(start), str(top)) for top in tops))]
    root = roots.common(everywhere)
    listing = Listing()
    for top in everywhere:
        part = list_files(top, _shown(top, given))
        listing.names += (relative_to(top / name, root) for name in part.names)
        listing.warnings += part.warnings
    listing.names = sorted(set(listing.names))
    return _detected(root, listing, given, config, apart=True)


def _look(root: Path, given: Sequence[Path], config: Config, limit: int | None = None) -> Found:
    """List a root's files and detect their roles."""
    listing = list_files(root, _shown(root, given), limit)
    return _detected(root, listing, given, config)


def _detected(root: Path, listing: Listing, given: Sequence[Path], config: Config, *, apart: bool = False) -> Found:
    """Detect the roles of a root's files; `apart` where these are of several repositories."""
    extra = {relative_to(place, root) for place in given if place.is_file() and is_markdown(place.name)}
    listing.names = sorted({*listing.names, *extra})
    base = config.path.parent if config.path else root
    if config.exclude:
        listing.names = [name for name in listing.names if not _excluded(root / name, base, config)]
    detected = detect(listing.names, config, reader(root))
    two = [place for place in given if place.is_dir()]
    if len(given) == len(two) == 2 and not any(within(str(one), str(other)) for one, other in (two, two[::-1])):
        from doclint.discover.twins import twins

        names = (relative_to(two[0], root), relative_to(two[1], root))
        try:
            detected = twins(names, listing.names, detected, config, reader(root), apart=apart)
        except ValueError as error:
            raise ScopeError(str(error)) from None
    return Found(root, tuple(listing.names), detected, tuple(listing.warnings))


def _shown(root: Path, given: Sequence[Path]) -> list[str]:
    return [relative_to(place, root) for place in given if place != root and within(str(place), str(root))]


def _excluded(path: Path, base: Path, config: Config) -> bool:
    name = relative_to(path, base)
    return any(matches(glob, name) for glob in config.exclude)


def only_excluded(given: Sequence[Path], config: Config) -> bool:
    """Say whether it is the configuration that leaves the given files out: a hook may name them all the same."""
    base = config.path.parent if config.path else None
    files = [place for place in given if is_markdown(place.name)]
    return bool(base and files) and all(_excluded(place, base or place, config) for place in files)


def _has_pairs(found: Found, given: Sequence[Path]) -> bool:
    """Say whether a page that the paths mean has a counterpart."""
    places = [str(place) for place in given]
    for claim in found.detected.claims.values():
        for name in (claim.page, claim.source):
            if claim.source and name and any(within(str(found.root / name), place) for place in places):
                return True
    return False


def reader(root: Path) -> Callable[[str], str]:
    """Make the reader of a page's head, by its name below `root`; what cannot be read sounds like nothing."""

    def read(name: str) -> str:
        try:
            with (root / name).open("rb") as file:
                return file.read(_HEAD).decode("utf-8", "replace").replace("\r\n", "\n")
        except OSError:
            return ""

    return read
