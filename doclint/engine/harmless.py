"""Owns the care that a fix breaks no link: where it takes an id away, links to that id go with it, or it is dropped."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from urllib.parse import quote

from doclint.anchors.dialect import heading_ids, plausible
from doclint.anchors.resolve import Destination, Resolver
from doclint.anchors.uses import Use, repointed, uses
from doclint.engine.allow import Signed
from doclint.engine.load import document
from doclint.model import Document, Edit, Finding, Fix, Heading, Site, Span, healed
from doclint.record import replace
from doclint.text.decode import encode

Leads = tuple[tuple[Document, Use, Destination], ...]


def harmless(found: list[Signed], site: Site) -> list[Signed]:
    """Give the findings with such fixes alone as leave every link alive.

    A fix that changes a heading's id changes the links to the old one on the same page, too. Where links of other
    pages lead there, or a link cannot be rewritten, the fix is dropped, and the message says what else to change.
    """
    by_page: dict[str, list[int]] = {}
    for number, (_, finding) in enumerate(found):
        if finding.fix:
            by_page.setdefault(finding.document.path, []).append(number)
    kept = list(found)
    resolver = cache(lambda: Resolver(site.scope, site.documents, site.habits.anchor_dialect))
    for every in by_page.values():
        page = found[every[0]][1].document
        numbers = list(_on_headings(page, every, found))
        fixes = [fix for number in numbers if (fix := found[number][1].fix)]
        gone = (
            _lost(page, [edit for fix in fixes for edit in fix.edits], site.habits.anchor_dialect)
            if fixes
            else frozenset[str]()
        )
        leads = _leading(site, page, gone, resolver()) if gone else ()
        for number in numbers if leads else ():
            rule, finding = kept[number]
            kept[number] = rule, _mended(finding, gone, leads, site.habits.anchor_dialect)
    return kept


def _on_headings(page: Document, numbers: Iterable[int], found: list[Signed]) -> Iterator[int]:
    """Yield those findings whose fix touches a heading; proven repairs change no id: ids are made of healed text."""
    repairs = set(page.repairs)
    heads = list(page.of(Heading))
    starts, ends = [head.span.start for head in heads], [head.span.end for head in heads]
    for number in numbers:
        fix = found[number][1].fix
        spans = [edit.span for edit in fix.edits if edit not in repairs] if fix else []
        if any(bisect_left(ends, span.start) < bisect_right(starts, span.end) for span in spans):
            yield number


def _after(page: Document, edits: Iterable[Edit]) -> Document:
    text = healed(page.text, Span(0, len(page.text)), tuple(sorted(set(edits))))
    return document(encode(text, page.encoding), page.path, page.language)


def _lost(page: Document, edits: Iterable[Edit], dialect: str) -> frozenset[str]:
    """Give the ids of headings that a page has before edits, but not after them, with any renderer it may have."""
    after = _after(page, edits)
    lost: set[str] = set()
    for known in plausible(page, dialect):
        lost |= _ids(page, known) - _ids(after, known)
    return frozenset(lost)


def _ids(page: Document, dialect: str) -> set[str]:
    written = {anchor.id for head in page.of(Heading) for anchor in head.anchors}
    return {*heading_ids(page, dialect).values(), *written, *(anchor.id for anchor in page.anchors)}


def _renamed(page: Document, edits: Iterable[Edit], dialect: str) -> Mapping[str, str]:
    """Give by which written id each id goes that edits change."""
    after = _after(page, edits)
    heads, new = list(page.of(Heading)), list(after.of(Heading))
    renamed: dict[str, str] = {}
    if len(heads) == len(new):
        for number, (head, other) in enumerate(zip(heads, new, strict=True)):
            if other.anchors and other.anchors[0].id not in [anchor.id for anchor in head.anchors]:
                made = {heading_ids(page, known)[number] for known in plausible(page, dialect)}
                for name in made | {anchor.id for anchor in head.anchors}:
                    renamed[name.casefold()] = other.anchors[0].id
    return renamed


def _leading(site: Site, page: Document, gone: frozenset[str], resolver: Resolver) -> Leads:
    """Give the links of the whole site that lead to an id of `page` which will be gone, whatever its case."""
    spelt = {f"#{form}".casefold() for name in gone for form in (name, quote(name, errors="surrogatepass"))}
    return tuple(_links(site.documents.values(), page, spelt, resolver, {name.casefold() for name in gone}))


def _links(
    pages: Iterable[Document], page: Document, spelt: set[str], resolver: Resolver, gone: set[str]
) -> Iterator[tuple[Document, Use, Destination]]:
    for other in pages:
        text = other.text.casefold()
        if not any(form in text for form in spelt):
            continue
        for use in uses(other):
            destination = resolver.resolve(other, use.target)
            if page in destination.pages and destination.fragment.casefold() in gone:
                yield other, use, destination


def _mended(finding: Finding, gone: frozenset[str], leads: Leads, dialect: str) -> Finding:
    """Give a finding whose fix changes the page's own links to the ids that it takes away, or with no fix."""
    page, fix = finding.document, finding.fix
    assert fix is not None  # noqa: S101 -- none is looked at without
    mine = {name.casefold() for name in gone & _lost(page, fix.edits, dialect)}
    hurt = [lead for lead in leads if lead[2].fragment.casefold() in mine]
    if not hurt:
        return finding
    others = sorted({other.path for other, _, _ in hurt if other is not page})
    renamed = _renamed(page, fix.edits, dialect)
    edits = [repointed(page, use, renamed.get(where.fragment.casefold(), "")) for _, use, where in hurt]
    if not others and all(edits):
        return replace(finding, fix=Fix((*fix.edits, *filter(None, edits)), fix.safety))
    where = "on this page" if not others else f"in {others[0]}"
    where += f" and {len(others) - 1} more page{'s' * (len(others) > 2)}" if len(others) > 1 else ""
    advice = f"; links {where} lead to `#{hurt[0][2].fragment}`, change them with it"
    return replace(finding, message=finding.message + advice, fix=None)
