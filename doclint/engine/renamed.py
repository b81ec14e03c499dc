"""Owns the question which of a language's pages has another name than its source, as the links to it show."""

from doclint.engine.allow import Signed
from doclint.linked import address, link_at
from doclint.model import Finding, Place, Site

_OFTEN = 3  # links to a page of another name that show it to be the same page
_ALIKE = 0.6  # names of pages, one of which comes from the other


def own_names(found: list[Signed], site: Site) -> dict[str, set[tuple[str, str]]]:
    """Give, by language, the addresses of pages that it lacks, with those of its own pages to which all links lead."""
    if not site.scope.orphans or all(rule != "changed-link" for rule, _ in found):
        return {}
    from difflib import SequenceMatcher

    lacking: dict[str, set[str]] = {}
    for missing in site.scope.missing:
        lacking.setdefault(missing.language, set()).add(_last(missing.source.name))
    own: dict[str, set[str]] = {}
    for page in site.scope.orphans:
        own.setdefault(page.language, set()).add(_last(page.name))
    led: dict[tuple[str, str], list[str]] = {}
    for rule, finding in found:
        if rule == "changed-link":
            target, source = sides(finding)
            led.setdefault((finding.document.language, source), []).append(target)
    names: dict[str, set[tuple[str, str]]] = {}
    for (language, source), targets in led.items():
        name = targets[0]
        if name not in own.get(language, ()) or source not in lacking.get(language, ()) or len(set(targets)) > 1:
            continue
        if len(targets) >= _OFTEN or SequenceMatcher(None, name, source, autojunk=False).ratio() >= _ALIKE:
            names.setdefault(language, set()).add((name, source))
    return names


def sides(finding: Finding) -> tuple[str, str]:
    """Give the last parts of the addresses of a link and of its counterpart in the source."""
    places = [Place(finding.document, finding.span), *([finding.related] if finding.related else [])]
    links = [link_at(place.document, place.span) for place in places]
    names = [_last(link.target) if link else "" for link in links]
    return names[0], names[-1] if len(names) > 1 else ""


def _last(target: str) -> str:
    path = address(target)[1]
    return path[-1] if path else ""
