"""The words of the house: what a document, a pair, a finding is. Knows nothing of the rest.

Offsets are code points into `Document.text`; lines and columns count from 1.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import IntEnum
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Literal, TypeVar

from doclint.record import field, record


class Severity(IntEnum):
    """How sure a finding is: an error can never be right, a warning usually is wrong, an info is worth knowing."""

    INFO = 0
    WARNING = 1
    ERROR = 2

    @property
    def label(self) -> str:
        """The name as users write it: `info`, `warning` or `error`."""
        return self.name.lower()


Safety = Literal["safe", "unsafe"]


@record(order=True)
class Span:
    """A stretch of a document's text, in code points; `end` is exclusive."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def holds(self, other: "Span") -> bool:
        """Say whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


@record(order=True)
class Edit:
    """Replace what stands at `span` with `text`."""

    span: Span
    text: str


@record
class Fix:
    """Edits of one document that repair a finding; `safe` ones are proven, `unsafe` ones are suggestions."""

    edits: tuple[Edit, ...]
    safety: Safety


# --- what stands inside a block ------------------------------------------------------------------------------------


@record
class Link:
    """A link as written. `target` is the address with its fragment, neither decoded nor resolved."""

    span: Span
    target: str
    target_span: Span
    text: str
    form: Literal["inline", "reference", "autolink", "html", "bare"] = "inline"


@record
class Image:
    """An image as written, Markdown or HTML."""

    span: Span
    target: str
    target_span: Span
    alt: str
    form: Literal["inline", "reference", "html"] = "inline"


@record
class InlineCode:
    """A code span; `text` is what stands between the backticks."""

    span: Span
    text: str


@record
class Tag:
    """An HTML tag or a JSX component inside running text; `span` runs from `<` to `>`."""

    span: Span
    name: str
    closing: bool


Inline = Link | Image | InlineCode | Tag


@record
class Anchor:
    """An id that the author wrote. `span` covers the syntax, `id_span` the id alone."""

    id: str
    span: Span
    id_span: Span
    syntax: Literal[
        "attribute",  # {#id}, { #id }, {: #id}
        "escaped",  # \{#id}
        "brackets",  # [[id]]
        "mdx-comment",  # {/* #id */}
        "mdx-bare",  # {/*id*/}
        "html",  # <a id="id">, <a name="id">, id="id" on an element
        "comment",  # <!-- id --> right after the heading's marks
        "target",  # (id)= on the line before
        "bracketed-span",  # [term]{#id}
    ]


# --- blocks --------------------------------------------------------------------------------------------------------


@record
class Heading:
    """A heading. `text` is its healed Markdown without marks and explicit ids; `anchors` are the ids it carries.

    `form` says what makes it one: marks before it, a line below it, or a tag around it.
    """

    span: Span
    level: int
    text: str
    text_span: Span
    anchors: tuple[Anchor, ...] = ()
    inlines: tuple[Inline, ...] = ()
    form: Literal["marks", "line", "tag"] = "marks"


@record
class Code:
    """A code block, fenced or indented. `body` is healed and free of the indentation of what contains it."""

    span: Span
    info: str
    info_span: Span
    language: str
    body: str
    body_span: Span
    fence: str
    closed: bool = True


@record
class Prose:
    """A paragraph, also one in a list item or a quote. `text` is healed Markdown, lines joined by a line end."""

    span: Span
    text: str
    role: Literal["paragraph", "item", "definition"] = "paragraph"
    depth: int = 0
    quoted: bool = False
    inlines: tuple[Inline, ...] = ()
    list_start: int = -1
    """Offset where the list begins that this item belongs to; -1 outside lists."""


@record
class Table:
    """A table: the healed text of each cell, row by row, the header first."""

    span: Span
    rows: tuple[tuple[str, ...], ...]
    row_spans: tuple[Span, ...]
    inlines: tuple[Inline, ...] = ()


@record
class Component:
    """A line that is markup and no prose: a component's tag, an admonition's fence, a shortcode, an include."""

    span: Span
    name: str
    attributes: str
    form: Literal["tag", "admonition", "shortcode", "include", "macro", "import"]
    closing: bool = False
    inlines: tuple[Inline, ...] = ()


@record
class Html:
    """A block of raw HTML."""

    span: Span
    text: str
    inlines: tuple[Inline, ...] = ()


@record
class Comment:
    """An HTML or MDX comment that stands alone; `text` is what it says."""

    span: Span
    text: str


@record
class Definition:
    """A link reference definition: `[label]: target "title"`."""

    span: Span
    label: str
    target: str
    target_span: Span


@record
class FrontMatter:
    """The metadata at the head of a page, with `text` between its marks."""

    span: Span
    text: str
    syntax: Literal["yaml", "toml"]


Block = Heading | Code | Prose | Table | Component | Html | Comment | Definition | FrontMatter
InlineT = TypeVar("InlineT", Link, Image, InlineCode, Tag)
BlockT = TypeVar("BlockT", Heading, Code, Prose, Table, Component, Html, Comment, Definition, FrontMatter)


@record
class Encoding:
    """How the file's bytes became text: codec, byte order mark, and the bytes that the codec could not read.

    A byte that could not be read stands in the text as the lone surrogate U+DC80…U+DCFF (Python's
    "surrogateescape", PEP 383), so nothing is lost and the file can be written back byte for byte.
    """

    name: str = "utf-8"
    bom: bool = False
    undecodable: tuple[Span, ...] = ()


@record
class Context:
    """What other pages tell about damage on a page: the counterpart's text, and the clean pages in the page's language.

    `words` are the whole words of these pages that are not ASCII. `clean` says that with all this nothing was found to
    repair, `untouched` that nothing on the page so much as looks like damage, whatever others tell.
    """

    reference: str | None = None
    words: frozenset[str] = field(default=frozenset(), repr=False)
    pages: tuple[str, ...] = field(default=(), repr=False)
    clean: bool = False
    untouched: bool = False


@record
class Cut:
    """What a parser finds on a page: its blocks in reading order, and the ids that it exposes outside its headings."""

    blocks: tuple[Block, ...] = ()
    anchors: tuple[Anchor, ...] = ()


def _uncut(_part: str = "") -> Cut:
    return Cut()


@record(eq=False, caching=True)
class Document:
    """A page as it stands on disk, cut into blocks in reading order when these are first asked for.

    Most pages of a site have no translation yet and nothing suspicious, so nobody asks for their blocks. `repairs` are
    the proven repairs of its encoding damage: `text` keeps the damage, so that positions are true, and `read` gives
    the healed text, so that no check sees damage. `context` is what else tells about the damage. Two documents are
    equal only if they are one: checks keep what they found out about a page under the page itself.
    """

    path: str
    language: str
    text: str
    cut: Callable[..., Cut] = field(default=_uncut, repr=False)
    repairs: tuple[Edit, ...] = ()
    encoding: Encoding = field(default_factory=Encoding)
    context: Context = field(default_factory=Context, repr=False)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The page's blocks in reading order."""
        return self.cut().blocks

    def blocks_of(self, part: str) -> tuple[Block, ...]:
        """Give the blocks of a part of the page that nothing is to be repaired in, with spans in that part."""
        return self.cut(part).blocks

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """The ids that the page exposes outside its headings."""
        return self.cut().anchors

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The offsets at which the page's lines begin."""
        return line_starts(self.text)

    def read(self, span: Span) -> str:
        """Give the healed text of `span`."""
        return healed(self.text, span, self.repairs)

    def position(self, offset: int) -> tuple[int, int]:
        """Turn an offset into line and column, both from 1, columns in code points."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """Give a line as it stands on disk, from 1, without its line end."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def of(self, kind: type[BlockT]) -> Iterator[BlockT]:
        """Yield the blocks of one kind."""
        return (block for block in self.blocks if isinstance(block, kind))


def inlines_of(blocks: Iterable[Block], kind: type[InlineT]) -> Iterator[InlineT]:
    """Yield what stands inside these blocks, of one kind."""
    for block in blocks:
        for item in getattr(block, "inlines", ()):
            if isinstance(item, kind):
                yield item


def line_starts(text: str) -> tuple[int, ...]:
    r"""Give the offsets at which the lines of `text` begin; lines end at `\n`, `\r\n` or a lone `\r` alone."""
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    lengths = [len(line) + 1 for line in text.split("\n")]
    return (0, *accumulate(lengths[:-1]))


def healed(text: str, span: Span, repairs: tuple[Edit, ...]) -> str:
    """Give the part of `text` at `span` with `repairs` (sorted, not overlapping) applied inside it."""
    if not repairs:
        return text[span.start : span.end]
    pieces: list[str] = []
    at = span.start
    for edit in repairs[bisect_right(repairs, span.start, key=lambda edit: edit.span.end) :]:
        if edit.span.start >= span.end:
            break
        if edit.span.start < at or edit.span.end > span.end:
            continue
        pieces += (text[at : edit.span.start], edit.text)
        at = edit.span.end
    return "".join((*pieces, text[at : span.end]))


# --- pairs and sites -----------------------------------------------------------------------------------------------


@record
class Row:
    """What stands for what. One side is empty where something is missing; prose may be one to two or two to one.

    Code may be cut into several blocks on one side, which then holds what only it says between them, too.

    `place` is the point in the other document where the missing side belongs. `carried` are the blocks that
    are missing together with a heading, because its whole section is. `among` are all items of a list, or entries
    of a glossary, and of its counterpart where nothing tells which of them it is that one of them lacks.
    """

    source: tuple[Block, ...]
    translation: tuple[Block, ...]
    place: Span = Span(0, 0)
    carried: tuple[Block, ...] = ()
    moved: bool = False
    among: tuple[tuple[Block, ...], tuple[Block, ...]] = ((), ())


def _silent(_language: str) -> frozenset[str]:
    return frozenset()


@record
class Habits:
    """What a site does throughout, learnt from its pages, so that a lone exception stands out and a habit does not."""

    pins_anchors: bool = False
    keeps_headings: bool = False
    anchor_dialect: str = "github"
    copies_anchors: bool = False
    """Whether the ids that translations write where the source writes none are the source's own slugs."""
    translates_anchors: bool = False
    """Whether translations write ids of their own throughout where the source writes one."""
    anchor_form: str = ""
    """How an id is written behind a heading, with `%s` for the id; empty where no translation does it."""
    spoken: Callable[[str], frozenset[str]] = _silent
    """Gives the words, folded, that the site's pages in a language say outside code; found when first asked for."""
    translates_headings: bool = False
    """Whether hardly a heading that reads as a sentence is left in the source's language."""
    translates_images: bool = False
    """Whether hardly a description of an image is left so."""
    own_boxes: bool = False
    """Whether translations write boxes in another syntax than the source throughout."""
    usual: Mapping[str, str] = field(default_factory=dict)
    """How headings and titles that many pages of the source have are mostly rendered, by their folded text."""
    kept_keys: frozenset[str] = frozenset()
    """The keys at the head of pages that translations keep."""
    equal_keys: frozenset[str] = frozenset()
    """Those of them that translations keep with the source's value."""
    by_language: Mapping[str, "Habits"] = field(default_factory=dict)

    def of(self, language: str) -> "Habits":
        """Give the habits of the translations in one language; the whole site's where these are not known."""
        return self.by_language.get(language, self)


@record
class Revision:
    """A page as it was after a commit; `date` is that of the commit, as in 2024-02-29."""

    commit: str
    date: str
    subject: str
    text: str


def _no_revision(_commit: str) -> Revision | None:
    return None


@record
class Past:
    """What is known of a page's past; nothing is looked up before it is asked for.

    `revisions` gives the page's versions, the newest first; `at` gives it as it was at a commit.
    """

    revisions: Callable[[], tuple[Revision, ...]] = tuple
    at: Callable[[str], Revision | None] = _no_revision
    deep: bool = False
    """Whether every version is to be looked at even where nothing asks for it."""


@record(eq=False)
class Pair:
    """A source page and its translation, aligned, and the source's past."""

    source: Document
    translation: Document
    rows: tuple[Row, ...]
    habits: Habits = field(default_factory=Habits)
    past: Past = field(default_factory=Past)

    def both(self, kind: type[BlockT]) -> Iterator[tuple[BlockT, BlockT]]:
        """Yield the blocks of one kind that stand for each other, one to one."""
        for row in self.rows:
            if len(row.source) == 1 == len(row.translation):
                source, translation = row.source[0], row.translation[0]
                if isinstance(source, kind) and isinstance(translation, kind):
                    yield source, translation

    def missing(self, kind: type[BlockT]) -> Iterator[tuple[BlockT, Row]]:
        """Yield source blocks of one kind that the translation lacks, with their row."""
        for row in self.rows:
            if not row.translation:
                yield from ((block, row) for block in row.source if isinstance(block, kind))

    def extra(self, kind: type[BlockT]) -> Iterator[tuple[BlockT, Row]]:
        """Yield translation blocks of one kind that the source lacks, with their row."""
        for row in self.rows:
            if not row.source:
                yield from ((block, row) for block in row.translation if isinstance(block, kind))


@record
class Page:
    """A file of the site: where it is, the name by which reports call it (POSIX, relative), and its language."""

    path: Path
    name: str
    language: str


@record
class PagePair:
    """A source page and its counterpart in one language."""

    source: Page
    translation: Page


@record
class MissingPage:
    """A source page that a language lacks, and the name that its translation would have."""

    source: Page
    language: str
    name: str


@record
class Layout:
    """A pattern by which translations are found, e.g. `docs/en/{path}` and `docs/{lang}/{path}`."""

    source: str
    translation: str
    kind: str


@record
class Scope:
    """What a run looks at: pages, pairs, and what has no counterpart. Sorted by name."""

    root: Path
    pages: tuple[Page, ...]
    pairs: tuple[PagePair, ...]
    missing: tuple[MissingPage, ...] = ()
    orphans: tuple[Page, ...] = ()
    layouts: tuple[Layout, ...] = ()
    warnings: tuple[str, ...] = ()
    source_language: str = "en"


@record
class Term:
    """An entry of a term base: how the site says something, by language code.

    `renderings` are what may stand for `source`, the first being the one to propose; `forbidden` may not. A term to
    `keep` stays as it is in every language.
    """

    source: str
    renderings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    forbidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    keep: bool = False
    case_sensitive: bool = False
    part_of_speech: str = ""


@record(eq=False)
class Site:
    """Everything that was read: documents by name, aligned pairs, and the scope that they came from.

    `terms` is the term base that the configuration gives; `focus` names the pages of which anything will be told, None
    for all.
    """

    scope: Scope
    documents: Mapping[str, Document]
    pairs: tuple[Pair, ...]
    habits: Habits = field(default_factory=Habits)
    terms: tuple[Term, ...] = ()
    focus: frozenset[str] | None = None

    def looked_at(self) -> Iterator[Document]:
        """Yield the pages of which anything will be told; the others may tell something about these."""
        return (page for name, page in self.documents.items() if self.focus is None or name in self.focus)


# --- findings ------------------------------------------------------------------------------------------------------


@record
class Place:
    """A stretch of one document."""

    document: Document
    span: Span


@record
class Finding:
    """What a check says: where, what, the other side, and the repair where there is one.

    A check knows no rule name, severity, path format or output: the engine signs its findings.
    """

    document: Document
    span: Span
    message: str
    related: Place | None = None
    fix: Fix | None = None


@record
class Problem:
    """A finding signed by the engine."""

    rule: str
    severity: Severity
    finding: Finding
    fingerprint: str
