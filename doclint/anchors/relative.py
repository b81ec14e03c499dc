"""Owns what a relative path may mean: by how it is written, and by the page that it is written on."""

from collections.abc import Iterator
from posixpath import dirname, join, normpath

from doclint.anchors.places import PAGE_SUFFIXES

INDEX = ("index", "_index", "readme")
"""Names of pages that stand for their folder."""


def shape_of(path: str) -> str:
    """Say how a path is written: `page` (with a page's extension), `file` (with another), or `address`."""
    last = path.rpartition("/")[2]
    if last.lower().endswith(PAGE_SUFFIXES):
        return "page"
    ending = last.rpartition(".")[2] if "." in last.strip(".") else ""
    return "file" if ending.isalnum() and ending.lower() not in ("html", "htm") and not ending.isdigit() else "address"


def beside(name: str, path: str, shape: str) -> Iterator[str]:
    """Yield what a relative path in the page `name` may mean: beside its file and, where it names none, its address."""
    yield _joined(dirname(name), path)
    if shape == "page":
        return
    own = name.rpartition(".")[0]
    if own.rpartition("/")[2].casefold() in INDEX:
        yield _joined(dirname(dirname(name)), path)
    else:
        yield _joined(own, path)


def _joined(folder: str, path: str) -> str:
    joined = normpath(join(folder, path))
    return "" if joined == "." else joined


def stands_apart(name: str, source: str) -> bool:
    """Say whether a page is a README that a language marks, in another folder than its source (`i18n/README_es.md`).

    No generator puts it in its source's place: what stands there is elsewhere for its readers.
    """
    (folder, _, own), (home, _, other) = name.rpartition("/"), source.rpartition("/")
    return (
        folder != home
        and own != other
        and own.casefold().startswith("readme")
        and other.casefold().startswith("readme")
    )
