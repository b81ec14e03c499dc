"""Owns how each page stands to its source: what the names of pages, their texts and the source's history tell."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from doclint.record import record

if TYPE_CHECKING:
    from doclint.drift import Drift
    from doclint.model import Pair, Scope, Site


@record
class State:
    """How a page stands to its source.

    `state` is in step, wording (only words were mended in the source), behind, incomplete (it lacks sections of the
    source), copy (nothing in it is translated), missing, orphan, or translated where no history tells more.
    `sections` are those of the source that changed, or that the page lacks.
    """

    path: str
    language: str
    state: str
    sections: tuple[str, ...] = ()
    since: str = ""
    base: str = ""


def counted(scope: "Scope") -> Iterator[State]:
    """Yield what the names of the pages tell."""
    for pair in scope.pairs:
        yield State(pair.translation.name, pair.translation.language, "translated")
    for item in scope.missing:
        yield State(item.name, item.language, "missing")
    for page in scope.orphans:
        yield State(page.name, page.language, "orphan")


def looked_at(site: "Site") -> Iterator[State]:
    """Yield how the translated pages stand to their source, as far as its history is known."""
    from doclint.checks.identical_page import check as copies
    from doclint.drift import drift

    known = _several_commits(site)
    for pair in site.pairs:
        found = drift(pair.source, pair.translation, pair.past)
        page = pair.translation
        lacking = _lacking(pair)
        if any(copies(pair)):
            yield State(page.path, page.language, "copy")
        elif found.sections:
            yield State(page.path, page.language, "behind", found.sections, found.since, _commit(found))
        elif lacking:
            yield State(page.path, page.language, "incomplete", lacking, found.since, _commit(found))
        elif found.base is None or not (known or found.pinned):
            yield State(page.path, page.language, "translated")
        else:
            yield State(page.path, page.language, "wording" if found.wording else "in step", (), "", _commit(found))


def _several_commits(site: "Site") -> bool:
    """Say whether the history goes back behind one commit: with a single one there is no earlier source to see."""
    seen: set[str] = set()
    for pair in site.pairs:
        seen |= {version.commit for version in pair.past.revisions()}
        if len(seen) > 1:
            return True
    return False


def _lacking(pair: "Pair") -> tuple[str, ...]:
    """Give the source's sections that a translation lacks."""
    from doclint.model import Heading

    return tuple(heading.text for heading, row in pair.missing(Heading) if row.carried)


def _commit(found: "Drift") -> str:
    return found.base.commit if found.base else ""
