"""Owns the run, in order: pages are read, pairs aligned, habits learnt, checks asked, findings signed and sorted."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

from doclint.align import align
from doclint.anchors.dialect import detect
from doclint.catalogue import groups
from doclint.code.vocabulary import spoken
from doclint.config import Config
from doclint.discover import discover, reported
from doclint.engine.allow import Signed, allowances, leftovers, not_understood, speaks, split
from doclint.engine.cause import one_cause
from doclint.engine.evidence import informed
from doclint.engine.harmless import harmless
from doclint.engine.load import document, load
from doclint.engine.progress import watched
from doclint.engine.selection import Selection, selection
from doclint.engine.work import Workers, alone, ask
from doclint.habits import learn
from doclint.history import History
from doclint.model import Code, Document, Finding, Habits, Page, Pair, Past, Problem, Scope, Site
from doclint.outcome import Outcome
from doclint.parse import parse
from doclint.record import replace
from doclint.regex import regex
from doclint.text.fingerprint import fingerprints

__all__ = [
    "Outcome",
    "check",
    "check_scope",
    "document",
    "examine",
    "history_of",
    "judged",
    "load",
    "load_all",
    "survey",
]

_SHORTENED = 182  # characters of a message with such a quote, at the least
_LONG_QUOTE = regex(r"`([^`]{100})[^`]{60,}([^`]{20})`")


def check(paths: Sequence[Path], config: Config, cwd: Path) -> Outcome:
    """Check the pages at `paths`. Raises doclint.discover.ScopeError where these select nothing."""
    scope = discover(paths, config, cwd)
    return check_scope(scope, reported(scope, paths), config)


def check_scope(scope: Scope, asked: Collection[str], config: Config, workers: Workers = alone) -> Outcome:
    """Check what was discovered, and tell of the pages `asked` for; `workers` do what can be done apart."""
    warnings = list(scope.warnings)
    documents = {page.name: page_document for page, page_document in load_all(scope.pages, warnings.append)}
    with history_of(scope, asked, deep="stale-page" in config.select) as history:
        outcome = examine(scope, documents, config, asked, past=history.past, workers=workers)
        warnings += history.notes
    return replace(outcome, warnings=tuple(warnings))


def history_of(scope: Scope, asked: Collection[str], *, deep: bool) -> History:
    """Make the history of the source pages of what was asked for; `deep` has every page looked up in it."""
    pairs = (pair for pair in scope.pairs if pair.source.name in asked or pair.translation.name in asked)
    return History(scope.root, sorted({pair.source.path for pair in pairs}), deep)


def load_all(pages: Sequence[Page], warn: Callable[[str], None]) -> Iterator[tuple[Page, Document]]:
    """Yield the pages that can be read; of the others, `warn` is told."""
    for page in watched("reading", pages):
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
    workers: Workers = alone,
) -> Outcome:
    """Check pages that were read already: the pure core of a run.

    `habits` are learnt from the pages unless given; `past` gives the past of a source page, by its place on disk;
    `workers` do what can be done apart.
    """
    site = survey(scope, documents, config, habits, past)
    return judged(ask(site, selection(config), asked, workers), site, config, asked)


def judged(answers: Iterator[Signed], site: Site, config: Config, asked: Collection[str]) -> Outcome:
    """Keep of what the checks say what is to be told, and sign it."""
    documents, chosen = site.documents, selection(config)
    found = one_cause(list(answers), site)
    speaking = {name: page for name, page in documents.items() if speaks(page)}
    allowed = {name: allowances(page) for name, page in speaking.items()}
    kept, used = split(found, allowed, groups())
    if every := [allowance for page in allowed.values() for allowance in page]:  # the names are read for these alone
        kept += list(leftovers(every, used, kept, groups(), chosen.running))
    kept += (item for page in speaking.values() for item in not_understood(page))
    wanted = frozenset(asked)
    kept = [item for item in kept if _concerns(item, wanted) and chosen.reports(item[0], item[1].document.path)]
    return Outcome(_sign(harmless(kept, site), chosen), site, wanted, ())


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
    for pair in watched("comparing", scope.pairs):
        source, translation = pages.get(pair.source.name), pages.get(pair.translation.name)
        if source is not None and translation is not None:
            translation = pages[translation.path] = _with_fences(translation, source)
            known_past = past(pair.source.path) if past else Past()
            pairs.append(Pair(source, translation, align(source, translation), past=known_past))
    known = habits or learn(pairs, config.anchors or _dialect(scope, documents), spoken(pairs))
    habitual = tuple(replace(pair, habits=known.of(pair.translation.language)) for pair in pairs)
    return Site(scope, pages, habitual, known, config.term_base)


def _dialect(scope: Scope, documents: Mapping[str, Document]) -> str:
    places = {page.path.as_posix(): documents[page.name] for page in scope.pages if page.name in documents}
    return detect(scope.root, places)


def _with_fences(page: Document, counterpart: Document) -> Document:
    """Read a page anew in which a closing fence was lost: its counterpart tells where the code ends."""
    ours, known = list(page.of(Code)), [code.body for code in counterpart.of(Code)]
    if all(code.closed for code in ours) and len(ours) >= len(known):  # a block that lost its end takes in the next
        return page
    if [code.body for code in ours] == known:
        return page
    new = parse(page.text, page.path, page.language, encoding=page.encoding, repairs=page.repairs, known_code=known)
    return replace(new, context=page.context)


def _concerns(item: Signed, asked: frozenset[str]) -> bool:
    """Say whether a finding touches a page that was asked for, on either side."""
    _, finding = item
    return finding.document.path in asked or (finding.related is not None and finding.related.document.path in asked)


def _brief(finding: Finding) -> Finding:
    """Shorten what a message quotes at length: a picture's address may hold the whole picture."""
    if len(finding.message) < _SHORTENED:
        return finding
    message = _LONG_QUOTE.sub(lambda quote: f"`{quote[1]}…{quote[2]}`", finding.message)
    return finding if message == finding.message else replace(finding, message=message)


def _sign(found: list[Signed], chosen: Selection) -> tuple[Problem, ...]:
    """Sort findings by place, drop what was said twice, and sign them with severity and fingerprint."""
    unique: dict[tuple[str, int, str, str], Signed] = {}
    for rule, told in found:
        finding = _brief(told)
        unique.setdefault((finding.document.path, finding.span.start, rule, finding.message), (rule, finding))
    ordered = [unique[key] for key in sorted(unique)]
    signs = fingerprints(ordered)
    return tuple(
        Problem(rule, chosen.severity(rule), finding, sign)
        for (rule, finding), sign in zip(ordered, signs, strict=True)
    )
