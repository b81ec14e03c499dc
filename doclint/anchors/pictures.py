"""Owns the question which images of a site show nothing, because their file is proven not to be there.

A checkout need not hold a site's pictures: they may be made by the build, kept elsewhere or left out. So a file counts
as lost only where the folder that it should be in is there with other pictures, and most that is asked of it is found.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape
from posixpath import basename, dirname, join, normpath
from urllib.parse import unquote

from doclint.anchors.relative import beside
from doclint.anchors.resolve import STATIC
from doclint.anchors.survey import survey
from doclint.anchors.written import sources, targets
from doclint.model import Document, Image, Site, Span, inlines_of
from doclint.record import record
from doclint.regex import regex

_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".ico", ".apng")
# Addresses elsewhere, data, templates, expressions, and names that a bundler knows (`@/img`, `~/img`, `$lib`).
_ELSEWHERE = regex(r"[A-Za-z][A-Za-z0-9+.-]*:|//|[@~$%]|.*[{}<>|]")
# These build a translated page with what stands beside its own file, and with nothing that stands beside the source's.
_STRICT = ("docusaurus", "vitepress", "starlight")
_DOUBTFUL = 4
_DOUBTFUL_SHARE = 0.25
_SURE = 3  # times as many pictures of a folder must be found as are not, for a loss that the source has itself


@record
class Lost:
    """An image without its file, where it stands, and the name of that file in other letters, if that is there.

    `same` is the source's image that is found, where there is one.
    """

    page: Document
    image: Image
    other_case: str = ""
    same: Image | None = None


@lru_cache(maxsize=2)
def lost_pictures(site: Site) -> tuple[Lost, ...]:
    """Give the images of a site whose file is not there; what both sides have once, on the source."""
    return tuple(_Gallery(site).lost()) if site.documents else ()


class _Gallery:
    """The images of a site, each with the places where its file may be."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._places = survey(site).resolver.places
        self._strict = site.habits.anchor_dialect in _STRICT
        self._sources = {pair.translation.path: pair.source for pair in site.pairs}
        self._absent: dict[str, list[Image]] = {}
        self._found: defaultdict[str, set[str]] = defaultdict(set)
        self._missed: defaultdict[str, set[str]] = defaultdict(set)
        self._paired = {page.path for pair in site.pairs for page in (pair.source, pair.translation)}
        self._in_folder: dict[str, dict[str, str]] = {}
        self._by_name: dict[str, dict[str, Image]] = {}
        if self._places.on_disk:
            first = {page.path: page for page in site.looked_at()}
            self._look(first)
            if self._absent:  # what other pages find in a folder tells whether it holds the site's pictures
                self._look({name: page for name, page in site.documents.items() if name not in first})

    def _look(self, pages: Mapping[str, Document]) -> None:
        """Look for every picture of some pages, and note by folder what is found there and what is not."""
        for name, page in pages.items():
            if name not in self._paired and self._all_there(page):
                continue
            for image in inlines_of(page.blocks, Image):
                path = _path(image.target)
                if not path:
                    continue
                spots = list(self._spots(page, path))
                there = next((spot for spot in spots if self._places.exists(spot)), "")
                seen = self._found if there else self._missed
                seen[self._folder(spots, there)].add(basename(there or path))
                if not there:
                    self._absent.setdefault(name, []).append(image)

    def _all_there(self, page: Document) -> bool:
        """Say whether all that a page may show is there, so that no parser need tell what it shows; and note it."""
        written = None if page.repairs else targets(page.text)
        if written is None:
            return False
        paths = {_path(target) for target in written | sources(page.text)} - {""}
        found = {path: next(filter(self._places.exists, self._spots(page, path)), "") for path in paths}
        if not all(found.values()):
            return False
        for there in found.values():
            self._found[dirname(there)].add(basename(there))
        return True

    def _spots(self, page: Document, path: str) -> Iterator[str]:
        """Yield where a picture may be: beside the file and its address, the same of its source, served folders."""
        if not path.startswith("/"):
            yield from beside(page.path, path, "")
            source = self._places.twin(page.path)
            if self._keeps_to_itself(page):
                return
            if source:
                yield from beside(source, path, "")
        plain = path.lstrip("/") if path.startswith("/") else re.sub(r"^(?:\.{1,2}/)+", "", path)
        root = self._places.root(page.path) or ""
        roots = dict.fromkeys([*self._places.above(root), *self._places.content_roots(), dirname(page.path)])
        parts = plain.split("/")
        rests = [plain, *("/".join(parts[start:]) for start in (1, 2) if len(parts) > start + 1)]
        for rest in rests:  # the language's folder and the site's base may stand before
            yield from (normpath(join(folder, static, rest)) for folder in roots for static in ("", *STATIC))

    def _keeps_to_itself(self, page: Document) -> bool:
        """Say whether a page finds only what stands beside itself: so are GitHub's READMEs shown."""
        return self._strict or basename(page.path).casefold().startswith("readme")

    def _folder(self, spots: list[str], there: str) -> str:
        """Give the folder that a picture is in or, if it is nowhere, the first that has pictures; empty for none."""
        if there:
            return dirname(there)
        return next((dirname(spot) for spot in spots if self._pictures(dirname(spot))), "")

    def _pictures(self, folder: str) -> Mapping[str, str]:
        """Give the pictures in a folder by their names in small letters; the first of several by name."""
        if folder not in self._in_folder:
            names = (name for name in self._places.names_in(folder) if name.lower().endswith(_ENDINGS))
            self._in_folder[folder] = {name.casefold(): name for name in sorted(names, reverse=True)}
        return self._in_folder[folder]

    # --- what is proven ---

    def lost(self) -> Iterator[Lost]:
        """Yield the images whose file is proven not to be there."""
        for name, images in self._absent.items():
            page, source = self._site.documents[name], self._sources.get(name)
            theirs = {basename(_path(image.target)) for image in self._absent.get(source.path, ())} if source else set()
            for image in images:
                if basename(_path(image.target)) in theirs:
                    continue
                same = self._same(source, image) if source else None
                proven, other_case = self._proof(page, image, same)
                if proven:
                    yield Lost(page, image, other_case, same)

    def _same(self, source: Document, image: Image) -> Image | None:
        """Give the source's image of the same file, which is there."""
        if source.path not in self._by_name:
            self._by_name[source.path] = {
                basename(_path(one.target)): one for one in reversed([*inlines_of(source.blocks, Image)])
            }
        return self._by_name[source.path].get(basename(_path(image.target)))

    def _proof(self, page: Document, image: Image, same: Image | None) -> tuple[bool, str]:
        """Say whether a picture's file is lost, and how it is called in other letters."""
        path = _path(image.target)
        spots = list(self._spots(page, path))
        folder = self._folder(spots, "")
        if same and not path.startswith("/") and self._keeps_to_itself(page):
            return True, ""  # the file is beside the source alone
        if not folder:
            return False, ""
        wanted = basename(path).casefold()
        other = self._pictures(folder).get(wanted, "")
        found, missed = len(self._found[folder]), len(self._missed[folder])
        if missed > max(1, found) or missed >= max(_DOUBTFUL, _DOUBTFUL_SHARE * (missed + found)):
            return False, ""
        if page.path in self._sources or other:
            return True, other
        return found >= _SURE * missed, ""


def _path(target: str) -> str:
    """Give the path of a picture's file; empty where it is none that can be looked for."""
    path = unquote(unescape(target.strip().partition("#")[0].partition("?")[0]))
    if _ELSEWHERE.match(path) or "\n" in path or not path.lower().endswith(_ENDINGS):
        return ""
    return path


def place(lost: Lost) -> Span:
    """Give where to report a lost picture: its address, or the image where that stands elsewhere."""
    return lost.image.target_span if lost.image.form != "reference" else lost.image.span
