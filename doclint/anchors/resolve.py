"""Owns where a link leads: from a page and a target to the page that a site would show, and its ids.

Generators differ in what a relative path starts from (the file or the page's address), in endings, and in what they do
with a page that is not translated yet (most show the source's). A link is dead only where none of these ways leads
anywhere.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath, splitext
from urllib.parse import unquote

from doclint.anchors.dialect import document_ids
from doclint.model import Comment, Component, Document, Html, Link, Scope, Span

_EXTERNAL = re.compile(r"^(?:[A-Za-z][A-Za-z0-9+.-]*:|//)")
_TEMPLATE = re.compile(r"[{}<>$]|%7B")
_ENDINGS = (".md", ".mdx", ".markdown")
_INDEXES = ("index", "README", "_index", "readme")
_GENERATED = re.compile(r"^\s*([\w-]+):(START|END)\b", re.IGNORECASE)
_CODE = re.compile(r"^[a-z]{2,3}(?:[-_][a-z]{2,4})?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: the page, whether it is the source's because the language lacks it, and the fragment."""

    page: Document
    fallback: bool
    fragment: str


class Resolver:
    """Finds the pages that links lead to; built once for a site."""

    def __init__(self, scope: Scope, documents: Mapping[str, Document], dialect: str) -> None:
        """Index the pages of a scope; `documents` are those that were read, by name."""
        self.documents = documents
        self.dialect = dialect
        self.by_name = {_key(page.name): page.name for page in scope.pages}
        self.source_of = {pair.translation.name: pair.source.name for pair in scope.pairs}
        self.translated = {(pair.source.name, pair.translation.language): pair.translation.name for pair in scope.pairs}
        self.by_tail: dict[str, list[str]] = {}
        for page in scope.pages:
            self.by_tail.setdefault(_key(page.name).rpartition("/")[2], []).append(page.name)

    def resolve(self, page: Document, link: Link) -> Target | None:
        """Give the page that a link leads to; None for what lies outside the pages, or cannot be known."""
        if _EXTERNAL.match(link.target) or _TEMPLATE.search(link.target):
            return None
        path, _, fragment = link.target.partition("#")
        path = unquote(path.partition("?")[0])
        if not path:
            return Target(page, fallback=False, fragment=fragment)
        name = self._find(page, path)
        if name is None:
            return None
        own = self.translated.get((name, page.language), name)
        found = self.documents.get(own) or self.documents.get(name)
        if found is None:
            return None
        return Target(found, found.language != page.language, fragment)

    def _find(self, page: Document, path: str) -> str | None:
        """Find the page at a path as seen from this page, or from its source."""
        places = [page.path]
        if page.path in self.source_of:
            places.append(self.source_of[page.path])
        if path.startswith("/"):
            return self._absolute(page, path)
        for place in places:
            folder, stem = dirname(place), splitext(place.rpartition("/")[2])[0]
            for start in (folder, join(folder, stem)):
                name = self.by_name.get(_key(normpath(join(start, path))))
                if name is not None:
                    return name
        return None

    def _absolute(self, page: Document, path: str) -> str | None:
        """Find a page by its address in the site: the longest tail of its name that fits, own language first."""
        key = _key(path.strip("/"))
        parts = [part for part in key.split("/") if part]
        if parts and _CODE.match(parts[0]) and len(parts) > 1:
            parts = parts[1:]
        if len(parts) < 2:
            return None
        wanted = "/" + "/".join(parts)
        fits = [name for name in self.by_tail.get(parts[-1], ()) if ("/" + _key(name)).endswith(wanted)]
        fits.sort(key=lambda name: (_language(self.documents, name) != page.language, len(name), name))
        return fits[0] if fits else None

    def exposes(self, page: Document, fragment: str) -> bool:
        """Say whether a page has an id, written as the fragment or percent-decoded; case is left to the browser."""
        ids = self._ids(page)
        wanted = fragment.lower()
        return wanted in ids or unquote(wanted) in ids or wanted == "top"

    def _ids(self, page: Document) -> frozenset[str]:
        return frozenset(name.lower() for name in document_ids(page, self.dialect))


def is_dynamic(page: Document) -> bool:
    """Say whether a page shows what it does not hold: includes, generated references, components with own ids."""
    for block in page.blocks:
        made = isinstance(block, Component) and block.form in ("include", "macro", "shortcode", "import")
        if made and not page.text.startswith("{:", block.span.start):  # kramdown's attributes make nothing
            return True
        if isinstance(block, Html) and "<script" in block.text:
            return True
    return False


def page_links(page: Document) -> Iterator[Link]:
    """Yield the links that people wrote: not those between the marks of a generated list."""
    skipped = tuple(_generated(page))
    for block in page.blocks:
        for item in getattr(block, "inlines", ()):
            if isinstance(item, Link) and not any(span.holds(item.span) for span in skipped):
                yield item


def _generated(page: Document) -> Iterator[Span]:
    """Yield the stretches between `<!-- NAME:START -->` and `<!-- NAME:END -->`, which programs write."""
    start: dict[str, int] = {}
    for block in page.of(Comment):
        match = _GENERATED.match(block.text)
        if match and match[2].upper() == "START":
            start[match[1]] = block.span.start
        elif match and match[1] in start:
            yield Span(start.pop(match[1]), block.span.end)


def _key(name: str) -> str:
    """Give a page's name as links write it: no ending, no index page, lower case."""
    stem, ending = splitext(name)
    key = stem if ending.lower() in (*_ENDINGS, ".html") else name
    folder, _, last = key.rpartition("/")
    if last in _INDEXES:
        key = folder
    return key.rstrip("/").casefold()


def _language(documents: Mapping[str, Document], name: str) -> str:
    page = documents.get(name)
    return page.language if page else ""
