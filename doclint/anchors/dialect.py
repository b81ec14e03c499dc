"""Owns the question which renderer a site uses, and so which ids its pages expose."""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath
from posixpath import split

from doclint.anchors.explicit import html_anchors, span_anchors
from doclint.anchors.parts import has
from doclint.anchors.slugs import DIALECTS, SlugInput, slugs
from doclint.model import Code, Component, Document, FrontMatter, Heading, Html
from doclint.regex import regex

UNKNOWN = "unknown"

_DOCUSAURUS = ("docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs", "docusaurus.config.cjs")
_JEKYLL = (
    r"(?m)^(?:markdown|kramdown|permalink|collections|remote_theme|plugins|baseurl|defaults|include|exclude|sass"
    r"|theme: *(?:minima|just-the-docs))\s*:"
)
# Files that only one generator has, the telling ones first; a pattern where the name alone does not tell.
_SIGNS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (_DOCUSAURUS, "docusaurus", ""),
    ((".vitepress", ".vuepress"), "vitepress", ""),
    (("astro.config.mjs", "astro.config.ts", "astro.config.js", "astro.config.mts"), "starlight", ""),
    (("mkdocs.yml", "mkdocs.yaml"), "mkdocs-unicode", r"slugify:.*pymdownx\.slugs"),
    (("mkdocs.yml", "mkdocs.yaml", "zensical.toml", "properdocs.yml"), "mkdocs", ""),
    (("_toctree.yml",), "hf", ""),
    (("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"), "hugo", ""),
    (
        ("config.toml", "config.yaml", "config.yml"),
        "hugo",
        r"(?im)^\s*(?:baseURL|languageCode|defaultContentLanguage)\b",
    ),
    (("conf.py",), "myst", r"myst_|recommonmark|sphinx"),
    (("_toc.yml",), "myst", r"(?m)^\s*(?:- )?(?:root|chapters|format|file):"),
    (("_config.yml", "_config.yaml"), "jekyll", _JEKYLL),
    (("book.toml", "mint.json", "nuxt.config.ts", "rspress.config.ts"), "github", ""),
)
# What the pages themselves tell where no such file is at hand, each with signs of which it has one.
_PATHS: tuple[tuple[tuple[str, ...], re.Pattern[str], str], ...] = (
    (("docusaurus-plugin",), regex(r"(?:^|/)docusaurus-plugin-content-docs/"), "docusaurus"),
    (("src/content/",), regex(r"(?:^|/)src/content/docs/"), "starlight"),
    (("_",), regex(r"(?:^|/)(?:_posts|_articles|_docs|_pages)/"), "jekyll"),
    (("_index",), regex(r"(?:^|/)_index(?:\.[\w-]+)?\.md$"), "hugo"),
)
_TEXTS: tuple[tuple[tuple[str, ...], re.Pattern[str], str], ...] = (
    (
        ("[[", "<hfoption"),
        regex(r"^\[\[(?:autodoc|open-in-colab)\]\]|<hfoptions?\b|^#+ .*\[\[[\w.-]+\]\]\s*$", re.MULTILINE),
        "hf",
    ),
    (("{{",), regex(r"\{\{<\s*\w|\{\{%\s*\w"), "hugo"),
    (("::: code-group", "<<< "), regex(r"^(?:::: code-group|<<< @?/)", re.MULTILINE), "vitepress"),
    (("/// ", "!!! ", '=== "'), regex(r"^(?:/// \w+|!!! \w+|=== \")", re.MULTILINE), "mkdocs"),
    (("```{",), regex(r"^`{3,}\{(?:note|tip|warning|admonition|code-cell|toctree)\}", re.MULTILINE), "myst"),
    (("{% ",), regex(r"\{% (?:include|link|for|if|assign) "), "jekyll"),
)
_HIGHEST = 2  # folders above the root in which it is
_DEEPEST = 6  # folders below the root in which a generator's file is looked for
_SHARE = 0.1  # of the pages that must lie below a generator's file, or hold its markup

# Dialects whose ids a site of one dialect may have all the same: another version, another setting.
_FAMILY: Mapping[str, tuple[str, ...]] = {
    "mkdocs": ("mkdocs", "mkdocs-unicode"),
    "mkdocs-unicode": ("mkdocs-unicode", "mkdocs"),
    "hugo": ("hugo", "hugo-raw"),
    "vitepress": ("vitepress", "github"),
    "jekyll": ("jekyll", "github"),
    "myst": ("myst", "docutils"),
    "starlight": ("starlight", "github"),
}
# Ids in these syntaxes take the slug's place; others stand beside it.
_INSTEAD = ("attribute", "escaped", "brackets", "mdx-comment", "mdx-bare", "comment")
_ATTRIBUTES = regex(r"(?<!\s)\s*+\{:?\s*[.][^{}]*\}\s*$")
_RAW_HEADING = regex(r"<h([1-6])\b[^<>]*>(.{0,2000}?)</h\1>", re.DOTALL | re.IGNORECASE)
_BLOCK_ID = regex(r"\{:?[^{}\n#]*#(?P<id>[^\s{}\"']++)[^{}\n]*\}")
_NAME_OPTION = regex(r"^\s*:(?:name|label):\s*(\S+)\s*$", re.MULTILINE)
_INDENTED_HEADING = regex(r"^[ \t]*+#{1,6}[ \t]++([^\n]*)$", re.MULTILINE)
_SHOWN_ON_GITHUB = regex(r"(?:^|/)[A-Z][A-Z_-]+(?:[._-][\w.-]+)?\.md$")


def detect(root: Path, names: Collection[str]) -> str:
    """Tell a site's dialect, or `unknown`.

    `names` are the paths of its pages, absolute or seen from `root`, or a mapping from these to the documents. The
    generator's own files tell, at the root, one folder below or in any folder above the pages; failing these, the
    pages' places and markup.
    """
    folders = _Folders()
    places = [split(name) for name in names]
    inside = {folder: PurePosixPath(root.as_posix(), folder) for folder in {folder for folder, _ in places}}
    above = _above(root, inside.values())
    paths = [f"{inside[folder].as_posix()}/{name}" for folder, name in places]
    for files, dialect, pattern in _SIGNS:
        found = [folder.as_posix().rstrip("/") + "/" for folder in above if folders.hold(folder, files, pattern)]
        if found and sum(path.startswith(tuple(found)) for path in paths) >= _SHARE * len(paths):
            return dialect
    for folder in (root, *folders.inside(root)):
        for files, dialect, pattern in _SIGNS:
            if folders.hold(folder, files, pattern):
                return dialect
    return _from_pages(names)


class _Folders:
    """What stands in folders, each looked at once."""

    def __init__(self) -> None:
        self._names: dict[Path, frozenset[str]] = {}

    def hold(self, folder: Path, files: Collection[str], pattern: str) -> bool:
        """Say whether one of these files (or folders) is there and holds what tells its generator."""
        found = self._in(folder).intersection(files)
        return bool(found) and any(_tells(folder / file, pattern) for file in sorted(found))

    def inside(self, folder: Path) -> list[Path]:
        """Give the folders in a folder."""
        try:
            with os.scandir(folder) as entries:
                return sorted(folder / entry.name for entry in entries if _is_folder(entry))
        except OSError:
            return []

    def _in(self, folder: Path) -> frozenset[str]:
        if folder not in self._names:
            try:
                self._names[folder] = frozenset(os.listdir(folder))  # noqa: PTH208
            except OSError:
                self._names[folder] = frozenset()
        return self._names[folder]


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _tells(path: Path, pattern: str) -> bool:
    try:
        return not pattern or bool(re.search(pattern, path.read_text("utf-8", "replace")[:20000]))
    except OSError:
        return False


def _above(root: Path, folders: Iterable[PurePosixPath]) -> list[Path]:
    """Give these folders and those above them, as deep and as high as a generator's file may be."""
    at = len(PurePosixPath(root.as_posix()).parts)
    found = {parent for folder in set(folders) for parent in (folder, *folder.parents)}
    return [Path(folder) for folder in sorted(found, key=str) if -_HIGHEST <= len(folder.parts) - at <= _DEEPEST]


def _from_pages(names: Collection[str]) -> str:
    """Tell the dialect by where pages stand and what markup they use."""
    for signs, pattern, dialect in _PATHS:
        if sum(has(name, signs, pattern) for name in names) >= max(2, _SHARE * len(names)):
            return dialect
    if isinstance(names, Mapping):
        for signs, pattern, dialect in _TEXTS:
            if sum(has(page.text, signs, pattern) for page in names.values()) >= max(2, _SHARE * len(names)):
                return dialect
    return UNKNOWN


# --- the ids of a page ---------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def heading_ids(document: Document, dialect: str) -> dict[int, str]:
    """Give the id of each heading by its number in the page, from 0; "" where it has none.

    An unknown dialect counts as GitHub's.
    """
    known = dialect if dialect in DIALECTS else "github"
    made = iter(slugs(_inputs(document, known, explicit=True), known))
    return {n: next(made) if _gets_id(head, known) else "" for n, head in enumerate(document.of(Heading))}


def _inputs(document: Document, dialect: str, *, explicit: bool) -> list[SlugInput]:
    heads = (head for head in document.of(Heading) if _gets_id(head, dialect))
    return [(bare_heading(h.text), h.anchors[0].id if h.anchors and explicit else None, h.level) for h in heads]


def _gets_id(heading: Heading, dialect: str) -> bool:
    """Say whether a heading has an id: one that is written in HTML has its own, or the one that GitHub makes."""
    return heading.form != "tag" or bool(heading.anchors) or dialect == "github"


def bare_heading(text: str) -> str:
    """Give a heading's text without the attributes behind it."""
    return _ATTRIBUTES.sub("", text) if "{" in text else text


def plausible(document: Document, dialect: str) -> tuple[str, ...]:
    """Give the dialects whose ids a page may have: all where the site's is unknown."""
    if dialect not in DIALECTS:
        return DIALECTS
    family = _FAMILY.get(dialect, (dialect,))
    return (*family, "github") if _SHOWN_ON_GITHUB.search(document.path) else family


@lru_cache(maxsize=4096)
def document_ids(document: Document, dialect: str) -> frozenset[str]:
    """Give every id that a page exposes. Where the dialect is unknown, whatever any renderer would make counts."""
    found = {anchor.id for anchor in document.anchors} | set(_scattered(document))
    heads = list(document.of(Heading))
    found |= {anchor.id for head in heads for anchor in head.anchors}
    beside = any(anchor.syntax not in _INSTEAD for head in heads for anchor in head.anchors)
    for known in plausible(document, dialect):
        found |= set(slugs(_inputs(document, known, explicit=True), known))
        if beside:
            found |= set(slugs(_inputs(document, known, explicit=False), known))
        if known == "github":
            found |= set(slugs(_with_raw_headings(document), known))
    return frozenset(found)


def _with_raw_headings(document: Document) -> list[SlugInput]:
    """Give the headings with those written in HTML, which GitHub gives ids, too."""
    found: list[SlugInput] = []
    for block in document.blocks:
        if isinstance(block, Heading):
            found.append((block.text, None, block.level))
        elif isinstance(block, Html):
            found += ((match[2].strip(), None, int(match[1])) for match in _RAW_HEADING.finditer(block.text))
    return found


def _scattered(document: Document) -> Iterator[str]:
    """Yield the ids that stand elsewhere: attribute lists of paragraphs, HTML in running text, directives' names."""
    for block in document.blocks:
        if isinstance(block, Code | FrontMatter):
            if isinstance(block, Code):
                yield from _in_code(block)
            continue
        text = document.text[block.span.start : block.span.end]
        if "#" in text and "{" in text and not isinstance(block, Heading):
            yield from (match["id"] for match in _BLOCK_ID.finditer(text))
            yield from (anchor.id for anchor in span_anchors(text, 0))
        if "<" in text:
            yield from (anchor.id for anchor in html_anchors(text, 0))
        if ":name:" in text or ":label:" in text:
            yield from _NAME_OPTION.findall(text)
        if isinstance(block, Component) and block.form == "shortcode":
            yield from re.findall(r"[\w.-]+", block.attributes)


def _in_code(block: Code) -> Iterator[str]:
    """Yield the ids in what is read as code: directives' names, and headings that a tab's markup indents."""
    if ":" in block.body:
        yield from _NAME_OPTION.findall(block.body)
    if not block.fence and "#" in block.body:
        heads = [(match[1].rstrip().rstrip("#").rstrip(), None, 2) for match in _INDENTED_HEADING.finditer(block.body)]
        for dialect in DIALECTS:
            yield from slugs(heads, dialect)
