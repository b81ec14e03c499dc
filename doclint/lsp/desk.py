"""Owns the site as an editor has it: text on disk or, where a page is open, as it is being typed.

Nothing here knows the editor's protocol. A whole look at the site is taken at the start and when a page is saved; in
between, a page that changes is compared with its counterparts alone, with the habits learnt from the whole site.
"""

from collections.abc import Collection, Mapping
from pathlib import Path
from threading import Lock

from doclint.checks import SITE
from doclint.config import Config
from doclint.discover import ScopeError, discover
from doclint.engine import document, examine, load
from doclint.model import Document, Page, Pair, Place, Problem, Scope, Site, Span
from doclint.outcome import Outcome
from doclint.record import record, replace

Problems = Mapping[str, tuple[Problem, ...]]
"""Findings by the name of the page that they stand in."""


@record
class _Read:
    """A page that was read: what it was read from, and the document."""

    stamp: tuple[int, int] | str
    document: Document


class Desk:
    """The pages under one folder, the editor's texts laid over the disk's."""

    def __init__(self, root: Path, config: Config) -> None:
        self.root = root
        self.config = config
        self._texts: dict[Path, str] = {}
        self._read: dict[str, _Read] = {}
        self._scope = Scope(root, (), ())
        self._site = Site(self._scope, {}, ())
        self._found: Problems = {}
        self._lock = Lock()

    # --- what the editor says --------------------------------------------------------------------------------------

    def open(self, path: Path, text: str) -> None:
        """Take a page's text from the editor until it is closed; called again whenever the text changes."""
        self._texts[path] = text

    def close(self, path: Path) -> None:
        """Take a page's text from the disk again."""
        self._texts.pop(path, None)

    def is_open(self, name: str) -> bool:
        """Say whether the editor shows the page."""
        return any(page.path in self._texts for page in self._scope.pages if page.name == name)

    # --- what is found ---------------------------------------------------------------------------------------------

    def survey(self) -> Problems:
        """Look at the whole site, and give every finding. A folder that holds no site has none."""
        with self._lock:
            try:
                scope = discover((self.root,), self.config, self.root)
            except ScopeError:
                scope = Scope(self.root, (), ())
            documents = self._documents(scope.pages)
            names = frozenset(page.name for page in scope.pages)
            outcome = examine(scope, documents, self.config, names)
            self._scope, self._site = scope, outcome.site
            self._found = _by_page(outcome, names)
            return self._found

    def look(self, path: Path) -> Problems:
        """Look again at one page and its counterparts, and give what is now found in each of them.

        What needs the whole site (links into other pages, ids that others use) stands as the last survey found it,
        as long as its place still holds the same text.
        """
        with self._lock:
            name = self.name_of(path)
            pairs = tuple(pair for pair in self._scope.pairs if name in (pair.source.name, pair.translation.name))
            pages = {page.name: page for pair in pairs for page in (pair.source, pair.translation)}
            pages |= {page.name: page for page in self._scope.pages if page.name == name}
            if not pages:
                return {}
            scope = replace(self._scope, pages=tuple(pages.values()), pairs=pairs, missing=(), orphans=())
            documents = self._documents(scope.pages)
            # an allowance of a rule that does not run here would be called unused
            config = replace(self.config, ignore=(*self.config.ignore, *SITE, "unused-allowance"))
            outcome = examine(scope, documents, config, frozenset(pages), habits=self._site.habits)
            found = {
                key: (*there, *self._kept(key, documents.get(key))) for key, there in _by_page(outcome, pages).items()
            }
            self._found = {**self._found, **found}
            new = {_sides(pair) for pair in outcome.site.pairs}
            self._site = replace(
                self._site,
                documents={**self._site.documents, **outcome.site.documents},
                pairs=(*(pair for pair in self._site.pairs if _sides(pair) not in new), *outcome.site.pairs),
            )
            return found

    def _kept(self, name: str, page: Document | None) -> tuple[Problem, ...]:
        """Give what the last survey found by looking at the whole site, moved to where its text stands now."""
        kept = []
        for problem in self._found.get(name, ()):
            finding = problem.finding
            if page is None or problem.rule not in (*SITE, "unused-allowance"):
                continue
            text = finding.document.text[finding.span.start : finding.span.end]
            at = page.text.find(text, max(0, finding.span.start - _NEAR)) if text else -1
            if at >= 0 and at <= finding.span.start + _NEAR:
                here = Span(at, at + len(text))
                same = here == finding.span and page.text == finding.document.text
                moved = replace(finding, document=page, span=here, fix=finding.fix if same else None)
                kept.append(replace(problem, finding=moved))
        return tuple(kept)

    def problems(self, path: Path) -> tuple[Problem, ...]:
        """Give what was last found in a page."""
        return self._found.get(self.name_of(path), ())

    def against(self, name: str) -> list[Problem]:
        """Give the findings in other pages that have their other side in this one."""
        return [
            problem
            for problems in self._found.values()
            for problem in problems
            if problem.finding.related is not None
            and problem.finding.related.document.path == name != problem.finding.document.path
        ]

    # --- where things stand ----------------------------------------------------------------------------------------

    def name_of(self, path: Path) -> str:
        """Give the name by which findings call the page at `path`; one that is no page of the site has its own."""
        return next((page.name for page in self._scope.pages if page.path == path), path.as_posix())

    def path_of(self, name: str) -> Path:
        """Give the place on disk of the page that findings call `name`."""
        return next((page.path for page in self._scope.pages if page.name == name), self.root / name)

    def document(self, path: Path) -> Document | None:
        """Give a page as it was last read."""
        return self._site.documents.get(self.name_of(path))

    def counterparts(self, path: Path, offset: int) -> list[Place]:
        """Give what stands on the other side of the block at `offset`: in the source, or in every translation."""
        name = self.name_of(path)
        places = []
        for pair in self._site.pairs:
            if name not in (pair.source.path, pair.translation.path):
                continue
            here_is_source = name == pair.source.path
            other = pair.translation if here_is_source else pair.source
            for row in pair.rows:
                here, there = (row.source, row.translation) if here_is_source else (row.translation, row.source)
                if any(block.span.start <= offset <= block.span.end for block in here):
                    places.append(Place(other, there[0].span if there else row.place))
                    break
        return places

    # --- reading ---------------------------------------------------------------------------------------------------

    def _documents(self, pages: Collection[Page]) -> dict[str, Document]:
        """Read pages, each only if it changed since it was last read."""
        found: dict[str, Document] = {}
        for page in pages:
            stamp = self._stamp(page)
            known = self._read.get(page.name)
            if known is None or known.stamp != stamp:
                text = self._texts.get(page.path)
                new = load(page, _nobody) if text is None else document(_bytes(text), page.name, page.language)
                if new is None:
                    self._read.pop(page.name, None)
                    continue
                known = self._read[page.name] = _Read(stamp, new)
            found[page.name] = known.document
        return found

    def _stamp(self, page: Page) -> tuple[int, int] | str:
        """Give what changes when a page does: its text in the editor, or its size and time on disk."""
        if page.path in self._texts:
            return self._texts[page.path]
        try:
            status = page.path.stat()
        except OSError:
            return ""
        return status.st_size, status.st_mtime_ns


_NEAR = 2_000  # code points that text may have moved and still be taken for the same place


def _sides(pair: Pair) -> tuple[str, str]:
    return pair.source.path, pair.translation.path


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _nobody(_message: str) -> None:
    """Leave unsaid what the command line says of pages that cannot be read."""


def _by_page(outcome: Outcome, names: Collection[str]) -> dict[str, tuple[Problem, ...]]:
    found: dict[str, list[Problem]] = {name: [] for name in sorted(names)}
    for problem in outcome.problems:
        found.setdefault(problem.finding.document.path, []).append(problem)
    return {name: tuple(problems) for name, problems in found.items()}
