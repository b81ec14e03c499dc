"""Owns what is left unsaid: findings whose cause another finding tells."""

from doclint.engine.allow import Signed
from doclint.model import Finding, Site, Span

_DEAD = ("broken-anchor", "broken-link")
_CODE = ("changed-code", "changed-output", "extra-code", "extra-output")
# What a page that stops early lacks after its end, and in the sentence that was cut.
_LACKING = ("missing-", "changed-", "list-length", "table-shape")


def one_cause(found: list[Signed], site: Site) -> list[Signed]:
    """Tell a dead link, a page that stops early, and code that the source once had, once.

    A link that leads nowhere, or an image without its file, is not told as changed, too; and a link that is dead in
    the source, but that every translation has mended or lost, is told where it differs. What stands in the source
    behind the place where a translation stops is not told as missing.
    """
    gone = {(finding.document.path, finding.span) for rule, finding in found if rule == "broken-image"}
    dead = {(finding.document.path, finding.span) for rule, finding in found if rule in _DEAD}
    stops = {finding.document.path: finding for rule, finding in found if rule == "truncated-page"}
    differs = {
        (finding.document.path, finding.related.document.path, finding.related.span)
        for rule, finding in found
        if rule in ("changed-link", "missing-link") and finding.related
    }
    stale = {(finding.document.path, finding.span.start) for rule, finding in found if rule == "stale-code"}
    translations: dict[str, set[str]] = {}
    for pair in site.pairs:
        translations.setdefault(pair.source.path, set()).add(pair.translation.path)

    def told(rule: str, finding: Finding) -> bool:
        path, span = finding.document.path, finding.span
        if path in stops and rule.startswith(_LACKING) and _behind(finding, stops[path]):
            return True
        if rule in _CODE and (path, span.start) in stale:
            return True
        if rule == "changed-link":
            defined = _defined(finding)
            return any(
                where == path and (span.holds(inner) or finding.document.read(inner) == defined)
                for where, inner in dead
            )
        if rule == "changed-image" and gone:
            return any(_on(finding.document.path, span, one) for one in gone) or (
                finding.related is not None
                and any(_on(finding.related.document.path, finding.related.span, one) for one in gone)
            )
        if rule in _DEAD and path in translations:
            mended = {there for there, source, outer in differs if source == path and outer.holds(span)}
            return mended == translations[path]
        return False

    return [(rule, finding) for rule, finding in found if not told(rule, finding)]


def _defined(finding: Finding) -> str:
    """Give the target of the link at a finding, where a definition elsewhere on the page holds it; else nothing."""
    page = finding.document
    items = (item for block in page.blocks for item in getattr(block, "inlines", ()))
    return next((one.target for one in items if one.span == finding.span and one.form == "reference"), "")


def _on(path: str, span: Span, place: tuple[str, Span]) -> bool:
    """Say whether a place lies on this stretch of a page."""
    return path == place[0] and span.holds(place[1])


def _behind(finding: Finding, stop: Finding) -> bool:
    """Say whether a finding stands where the page stops, and speaks of what the source has there or behind it."""
    if finding.related is None or stop.related is None or finding.related.document is not stop.related.document:
        return False
    return finding.span.start >= stop.span.start and finding.related.span.start >= stop.related.span.start
