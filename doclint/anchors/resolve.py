"""Owns the question where a link leads, as site generators answer it, and whether its fragment is there.

A path is looked for beside the file, beside the page's address, and in the same two places around the page's source,
because generators show the source's page or resource where a translation is missing.
"""

from collections.abc import Mapping
from enum import Enum
from functools import cached_property, lru_cache
from html import unescape
from posixpath import dirname, join
from urllib.parse import unquote

from doclint.anchors.certain import surely_exposes, surely_lacks
from doclint.anchors.dialect import UNKNOWN, document_ids, plausible
from doclint.anchors.parts import is_open
from doclint.anchors.places import Places, stem
from doclint.anchors.relative import INDEX, beside, shape_of, stands_apart
from doclint.anchors.templates import is_template, unwrapped
from doclint.model import Document, Scope
from doclint.record import record, replace
from doclint.regex import regex


class Kind(Enum):
    """What a link leads to."""

    PAGE = "page"
    FILE = "file"
    EXTERNAL = "external"
    UNKNOWN = "unknown"
    DEAD = "dead"


@record
class Destination:
    """Where a link leads: the pages it may mean, its decoded fragment, and whether only the source's language has it.

    `shape` is how the path is written: links of one shape are understood together, or not at all.
    """

    kind: Kind
    pages: tuple[Document, ...] = ()
    fragment: str = ""
    fallback: bool = False
    shape: str = ""


_EXTERNAL, _UNKNOWN = Destination(Kind.EXTERNAL), Destination(Kind.UNKNOWN)
_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*:")
# Fragments that readers' programs or generated markup make: footnotes, tabs, lines of code, GitHub's own, routes.
_GENERATED = regex(r"(?:fn|fnref|footnote|footnote-ref|cite|ref|id)[-:]?\d+$|(?:fn|fnref)[:.-]|[\w-]+=|l\d+")
_GENERATED_BEGINNINGS = ("user-content-", "__", ":~:", "/", "!", "?")
_GENERATED_NAMES = ("", "top", "_top", "readme", "start-of-content")
_API = regex(r"[\w-]+(?:\.[\w()-]+)+$")
# Files that a generator may make a page of, also pages that were left out of the run, or are links to others.
_FILE_ENDINGS = ("", ".md", ".mdx", ".html", ".ipynb", ".rst", ".txt", ".adoc")
# Generators that look for a page's counterpart where translations are told by the ends of their names.
_BY_SUFFIX = ("mkdocs", "mkdocs-unicode", "hugo")
# Folders whose files a generator puts at the site's root, or that its addresses leave out.
STATIC = ("static", "public", "assets", "docs/public", "docs/.vuepress/public", "src/assets", "source")


class Resolver:
    """Resolves the links of one site."""

    def __init__(
        self, scope: Scope, documents: Mapping[str, Document], dialect: str = UNKNOWN, places: Places | None = None
    ) -> None:
        self.places = places or Places(scope, documents, numbered=dialect == "docusaurus")
        self.dialect = dialect
        self._documents = documents
        self._known: dict[tuple[tuple[str, ...], str], Destination] = {}
        self._homes: dict[str, tuple[str, ...]] = {}

    def resolve(self, document: Document, target: str) -> Destination:
        """Give where `target`, as it stands in `document`, leads."""
        target = unwrapped(target.strip())
        path, _, fragment = target.partition("#")
        if path.startswith("//") or (":" in path and _SCHEME.match(path)):
            return _EXTERNAL
        if is_template(target):
            return _UNKNOWN
        path, fragment = unquote(unescape(path).partition("?")[0]), unquote(unescape(fragment))
        if not path:
            return Destination(Kind.PAGE, (document,), fragment, shape="own page")
        key = (self._base(document.path, path), path)
        found = self._known.get(key)
        if found is None:
            found = self._absolute(document, path) if path.startswith("/") else self._relative(document, path)
            self._known[key] = found
        if not fragment:
            return found
        return Destination(found.kind, found.pages, fragment, found.fallback, found.shape)

    def _base(self, name: str, path: str) -> tuple[str, ...]:
        """Give what a path means the same from: the page, its folder, or its language."""
        if path.startswith("/"):
            return (self.places.language(name),)
        if path.startswith("../") and name not in self._homes:
            index = name.rpartition("/")[2].rpartition(".")[0].casefold() in INDEX
            root = self.places.root(name)
            alone = not index and root is not None and self.places.twin(name) is None
            self._homes[name] = (dirname(name), root or "", self.places.language(name)) if alone else (name,)
        return self._homes[name] if path.startswith("../") else (name,)

    # --- paths ---

    def _relative(self, document: Document, path: str) -> Destination:
        shape = shape_of(path)
        own = list(beside(document.path, path, shape))
        found = self._at(own, shape)
        if found:
            return self._by_suffix(found, document)
        if path in self._targets:  # MyST leads to a target by its name alone
            return Destination(Kind.UNKNOWN, shape=shape)
        source = self.places.twin(document.path)
        source = None if source and stands_apart(document.path, source) else source
        other = list(beside(source, path, shape)) if source else []
        found = self._at(other, shape)
        if found:
            return self._in_language(found, document)
        if any(self._outside(candidate, document) for candidate in (own[0], *other[:1])):
            return Destination(Kind.UNKNOWN, shape=shape)
        if any(self.places.in_another_language(candidate) for candidate in own):
            return Destination(Kind.UNKNOWN, shape=shape)
        return Destination(Kind.DEAD, shape=shape)

    def _at(self, candidates: list[str], shape: str) -> Destination | None:
        """Give what stands at the first candidates that are anything; several pages may be meant."""
        names: list[str] = []
        for candidate in candidates:
            names += (n for n in self.places.pages_at(candidate, strict=shape == "page") if n not in names)
        if names:
            return self._pages(names, shape)
        if any(self._is_file(candidate, shape) for candidate in candidates):
            return Destination(Kind.FILE, shape=shape)
        return None

    def _pages(self, names: list[str], shape: str) -> Destination:
        """Give the pages of these names; those that could not be read are mere files."""
        pages = tuple(self._documents[name] for name in names if name in self._documents)
        return Destination(Kind.PAGE if pages else Kind.FILE, pages, shape=shape)

    def _is_file(self, name: str, shape: str) -> bool:
        name = name.rstrip("/")
        if "/" in name and not self.places.has_folder(dirname(name)):  # in a folder that is not there, nothing is
            return False
        endings = ("",) if shape in ("page", "file") else _FILE_ENDINGS
        return any(self.places.exists(name + ending) for ending in endings)

    def _by_suffix(self, found: Destination, document: Document) -> Destination:
        """Turn the source's page into the page's own language where `x.md` leads from `y.es.md` to `x.es.md`."""
        if self.dialect not in _BY_SUFFIX or not found.pages:
            return found
        root, language = self.places.root(document.path), self.places.language(document.path)
        own = [
            self.places.root(page.path) == root and self.places.translation(page.path, language) for page in found.pages
        ]
        names = [name for name in own if name]
        return self._pages(names, found.shape) if names else found

    def _in_language(self, found: Destination, document: Document) -> Destination:
        """Turn what was found around the source into the page's own language, or mark it as a fall-back."""
        language = self.places.language(document.path)
        names = [name for page in found.pages if (name := self.places.translation(page.path, language))]
        if names:
            return self._pages(names, found.shape)
        return Destination(found.kind, found.pages, fallback=True, shape=found.shape)

    def _absolute(self, document: Document, path: str) -> Destination:
        """Resolve a path from the site's root, wherever that is: with or without the language and the site's base."""
        language = self.places.language(document.path)
        parts = [part for part in path.split("/") if part]
        for start in range(min(3, len(parts) + 1)):  # the language, the site's base
            if start and not (parts[start - 1].casefold() in self.places.languages or start == 1):
                break
            rest = parts[start:]
            names = self.places.pages_ending(stem("/".join(rest))) if rest else []
            there = [
                name if self.places.language(name) == language else self._translated(name, language) for name in names
            ]
            own = list(dict.fromkeys(name for name in there if name))
            if names:
                return replace(self._pages(own or names, "absolute"), fallback=not own)
        root = self.places.root(document.path) or ""
        roots = [*self.places.above(root), *self.places.content_roots()]
        plain = path.strip("/")
        places = (join(folder, static, plain) for folder in roots for static in ("", *STATIC))
        if any(self.places.exists(place) for place in places):
            return Destination(Kind.FILE, shape="absolute")
        return Destination(Kind.UNKNOWN, shape="absolute")

    def _translated(self, name: str, language: str) -> str | None:
        return self.places.translation(self.places.source(name) or name, language)

    def knows_folder(self, document: Document, target: str) -> bool:
        """Say whether there is the folder that a relative path leads into, around the page or its source."""
        path = unquote(unescape(target.partition("#")[0].partition("?")[0])).rstrip("/")
        names = [name for name in (document.path, self.places.twin(document.path)) if name]
        return any(self.places.has_folder(dirname(place)) for name in names for place in beside(name, path, ""))

    def _outside(self, name: str, document: Document) -> bool:
        """Say whether a path leaves the content of the page's language and of its source's."""
        source = self.places.twin(document.path)
        roots = [self.places.root(page) for page in (document.path, source) if page]
        return all(root is None or (root and name != root and not name.startswith(root + "/")) for root in roots) or (
            name.startswith("..") and not any((root or "").startswith("..") for root in roots)
        )

    # --- fragments ---

    def has_fragment(self, destination: Destination) -> bool | None:
        """Say whether a fragment is on (one of) the pages that a link may mean; None where that cannot be known."""
        fragment = destination.fragment
        if destination.kind is not Kind.PAGE or is_generated(fragment):
            return None
        answers = [self._on(page, fragment) for page in destination.pages]
        return True if True in answers else None if None in answers else False

    def lacks_fragment(self, destination: Destination) -> bool:
        """Say whether `has_fragment` would say no; pages that may have any id need no look at those they have."""
        pages, fragment = destination.pages, destination.fragment
        if destination.kind is not Kind.PAGE or is_generated(fragment):
            return False
        if any(self._may_have_any(page, fragment) for page in pages):
            return False
        return self.has_fragment(destination) is False

    def _may_have_any(self, page: Document, fragment: str) -> bool:
        """Say whether a page takes in text from elsewhere, and no source of it tells that the fragment is not there."""
        if self.places.source(page.path) and not _API.match(fragment):
            return False
        return bool(page.text) and is_open(page)

    @cached_property
    def _targets(self) -> frozenset[str]:
        """The targets of all pages, which MyST finds from any of them."""
        if self.dialect not in ("myst", UNKNOWN):
            return frozenset()
        return frozenset(
            anchor.id
            for page in self._documents.values()
            if ")=" in page.text
            for anchor in page.anchors
            if anchor.syntax == "target"
        )

    def _on(self, page: Document, fragment: str) -> bool | None:
        if _among(fragment, page, self.dialect) or fragment in self._targets:
            return True
        if not is_open(page) or not page.text:
            return False
        if _API.match(fragment):
            return None
        source = self._documents.get(self.places.source(page.path) or "")
        return False if source and _among(fragment, source, self.dialect) else None


def is_generated(fragment: str) -> bool:
    """Say whether a fragment is one that programs make: a footnote's, a tab's, a line's, or none at all."""
    name = fragment.lower()
    known = name in _GENERATED_NAMES or name.startswith(_GENERATED_BEGINNINGS)
    return known or bool(_GENERATED.match(name))


@lru_cache(maxsize=4096)
def _lower_ids(document: Document, dialect: str) -> frozenset[str]:
    return frozenset(name.casefold() for name in document_ids(document, dialect))


def _among(fragment: str, page: Document, dialect: str) -> bool:
    """Say whether a page exposes a fragment. GitHub's pages find an id whatever its case, other browsers' do not."""
    if surely_exposes(page, dialect, fragment):
        return True
    if surely_lacks(page, dialect, fragment):
        return False
    if fragment in document_ids(page, dialect):
        return True
    return "github" in plausible(page, dialect) and fragment.casefold() in _lower_ids(page, dialect)
