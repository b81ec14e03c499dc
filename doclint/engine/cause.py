"""Owns what is left unsaid: findings whose cause another finding tells."""

from doclint.engine.allow import Signed
from doclint.engine.renamed import own_names, sides, to_own_pages
from doclint.linked import link_at
from doclint.model import Component, Document, Finding, FrontMatter, Place, Site, Span

_DEAD = ("broken-anchor", "broken-link")
_CODE = ("changed-code", "changed-output", "extra-code", "extra-output")
# What is told by its place in the source: there is none in the translation.
_LACKING = ("missing-", "list-length", "table-shape")
# What is odd where a page stops early: what it lacks from there on, and what was left of the block that was cut.
_CUT_OFF = (
    *_LACKING,
    *("changed-", "extra-", "heading-level", "unclosed-fence", "moved-section", "code-language"),
)


def one_cause(found: list[Signed], site: Site) -> list[Signed]:
    """Tell a dead link, a page that stops early, and code that the source once had, once.

    A link that leads nowhere, or an image without its file, is not told as changed, too; and a link that is dead in
    the source, but that every translation has mended or lost, is told where it differs. What stands in the source
    behind the place where a translation stops is not told as missing, nor a link to it from the same page as dead.
    A paragraph that became a heading is not told as missing, too. A component is not told as missing beside code that
    stands in it, nor a link as changed to a page that this language has under another name.
    """
    causes = _Causes(found, site)
    ways = (
        *(causes.in_conflict, causes.is_no_table, causes.in_head, causes.stops_early),
        *(causes.is_stale, causes.is_dead, causes.has_no_file, causes.is_mended),
        *(causes.holds_code, causes.is_renamed, causes.is_heading),
    )
    return [(rule, finding) for rule, finding in found if not any(way(rule, finding) for way in ways)]


class _Causes:
    """What the findings of a run tell; each method says whether a finding need not tell it again."""

    def __init__(self, found: list[Signed], site: Site) -> None:
        self._gone = _places(found, "broken-image")
        self._dead = _places(found, *_DEAD)
        self._stops = {finding.document.path: finding for rule, finding in found if rule == "truncated-page"}
        self._conflicts = _spans(found, "merge-conflict")
        self._heads = _spans(found, "front-matter-key", headless=True)
        self._tables = [finding for rule, finding in found if rule == "table-shape" and finding.related]
        self._stale = {(path, span.start) for path, span in _places(found, "stale-code")}
        self._differs = {
            (finding.document.path, finding.related.document.path, finding.related.span)
            for rule, finding in found
            if rule in ("changed-link", "missing-link") and finding.related
        }
        self._code = _related(found, "missing-code")
        self._headings = _related(found, "extra-heading")
        self._own_names = own_names(found, site)
        self._own_pages = to_own_pages(found, site)
        self._translations: dict[str, set[str]] = {}
        for pair in site.pairs:
            self._translations.setdefault(pair.source.path, set()).add(pair.translation.path)

    def in_conflict(self, rule: str, finding: Finding) -> bool:
        """Say whether a finding speaks of what stands between the marks of a conflict."""
        return rule != "merge-conflict" and any(
            span.start <= finding.span.start <= span.end for span in self._conflicts.get(finding.document.path, ())
        )

    def in_head(self, rule: str, finding: Finding) -> bool:
        """Say whether a finding speaks of the head of a page that is not read as one."""
        return rule.startswith(("extra-", "changed-", "heading-")) and any(
            span.start <= finding.span.start < span.end for span in self._heads.get(finding.document.path, ())
        )

    def is_no_table(self, rule: str, finding: Finding) -> bool:
        """Say whether what is missing or extra is a table that lost the line under its header."""
        if rule not in ("missing-block", "extra-block"):
            return False
        for told in self._tables:
            if told.document is finding.document and told.related is not None and finding.related is not None:
                if rule == "extra-block" and finding.span.holds(told.span):
                    return True
                if rule == "missing-block" and finding.related.span.holds(told.related.span):
                    return True
        return False

    def stops_early(self, rule: str, finding: Finding) -> bool:
        stop = self._stops.get(finding.document.path)
        if stop is None:
            return False
        if rule == "broken-anchor":
            return _own_anchor(finding)
        return rule.startswith(_CUT_OFF) and _behind(rule, finding, stop)

    def is_stale(self, rule: str, finding: Finding) -> bool:
        return rule in _CODE and (finding.document.path, finding.span.start) in self._stale

    def is_dead(self, rule: str, finding: Finding) -> bool:
        if rule != "changed-link" or not self._dead:
            return False
        page, span, defined = finding.document, finding.span, _defined(finding)
        return any(path == page.path and (span.holds(dead) or page.read(dead) == defined) for path, dead in self._dead)

    def has_no_file(self, rule: str, finding: Finding) -> bool:
        if rule != "changed-image":
            return False
        sides = [Place(finding.document, finding.span), *([finding.related] if finding.related else [])]
        return any(side.document.path == path and side.span.holds(gone) for side in sides for path, gone in self._gone)

    def is_mended(self, rule: str, finding: Finding) -> bool:
        path, span = finding.document.path, finding.span
        if rule not in _DEAD or path not in self._translations:
            return False
        mended = {there for there, source, outer in self._differs if source == path and outer.holds(span)}
        return mended == self._translations[path]

    def holds_code(self, rule: str, finding: Finding) -> bool:
        if rule != "missing-component" or not finding.related:
            return False
        page, source = finding.related.document, finding.related.span
        code = self._code.get((finding.document.path, page.path), ())
        inside = Span(source.end, _end(page, source)) if code else source
        return any(inside.holds(one) for one in code)

    def is_renamed(self, rule: str, finding: Finding) -> bool:
        if rule != "changed-link":
            return False
        if (finding.document.path, finding.span) in self._own_pages:
            return True
        if finding.document.language not in self._own_names:
            return False
        return sides(finding) in self._own_names[finding.document.language]

    def is_heading(self, rule: str, finding: Finding) -> bool:
        if rule != "missing-block" or not finding.related:
            return False
        key = finding.document.path, finding.related.document.path
        return finding.related.span in self._headings.get(key, ())


def _related(found: list[Signed], rule: str) -> dict[tuple[str, str], list[Span]]:
    """Give what findings of a rule show of the source, by the names of both pages."""
    places: dict[tuple[str, str], list[Span]] = {}
    for name, finding in found:
        if name == rule and finding.related:
            key = finding.document.path, finding.related.document.path
            places.setdefault(key, []).append(finding.related.span)
    return places


def _end(page: Document, opening: Span) -> int:
    """Give where the component ends that opens at `opening`; there, if nothing closes it."""
    parts = [part for part in page.of(Component) if part.span.start >= opening.start]
    depth = 0
    for part in parts:
        if part.name.removeprefix("end") != parts[0].name:
            continue
        depth += -1 if part.closing else 1
        if depth <= 0:
            return part.span.start
    return opening.end


def _places(found: list[Signed], *rules: str) -> set[tuple[str, Span]]:
    return {(finding.document.path, finding.span) for rule, finding in found if rule in rules}


def _spans(found: list[Signed], rule: str, *, headless: bool = False) -> dict[str, list[Span]]:
    """Give the places at which a rule was broken, by page; with `headless`, on pages without metadata alone."""
    spans: dict[str, list[Span]] = {}
    for name, finding in found:
        if name == rule and not (headless and any(finding.document.of(FrontMatter))):
            spans.setdefault(finding.document.path, []).append(finding.span)
    return spans


def _defined(finding: Finding) -> str:
    """Give the target of the link at a finding, where a definition elsewhere on the page holds it; else nothing."""
    link = link_at(finding.document, finding.span)
    return link.target if link and link.form == "reference" else ""


def _behind(rule: str, finding: Finding, stop: Finding) -> bool:
    """Say whether a finding stands where the page stops, and speaks of what the source has there or behind it."""
    if finding.related is None or stop.related is None:
        return finding.span.start >= stop.span.start
    if finding.related.document is not stop.related.document or finding.related.span.start < stop.related.span.start:
        return False
    return rule.startswith(_LACKING) or finding.span.start >= stop.span.start


def _own_anchor(finding: Finding) -> bool:
    """Say whether a link leads to a place of its own page, which may be where the page no longer goes."""
    written = finding.document.text[finding.span.start : finding.span.end]
    return written.startswith("#") or "](#" in written
