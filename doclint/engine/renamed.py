"""Owns the question which of a language's pages has another name than its source, as the links to it show."""

from posixpath import dirname, join, normpath
from urllib.parse import unquote

from doclint.anchors.places import stem
from doclint.engine.allow import Signed
from doclint.linked import address, link_at, names
from doclint.model import Finding, Link, Place, Site, Span
from doclint.regex import regex

_WORD = regex(r"[a-z]+")
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
    known: dict[str, set[tuple[str, str]]] = {}
    for (language, source), targets in led.items():
        name = targets[0]
        if name not in own.get(language, ()) or source not in lacking.get(language, ()) or len(set(targets)) > 1:
            continue
        if len(targets) >= _OFTEN or SequenceMatcher(None, name, source, autojunk=False).ratio() >= _ALIKE:
            known.setdefault(language, set()).add((name, source))
    return known


def to_own_pages(found: list[Signed], site: Site) -> frozenset[tuple[str, Span]]:
    """Give the links, by page and place, to a page whose name was translated, in the folder of the page's language.

    No page is known to translate the one that the source leads to, nor to be the source of this one; they stand in the
    same folder but for the language, and no link says that one of them is yet another page.
    """
    if not site.scope.orphans:
        return frozenset()
    own = {(page.language, stem(page.name)) for page in site.scope.orphans}
    taken = {(pair.translation.language, stem(pair.source.name)) for pair in site.scope.pairs}
    sources = {stem(page.name) for page in site.scope.pages if page.language == site.scope.source_language}
    led: dict[tuple[str, str], set[str]] = {}
    places: dict[tuple[str, Span], tuple[str, str, str]] = {}
    for rule, finding in found:
        if rule != "changed-link" or not finding.related:
            continue
        language = finding.document.language
        name, source = (_meant(place) for place in (Place(finding.document, finding.span), finding.related))
        led.setdefault((language, name), set()).add(source)
        led.setdefault((language, source), set()).add(name)
        untold = (language, name) in own and (language, source) not in taken and source in sources
        untold = untold and _is_in(name, language, site)
        folders = _folders(name, language), _folders(source, finding.related.document.language)
        if untold and folders[0] == folders[1] and len(folders[0]) < len(dirname(name).split("/")):
            places[finding.document.path, finding.span] = language, name, source
    return frozenset(
        place for place, (language, *both) in places.items() if all(len(led[language, one]) == 1 for one in both)
    )


def _meant(place: Place) -> str:
    """Give the name, as `stem` has it, of the page that the link at a place leads to from there."""
    link: Link | None = link_at(place.document, place.span)
    target = unquote(link.target.partition("#")[0].partition("?")[0]) if link else ""
    return stem(normpath(join(dirname(place.document.path), target))) if target and ":" not in target else ""


def _is_in(name: str, language: str, site: Site) -> bool:
    """Say whether a page's name is in a language: in letters that English lacks, or with a word of its pages alone."""
    last = name.rpartition("/")[2]
    if not last.isascii():
        return True
    said, others = site.habits.spoken(language), site.habits.spoken(site.scope.source_language)
    return any(word in said and word not in others for word in _WORD.findall(last))


def _folders(name: str, language: str) -> list[str]:
    """Give the folders of a page but for those that are called after its language."""
    return [part for part in dirname(name).split("/") if not names(part, language)]


def sides(finding: Finding) -> tuple[str, str]:
    """Give the last parts of the addresses of a link and of its counterpart in the source."""
    places = [Place(finding.document, finding.span), *([finding.related] if finding.related else [])]
    links = [link_at(place.document, place.span) for place in places]
    names = [_last(link.target) if link else "" for link in links]
    return names[0], names[-1] if len(names) > 1 else ""


def _last(target: str) -> str:
    path = address(target)[1]
    return path[-1] if path else ""
