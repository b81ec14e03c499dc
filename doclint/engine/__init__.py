"""Owns the run, in order: pages are read, pairs aligned, habits learnt, checks asked, findings signed and sorted."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from doclint.align import align
from doclint.anchors.dialect import detect
from doclint.anchors.habits import learn
from doclint.catalogue import groups, rules
from doclint.checks import DOCUMENT, PAIR, SITE
from doclint.code.vocabulary import spoken
from doclint.config import Config
from doclint.discover import discover, reported
from doclint.engine.allow import Signed, allowances, leftovers, split
from doclint.engine.cause import one_cause
from doclint.engine.evidence import informed
from doclint.engine.load import document, load
from doclint.engine.selection import Selection, selection
from doclint.history import History
from doclint.model import Code, Document, Habits, Page, PagePair, Pair, Past, Problem, Scope, Site
from doclint.parse import parse
from doclint.text.fingerprint import fingerprints

__all__ = ["Outcome", "check", "compare", "document", "examine", "history_of", "load", "load_all", "survey"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run gives: the problems, the site as it was read, which pages were asked for, and what to tell."""

    problems: tuple[Problem, ...]
    site: Site
    asked: frozenset[str]
    warnings: tuple[str, ...]


def check(paths: Sequence[Path], config: Config, cwd: Path) -> Outcome:
    """Check the pages at `paths`. Raises doclint.discover.ScopeError where these select nothing."""
    scope = discover(paths, config, cwd)
    warnings = list(scope.warnings)
    documents = {page.name: page_document for page, page_document in load_all(scope.pages, warnings.append)}
    asked = reported(scope, paths)
    with history_of(scope, asked, deep="stale-page" in config.select) as history:
        outcome = examine(scope, documents, config, asked, past=history.past)
        warnings += history.notes
    return replace(outcome, warnings=tuple(warnings))


def history_of(scope: Scope, asked: Collection[str], *, deep: bool) -> History:
    """Make the history of the source pages of what was asked for; `deep` has every page looked up in it."""
    pairs = (pair for pair in scope.pairs if pair.source.name in asked or pair.translation.name in asked)
    return History(scope.root, sorted({pair.source.path for pair in pairs}), deep)


def compare(source: Page, translation: Page, config: Config) -> Outcome:
    """Check two named files against each other, whatever their names."""
    warnings: list[str] = []
    pages = (source, translation)
    documents = {page.name: page_document for page, page_document in load_all(pages, warnings.append)}
    pairs = (PagePair(source, translation),) if len(documents) == len(pages) else ()
    scope = Scope(source.path.parent, pages, pairs)
    outcome = examine(scope, documents, config, frozenset(page.name for page in pages))
    return replace(outcome, warnings=tuple(warnings))


def load_all(pages: Sequence[Page], warn: Callable[[str], None]) -> Iterator[tuple[Page, Document]]:
    """Yield the pages that can be read; of the others, `warn` is told."""
    for page in pages:
        loaded = load(page, warn)
        if loaded is not None:
            yield page, loaded


def examine(
    scope: Scope,
    documents: Mapping[str, Document],
    config: Config,
    asked: Collection[str],
    *,
    habits: Habits | None = None,
    past: Callable[[Path], Past] | None = None,
) -> Outcome:
    """Check pages that were read already: the pure core of a run.

    `habits` are learnt from the pages unless given; `past` gives the past of a source page, by its place on disk.
    """
    site = survey(scope, documents, config, habits, past)
    chosen = selection(config)
    found = one_cause(list(_ask(site, chosen)), site)
    allowed = {name: allowances(page) for name, page in documents.items()}
    kept, used = split(found, allowed, groups())
    every = [allowance for page in allowed.values() for allowance in page]
    kept += leftovers(every, used, rules(), groups(), chosen.running)
    wanted = frozenset(asked)
    kept = [item for item in kept if _concerns(item, wanted) and chosen.reports(item[0], item[1].document.path)]
    return Outcome(_sign(kept, chosen), site, wanted, ())


def survey(
    scope: Scope,
    documents: Mapping[str, Document],
    config: Config,
    habits: Habits | None = None,
    past: Callable[[Path], Past] | None = None,
) -> Site:
    """Align the pairs, then learn the site's habits from them."""
    pages = informed(scope, documents)
    pairs = []
    for pair in scope.pairs:
        source, translation = pages.get(pair.source.name), pages.get(pair.translation.name)
        if source is not None and translation is not None:
            translation = pages[translation.path] = _with_fences(translation, source)
            known_past = past(pair.source.path) if past else Past()
            pairs.append(Pair(source, translation, align(source, translation), past=known_past))
    known = habits or learn(pairs, config.anchors or detect(scope.root, documents), spoken(pairs))
    return Site(
        scope,
        pages,
        tuple(replace(pair, habits=known.of(pair.translation.language)) for pair in pairs),
        known,
        config.term_base,
    )


def _with_fences(page: Document, counterpart: Document) -> Document:
    """Read a page anew in which a closing fence was lost: its counterpart tells where the code ends."""
    if all(code.closed for code in page.of(Code)):
        return page
    known = [code.body for code in counterpart.of(Code)]
    new = parse(page.text, page.path, page.language, encoding=page.encoding, repairs=page.repairs, known_code=known)
    return replace(new, context=page.context)


def _ask(site: Site, chosen: Selection) -> Iterator[Signed]:
    """Put every running check to what it looks at: page by page and pair by pair, so that checks share one look."""
    on_page = [(name, function) for name, function in DOCUMENT.items() if name in chosen.running]
    for page in site.documents.values():
        for name, document_check in on_page:
            yield from ((name, finding) for finding in document_check(page))
    on_pair = [(name, function) for name, function in PAIR.items() if name in chosen.running]
    for pair in site.pairs:
        for name, pair_check in on_pair:
            yield from ((name, finding) for finding in pair_check(pair))
    for name, site_check in SITE.items():
        if name in chosen.running:
            yield from ((name, finding) for finding in site_check(site))


def _concerns(item: Signed, asked: frozenset[str]) -> bool:
    """Say whether a finding touches a page that was asked for, on either side."""
    _, finding = item
    return finding.document.path in asked or (finding.related is not None and finding.related.document.path in asked)


def _sign(found: list[Signed], chosen: Selection) -> tuple[Problem, ...]:
    """Sort findings by place, drop what was said twice, and sign them with severity and fingerprint."""
    unique: dict[tuple[str, int, str, str], Signed] = {}
    for rule, finding in found:
        unique.setdefault((finding.document.path, finding.span.start, rule, finding.message), (rule, finding))
    ordered = [unique[key] for key in sorted(unique)]
    signs = fingerprints(ordered)
    return tuple(
        Problem(rule, chosen.severity[rule], finding, sign)
        for (rule, finding), sign in zip(ordered, signs, strict=True)
    )
