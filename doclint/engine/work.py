"""Owns how the checks of a run are put to pages and pairs: only where it matters, here or by workers elsewhere."""

from collections.abc import Collection, Iterator
from typing import Protocol

from doclint.checks import DOCUMENT, PAIR, SITE
from doclint.engine.allow import Signed
from doclint.engine.progress import watched
from doclint.engine.selection import Selection
from doclint.model import Document, Finding, Fix, Pair, Place, Site, Span
from doclint.record import record, replace

# What needs git: one process alone talks to it, and hears what it lacks.
_OF_THE_PAST = ("stale-code", "stale-page")


@record
class Task:
    """Pages and pairs to be looked at, and by which checks."""

    pages: tuple[Document, ...]
    pairs: tuple[Pair, ...]
    chosen: Selection


class Workers(Protocol):
    """Does a task; a source's translations belong together."""

    def __call__(self, task: Task, site: Site, /) -> Iterator[Signed]:
        """Yield what the checks of pages and pairs find."""


def alone(task: Task, _site: Site, /) -> Iterator[Signed]:
    """Do a task here and now."""
    return looked_at(task)


def ask(site: Site, chosen: Selection, asked: Collection[str], workers: Workers = alone) -> Iterator[Signed]:
    """Put every running check to what it looks at; `workers` do what can be done apart.

    Looked at are the pages `asked` for and their families: a source with all its translations, since what one of them
    shows may be told on another. Checks of the whole site look at all of it.
    """
    pages, pairs = _families(site, asked)
    yield from workers(Task(pages, pairs, chosen), site)
    if len(pages) < len(site.documents):
        site = replace(site, focus=frozenset(page.path for page in pages))
    for name, site_check in SITE.items():
        if name in chosen.running:
            yield from ((name, finding) for finding in site_check(site))


def _families(site: Site, asked: Collection[str]) -> tuple[tuple[Document, ...], tuple[Pair, ...]]:
    wanted = set(asked)
    sources = {pair.source.path for pair in site.pairs if pair.source.path in wanted or pair.translation.path in wanted}
    pairs = tuple(pair for pair in site.pairs if pair.source.path in sources)
    names = sources | {pair.translation.path for pair in pairs} | wanted
    return tuple(page for name, page in site.documents.items() if name in names), pairs


def looked_at(task: Task) -> Iterator[Signed]:
    """Look page by page and pair by pair, so that checks share one look."""
    on_page = [(name, function) for name, function in DOCUMENT.items() if name in task.chosen.running]
    for page in task.pages:
        for name, document_check in on_page:
            yield from ((name, finding) for finding in document_check(page))
    on_pair = [(name, function) for name, function in PAIR.items() if name in task.chosen.running]
    for pair in watched("checking", task.pairs):
        for name, pair_check in on_pair:
            yield from ((name, finding) for finding in pair_check(pair))


# --- work that is done elsewhere --------------------------------------------------------------------------------------

Plain = tuple[str, str, Span, str, tuple[str, Span] | None, Fix | None]
"""A finding without its documents: rule, page, place, message, the other side, the repair."""


def of_the_past(task: Task) -> Iterator[Signed]:
    """Yield what the checks find that need git."""
    return looked_at(Task((), task.pairs, _only(task.chosen, past=True)))


def without_past(task: Task) -> list[Plain]:
    """Give what the other checks find."""
    chosen = _only(task.chosen, past=False)
    return [_plain(signed) for signed in looked_at(Task(task.pages, task.pairs, chosen))]


def parts(task: Task, number: int) -> list[Task]:
    """Cut a task into so many parts of like size, each source with all its translations."""
    families: dict[str, list[Pair]] = {}
    for pair in task.pairs:
        families.setdefault(pair.source.path, []).append(pair)
    sizes = [0] * number
    bins: list[list[Pair]] = [[] for _ in range(number)]
    weigh = {name: sum(len(pair.translation.text) for pair in pairs) for name, pairs in families.items()}
    for name in sorted(families, key=lambda name: (-weigh[name], name)):
        least = sizes.index(min(sizes))
        bins[least] += families[name]
        sizes[least] += weigh[name]
    return [Task(task.pages[start::number], tuple(found), task.chosen) for start, found in enumerate(bins)]


def signed(plain: Plain, site: Site) -> Signed:
    """Put a finding's documents back."""
    rule, path, span, message, related, fix = plain
    place = Place(site.documents[related[0]], related[1]) if related else None
    return rule, Finding(site.documents[path], span, message, place, fix)


def _plain(found: Signed) -> Plain:
    rule, finding = found
    related = (finding.related.document.path, finding.related.span) if finding.related else None
    return rule, finding.document.path, finding.span, finding.message, related, finding.fix


def _only(chosen: Selection, *, past: bool) -> Selection:
    running = frozenset(name for name in chosen.running if (name in _OF_THE_PAST) is past)
    return replace(chosen, running=running)
