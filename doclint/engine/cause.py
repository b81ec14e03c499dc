"""Owns what is left unsaid: findings whose cause another finding tells."""

from doclint.engine.allow import Signed
from doclint.model import Finding, Site

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

    A link that leads nowhere is not told as changed, too; and one that is dead in the source, but that every
    translation has mended or lost, is told where it differs. What stands in the source behind the place where a
    translation stops is not told as missing, nor a link to it from the same page as dead.
    """
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
        if path in stops and rule.startswith(_CUT_OFF) and _behind(rule, finding, stops[path]):
            return True
        if path in stops and rule == "broken-anchor" and _own_anchor(finding):
            return True
        if rule in _CODE and (path, span.start) in stale:
            return True
        if rule == "changed-link":
            return any(where == path and span.holds(inner) for where, inner in dead)
        if rule in _DEAD and path in translations:
            mended = {there for there, source, outer in differs if source == path and outer.holds(span)}
            return mended == translations[path]
        return False

    return [(rule, finding) for rule, finding in found if not told(rule, finding)]


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
