"""Owns the map of a site: where its pages stand, in files and in addresses, and which of them is whose translation."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from posixpath import commonpath, dirname, join, normpath, relpath, split

from doclint.language import may_be_tag
from doclint.model import Document, Scope
from doclint.regex import regex
from doclint.text.front import front_matter

PAGE_SUFFIXES = (".md", ".mdx", ".markdown")
_LONGEST_CODE = 7  # signs, as in zh-hant; some names of languages are longer
_VARIANTS = regex(r"(?=(?P<mark>[._-])(?P<code>[A-Za-z]{2,12}(?:[-_][A-Za-z]{2,10})?)\.(?:md|mdx|markdown)$)")
_MOST_FOLDERS = 7
_NUMBER = regex(r"(?<![^/])\d+[-_.]+(?=[^\d/][^/]*)")
_INDEX = ("index", "readme", "_index")
_ADDRESS = regex(
    r"^(?P<key>slug|permalink|url|id|aliases?|redirect_from)\s*[:=]\s*(?P<value>[^\n#]*(?:\n\s*-\s+[^\n]+)*)",
    re.MULTILINE,
)
_VALUE = regex(r"[^\s\"'\[\],]+")


def stem(name: str) -> str:
    """Give what files and addresses of one page share: no extension, no index name, lower case."""
    lower = name.casefold().rstrip("/")
    for suffix in (*PAGE_SUFFIXES, ".html", ".htm"):
        if lower.endswith(suffix):
            lower = lower[: -len(suffix)]
            break
    folder, _, last = lower.rpartition("/")
    return folder if last in _INDEX else lower


def _unnumbered(path: str) -> str:
    """Take away the numbers that files are put in order by, and that Docusaurus leaves out of addresses."""
    return _NUMBER.sub("", path)


class Places:
    """Finds pages by file name, by address and by counterpart. Names are POSIX, seen from the working folder.

    Where pages are `numbered`, addresses leave out the numbers before the names of files.
    """

    def __init__(self, scope: Scope, documents: Mapping[str, Document], *, numbered: bool = False) -> None:
        self._pages = {page.name: page for page in scope.pages}
        self._documents = documents
        self._bare = _unnumbered if numbered else str
        self._sources = {pair.translation.name: pair.source.name for pair in scope.pairs}
        self._translations = {
            (pair.source.name, pair.translation.language): pair.translation.name for pair in scope.pairs
        }
        self._roots = dict(_roots(self._sources))
        self._source_roots = {self._roots[name]: self._roots[source] for name, source in self._sources.items()}
        self._suffixes = frozenset(_suffixes(self._sources))
        self._content = sorted(set(self._roots.values()), key=len, reverse=True)
        self._stems: dict[str, list[str]] = {}
        self._tails: dict[str, list[str]] = {}
        self._lower = {name.casefold(): name for name in self._pages}
        for name in sorted(self._pages):
            self._enter(name)
        self._folders = {folder for name in self._pages for folder in self.above(dirname(name))}
        self._exists: dict[str, bool] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._paths: dict[str, str] = {}
        self.on_disk = any(page.path.exists() for page in list(self._pages.values())[:1])
        """Whether the site's files can be looked at; a site held in memory has none but its pages."""
        self.languages = {segment.casefold() for root in self._content for segment in root.split("/")[-2:]} | {
            page.language.casefold() for page in self._pages.values()
        }

    def _enter(self, name: str) -> None:
        """Note a page under its stem, the addresses in its front matter, and every end of its path."""
        own = stem(name)
        key = stem(self.key(name))
        document = self._documents.get(name)
        given = {self._bare(key), *(_addresses(document, key) if document else ())}
        root = (self.root(name) or "").casefold()
        for one in dict.fromkeys([own, *sorted([join(root, address) for address in given])]):
            self._stems.setdefault(one, []).append(name)
        for tail in {tail for address in {own, key, *given} for tail in _tails(address.strip("/"))}:
            self._tails.setdefault(tail, []).append(name)

    # --- one page ---

    def source(self, name: str) -> str | None:
        """Give the name of the page that `name` is the translation of."""
        return self._sources.get(name)

    def twin(self, name: str) -> str | None:
        """Give the name of a page's source, or of the place where that would be."""
        source = self._sources.get(name)
        root = self.root(name)
        if source or root is None:
            return source
        theirs = self._source_roots.get(root)
        return normpath(join(theirs, _below(root, name))) if theirs is not None else None

    def translation(self, name: str, language: str) -> str | None:
        """Give the name of the translation of the source page `name`."""
        return self._translations.get((name, language))

    def language(self, name: str) -> str:
        """Give a page's language."""
        return self._pages[name].language

    def root(self, name: str) -> str | None:
        """Give the folder that holds the content of a page's language, or None where the page is in no content."""
        if name in self._roots:
            return self._roots[name]
        return next((root for root in self._content if not root or name.startswith(root + "/")), None)

    def key(self, name: str) -> str:
        """Give a page's name within its language: that of its source where there is one."""
        name = self._sources.get(name, name)
        root = self.root(name)
        return _below(root, name) if root else name

    # --- finding ---

    def pages_at(self, path: str, *, strict: bool) -> list[str]:
        """Give the pages that a normalised path names; `strict` where it carries a page's extension."""
        if strict:
            return self._pages_called(path)
        return list(self._stems.get(stem(path)) or self._stems.get(self._bare(stem(path))) or ())

    def _pages_called(self, path: str) -> list[str]:
        bare, dot, suffix = path.rpartition(".")
        others = [f"{bare}{end}" for end in PAGE_SUFFIXES if end != dot + suffix]
        for name in (path, *others):
            if name.casefold() in self._lower:
                return [self._lower[name.casefold()]]
        if stem(path) != path[: len(path) - len(suffix) - 1].casefold():  # README.md, index.md and _index.md are one
            return list(self._stems.get(stem(path), ()))
        return []

    def pages_ending(self, address: str) -> list[str]:
        """Give the pages whose address from the site's root ends with `address`, a stem."""
        return self._tails.get(address, [])

    def exists(self, name: str) -> bool:
        """Say whether a file or folder of this name is on disk."""
        if not self.on_disk:
            return False
        known = self._exists.get(name)
        if known is None:
            folder = name.rpartition("/")[0]
            known = not folder or self.has_folder(folder)  # in a folder that is not there, nothing is
            known = self._exists[name] = known and os.path.exists(self._disk(name))  # noqa: PTH110 (hot)
        return known

    def names_in(self, folder: str) -> frozenset[str]:
        """Give the names of what stands in a folder on disk; nothing where there is none."""
        if not self.on_disk:
            return frozenset()
        known = self._names.get(folder)
        if known is None:
            try:
                known = frozenset(os.listdir(self._disk(folder)))  # noqa: PTH208 (hot)
            except OSError:
                known = frozenset()
            self._names[folder] = known
        return known

    def has_folder(self, name: str) -> bool:
        """Say whether a folder holds pages or is on disk."""
        return name in self._folders or self.exists(name)

    def _disk(self, name: str) -> str:
        folder, last = split(name)
        if last in (".", ".."):
            folder, last = name, ""
        known = self._paths.get(folder)
        if known is None:
            page = next(iter(self._pages.values()))
            known = os.path.join(page.path.parent, relpath(folder or ".", dirname(page.name) or "."))  # noqa: PTH118
            self._paths[folder] = known
        return f"{known}/{last}" if last else known

    def in_another_language(self, name: str) -> bool:
        """Say whether a page would be one's translation into a language that this site has no page of.

        Such a link is part of a list of languages; a checkout or a run need not hold them all.
        """
        folder, _, last = name.rpartition("/")
        for named in _VARIANTS.finditer(last) if self._suffixes else ():
            mark, code = named["mark"], named["code"].casefold()
            known = {other for sign, other in self._suffixes if sign == mark}
            likely = may_be_tag(code) or any(len(other) > _LONGEST_CODE for other in known)
            page = join(folder, last[: named.start()])
            if known and code not in known and likely and self.pages_at(page, strict=False):
                return True
        for root in self._content:
            above = dirname(root)
            rest = name.removeprefix(f"{above}/" if above else "")
            code, slash, rest = rest.partition("/")
            if slash and may_be_tag(code) and not self.has_folder(join(above, code)) and code != "..":
                return bool(self.pages_at(join(root, rest), strict=False))
        return False

    def content_roots(self) -> Iterable[str]:
        """Give the folders that hold content, the longest first."""
        return self._content

    def above(self, root: str) -> Iterator[str]:
        """Yield a folder and those above it, as far as pages are known."""
        while True:
            yield root
            if not root or root == "..":
                return
            root = dirname(root)


def _tails(address: str) -> Iterator[str]:
    """Yield an address without the folders that it begins with, one by one; of long ones the ends alone."""
    more = address.count("/") - _MOST_FOLDERS
    while more > 0:
        address, more = address.partition("/")[2], more - 1
    yield address
    while "/" in address:
        address = address.partition("/")[2]
        yield address


def _below(folder: str, name: str) -> str:
    """Give the path from a folder to what is called `name`."""
    if folder and name.startswith(f"{folder}/"):
        return name[len(folder) + 1 :]
    return relpath(name, folder or ".")


def _roots(sources: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield for each paired page the folder of its language: what is left when the common end of the paths is gone."""
    folders: dict[str, list[str]] = {}
    for translation, source in sources.items():
        ours, theirs = translation.split("/"), source.split("/")
        same = 0
        while same < min(len(ours), len(theirs)) and ours[-1 - same] == theirs[-1 - same]:
            same += 1
        if same:
            yield source, "/".join(theirs[: len(theirs) - same])
            yield translation, "/".join(ours[: len(ours) - same])
        else:  # `guide.es.md`: the languages share their folders
            folders.setdefault("", []).extend((dirname(translation), dirname(source)))
            folders.setdefault(translation, []).append(source)
    if "" in folders:
        shared = commonpath([normpath(folder or ".") for folder in folders.pop("")])
        shared = "" if shared == "." else shared
        for translation, (source, *_) in folders.items():
            yield source, shared
            yield translation, shared


def _suffixes(sources: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield how the names of translations that stand beside their source end: the sign and the language, folded."""
    for translation, source in sources.items():
        ours, theirs = stem(translation).rpartition("/")[2], stem(source).rpartition("/")[2]
        rest = ours.removeprefix(theirs)
        if dirname(translation) == dirname(source) and len(rest) > 1 and rest != ours and rest[0] in ".-_":
            yield rest[0], rest[1:]


def _addresses(document: Document, key: str) -> Iterator[str]:
    """Yield the addresses that a page's front matter gives it: permalinks, slugs, ids and aliases."""
    front = front_matter(document.text)
    if front is None:
        return
    folder = dirname(key)
    for match in _ADDRESS.finditer(front.text):
        for value in _VALUE.findall(match["value"]):
            if value != "-" and ":" not in value:
                yield stem(value.strip("/")) if value.startswith("/") else stem(join(folder, value).strip("/"))
