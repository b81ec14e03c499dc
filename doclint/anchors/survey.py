"""Owns the look at all links of a site: which are dead, which the source has dead as well, and what was meant."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache

from doclint.anchors.dialect import UNKNOWN, heading_ids
from doclint.anchors.pins import wrong_pins
from doclint.anchors.resolve import Destination, Kind, Resolver, is_generated
from doclint.anchors.rows import row_of, shared_rows
from doclint.anchors.uses import Use, uses, uses_of
from doclint.anchors.written import targets
from doclint.model import Block, Document, Heading, Pair, Site, Span
from doclint.record import record

# Where so many of the sources' own links of a shape lead nowhere, it is their generator that is not understood.
_DOUBTFUL = 4
_DOUBTFUL_SHARE = 0.25
_SHAPES = frozenset(("page", "file", "address"))
_SAME_OUTLINE = 0.75
_NEAR = 0.1  # how far from the source's place in the outline a counterpart stands
_NOWHERE = Span(0, 0)

Links = tuple[tuple[Use, Destination], ...]


@record
class Dead:
    """A link that leads nowhere; `same` is the source's link that leads somewhere, where there is one."""

    page: Document
    use: Use
    destination: Destination
    same: Use | None = None


class Survey:
    """All links of a site, resolved."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.resolver = Resolver(site.scope, site.documents, site.habits.anchor_dialect)
        self._pairs = {pair.translation.path: pair for pair in site.pairs}
        self._paired = {page.path for pair in site.pairs for page in (pair.source, pair.translation)}
        self._links: dict[str, Links] = {}
        self._written: dict[str, Links | None] = {}
        if self._doubts_fragments():
            self.resolver = Resolver(site.scope, site.documents, UNKNOWN, self.resolver.places)
            self._links, self._written = {}, {}

    def _links_of(self, page: Document) -> Links:
        """Give a page's links with where they lead."""
        found = self._links.get(page.path)
        if found is None:
            found = tuple((use, self.resolver.resolve(page, use.target)) for use in uses(page))
            self._links[page.path] = found
        return found

    def _written_in(self, page: Document) -> Links | None:
        """Give the links of a page that needs no parser for it, and maybe more than these; None for other pages."""
        if page.path in self._paired or page.repairs:
            return None
        if page.path not in self._written:
            written = targets(page.text)
            links = ((Use(address, _NOWHERE, 0), self.resolver.resolve(page, address)) for address in written or ())
            self._written[page.path] = None if written is None else tuple(links)
        return self._written[page.path]

    def _suspects(self, page: Document, is_dead: Callable[[Document, Use, Destination], bool]) -> Links:
        """Give the links of a page, of one that is in no pair only as far as need be to know what `is_dead`."""
        written = self._written_in(page)
        if written is None or page.path in self._links:
            return self._links_of(page)
        suspects = {use.target for use, destination in written if is_dead(page, use, destination)}
        found = uses_of(page, suspects) if suspects else ()
        if found is None:
            return self._links_of(page)
        return tuple((use, self.resolver.resolve(page, use.target)) for use in found)

    def _likely_links(self, page: Document) -> Links:
        """Give a page's links, and maybe more than these."""
        links = self._written_in(page)
        return self._links_of(page) if links is None else links

    def _sources(self) -> list[Document]:
        found = {pair.source.path: pair.source for pair in self.site.pairs}
        return list(found.values()) or list(self.site.documents.values())

    def _suspects_first(self, is_dead: Callable[[Destination], bool]) -> Iterator[tuple[Document, bool]]:
        """Yield the sources, each with whether it may have a link that `is_dead`; those that may come first."""
        likely = [(page, self._likely_links(page)) for page in self._sources()]
        suspects = [page for page, links in likely if any(is_dead(destination) for _, destination in links)]
        yield from ((page, True) for page in suspects)
        known = {page.path for page in suspects}
        yield from ((page, False) for page, links in likely if links and page.path not in known)

    def _doubts_fragments(self) -> bool:
        """Say whether the sources' own fragments fail so often that the dialect must be another one."""
        answers: Counter[bool | None] = Counter()
        for page, suspect in self._suspects_first(self.resolver.lacks_fragment):
            if not suspect and not _too_many(answers[False], answers[True]):
                return False  # what is alive elsewhere can but add to this
            links = (destination for _, destination in self._links_of(page) if destination.fragment)
            answers.update(map(self.resolver.has_fragment, links))
        return _too_many(answers[False], answers[True])

    @cached_property
    def _trusted(self) -> frozenset[str]:
        """The shapes of paths that are understood: the sources' own links of that shape lead somewhere."""
        alive: Counter[str] = Counter()
        dead: Counter[str] = Counter()
        doubted = frozenset[str]()
        for page, suspect in self._suspects_first(lambda destination: destination.kind is Kind.DEAD):
            if not suspect and not doubted:
                break
            for _, destination in self._links_of(page):
                if destination.kind in (Kind.PAGE, Kind.FILE):
                    alive[destination.shape] += 1
                elif destination.kind is Kind.DEAD:
                    dead[destination.shape] += 1
            doubted = frozenset(shape for shape in _SHAPES if _too_many(dead[shape], alive[shape]))
        return _SHAPES - doubted

    # --- what is dead ---

    def dead_links(self) -> Iterator[Dead]:
        """Yield links whose page or file exists nowhere, what both sides have once, on the source."""
        yield from self._told_once(self._dead_link)

    def _dead_link(self, page: Document, use: Use, destination: Destination) -> bool:
        if destination.kind is not Kind.DEAD or self.resolver.places.root(page.path) is None:
            return False
        if destination.shape not in self._trusted:
            return False
        made = destination.shape == "file"  # when the site is built
        if made and not self._is_own(page, use):
            return False
        if not self.resolver.knows_folder(page, use.target) and (made or not self._is_own_folder(page, use)):
            return False
        return self.resolver.places.on_disk or destination.shape == "page" or self._translated(page, use)

    def _is_own(self, page: Document, use: Use) -> bool:
        """Say whether it is a translation's link that its source does not have."""
        pair = self._pairs.get(page.path)
        return pair is not None and all(_bare(other.target) != _bare(use.target) for other in uses(pair.source))

    def _is_own_folder(self, page: Document, use: Use) -> bool:
        """Say whether a translation links into a folder that its source does not; others may be made, or left out."""
        pair = self._pairs.get(page.path)
        return pair is not None and all(_folder(other.target) != _folder(use.target) for other in uses(pair.source))

    def _translated(self, page: Document, use: Use) -> bool:
        """Say whether the source links to a page of the same folder, so that it is the page's name that was changed."""
        pair = self._pairs.get(page.path)
        folder = _folder(use.target)
        return pair is not None and any(
            _folder(other.target) == folder and destination.kind is Kind.PAGE
            for other, destination in self._links_of(pair.source)
            if destination.shape != "own page"
        )

    def dead_fragments(self) -> Iterator[Dead]:
        """Yield links whose page is there but not their fragment, what both sides have once, on the source."""
        yield from self._told_once(self._dead_fragment)

    def _dead_fragment(self, page: Document, use: Use, destination: Destination) -> bool:
        if not destination.fragment or destination.kind is not Kind.PAGE:
            return False
        if page.path not in self._pairs:
            return self.resolver.lacks_fragment(destination)
        answer = self.resolver.has_fragment(destination)
        return answer is False or (answer is None and self._differs(page, use, destination))

    def _differs(self, page: Document, use: Use, destination: Destination) -> bool:
        """Say whether a fragment of a page that may have any id was changed, while the source's is seen to be there."""
        pair = self._pairs.get(page.path)
        if pair is None or is_generated(destination.fragment):
            return False
        blocks, rows = row_of(pair, use.block)
        path = _path(use.target)
        theirs = [
            found
            for other, found in self._links_of(pair.source)
            if other.block in blocks and _path(other.target) == path
        ]
        ours = [other for other in uses(page) if other.block in rows and _path(other.target) == path]
        if not theirs or len(theirs) != len(ours):
            return False
        return all(self.resolver.has_fragment(found) is True for found in theirs)

    def _told_once(self, is_dead: Callable[[Document, Use, Destination], bool]) -> Iterator[Dead]:
        """Yield what `is_dead`: what both sides have on the source alone.

        What no translation of a source has, they have all mended: there it is told that they differ.
        """
        dead = {
            page.path: [use for use, destination in self._suspects(page, is_dead) if is_dead(page, use, destination)]
            for page in self.site.looked_at()
        }
        shared: dict[str, set[str]] = {}  # by source, the dead targets that translations have as well
        for pair in self.site.pairs:
            ours, theirs = dead.get(pair.source.path), dead.get(pair.translation.path, [])
            if not ours:
                continue
            targets = {_bare(use.target) for use in uses(pair.translation)}
            blocks, rows = shared_rows(pair, ours, theirs)
            known = {_bare(use.target) for use in ours if _bare(use.target) in targets or use.block in blocks}
            shared.setdefault(pair.source.path, set()).update(known)
            told = {_bare(use.target) for use in ours}
            dead[pair.translation.path] = [
                use for use in theirs if _bare(use.target) not in told and use.block not in rows
            ]
        for name, found in dead.items():
            page, pair_ = self.site.documents[name], self._pairs.get(name)
            for use in found:
                if name not in shared or _bare(use.target) in shared[name]:
                    same = self._counterpart(pair_, use) if pair_ else None
                    yield Dead(page, use, self.resolver.resolve(page, use.target), same)

    def _counterpart(self, pair: Pair, use: Use) -> Use | None:
        """Give the source's link with the same target, or the one with the same path."""
        others = uses(pair.source)
        same = next((other for other in others if _bare(other.target) == _bare(use.target)), None)
        path = _path(use.target)
        return same or next((other for other in others if path and _path(other.target) == path), None)

    # --- what was meant ---

    def meant(self, dead: Dead) -> tuple[Pair, Heading, Heading, str] | None:
        """Give the pair, the source's heading, the translated one and its id that a dead fragment means."""
        for page in dead.destination.pages:
            pair = self._pairs.get(page.path)
            if pair is None or not _same_outline(pair):
                continue
            theirs = _by_id(pair.source, self.site.habits.anchor_dialect)
            heading = theirs.get(dead.destination.fragment) or theirs.get(dead.destination.fragment.casefold())
            heads, others = list(pair.source.of(Heading)), list(pair.translation.of(Heading))
            for source, translation in pair.both(Heading):
                if source is not heading or source.level != translation.level:
                    continue
                number = next(n for n, head in enumerate(others) if head is translation)
                place = next(n for n, head in enumerate(heads) if head is source)
                if abs(number / len(others) - place / len(heads)) <= _NEAR:
                    return pair, source, translation, heading_ids(pair.translation, self.resolver.dialect)[number]
        return None

    def told_elsewhere(self, dead: Dead) -> bool:
        """Say whether the heading that a fragment means is told as missing, or as lacking its id."""
        for page in dead.destination.pages:
            pair = self._pairs.get(page.path)
            if pair is None:
                continue
            if any(pin.wanted == dead.destination.fragment for pin in wrong_pins(pair)):
                return True
            heading = _by_id(pair.source, self.site.habits.anchor_dialect).get(dead.destination.fragment)
            if heading is not None and any(heading is lost for lost in _lost(pair)):
                return True
        return False


@lru_cache(maxsize=2)
def survey(site: Site) -> Survey:
    """Look at all links of a site; the rules about links share one look."""
    return Survey(site)


def _same_outline(pair: Pair) -> bool:
    """Say whether the pages have so many headings in common that each one's counterpart is sure."""
    most = max(sum(1 for _ in page.of(Heading)) for page in (pair.source, pair.translation))
    return sum(1 for _ in pair.both(Heading)) >= _SAME_OUTLINE * most


def _too_many(dead: int, alive: int) -> bool:
    return dead >= _DOUBTFUL and dead > _DOUBTFUL_SHARE * (dead + alive)


def _bare(target: str) -> str:
    return target.strip().removeprefix("./")


def _path(target: str) -> str:
    return _bare(target).partition("#")[0]


def _folder(target: str) -> str:
    return _path(target).rpartition("/")[0]


def _by_id(page: Document, dialect: str) -> dict[str, Heading]:
    """Give a page's headings by id, the first where several have it."""
    found: dict[str, Heading] = {}
    heads = list(page.of(Heading))
    for number, name in heading_ids(page, dialect).items():
        found.setdefault(name, heads[number])
    for head in heads:
        for anchor in head.anchors:
            found.setdefault(anchor.id, head)
    return found


def _lost(pair: Pair) -> Iterator[Block]:
    """Yield the source's headings that the translation lacks."""
    for heading, row in pair.missing(Heading):
        yield heading
        yield from row.carried
