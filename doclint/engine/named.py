"""Owns runs over files that were named, whatever their names: two against each other, or plain text alone."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from doclint.checks import DOCUMENT, PAIR
from doclint.config import Config
from doclint.engine import Outcome, examine, judged, load_all
from doclint.engine.allow import Signed
from doclint.engine.evidence import informed
from doclint.extract import differences, is_extract, plain, recover
from doclint.model import Document, Page, PagePair, Pair, Scope, Site
from doclint.record import replace

# The checks of pairs that text taken out of a page can answer; it has lost links, marks and markup.
_OF_EXTRACTS = ("changed-code", "changed-output")


def compare(source: Page, translation: Page, config: Config) -> Outcome:
    """Check two named files against each other, whatever their names."""
    warnings: list[str] = []
    pages = (source, translation)
    documents = {page.name: page_document for page, page_document in load_all(pages, warnings.append)}
    scope = Scope(source.path.parent, pages, (PagePair(source, translation),))
    asked = frozenset(page.name for page in pages)
    if len(documents) == len(pages):
        ours, theirs = documents[source.name], documents[translation.name]
        extracts = is_extract(ours.text, theirs), is_extract(theirs.text, ours)
        if extracts[0] != extracts[1]:
            outcome = examine_extract(scope, documents, config, extract_is_source=extracts[0])
            return replace(outcome, warnings=tuple(warnings))
    outcome = examine(scope, documents, config, asked)
    return replace(outcome, warnings=tuple(warnings))


def check_texts(pages: Sequence[Page], config: Config) -> Outcome:
    """Check files of plain text, each alone; nothing in them is taken for Markdown."""
    warnings: list[str] = []
    documents = {
        page.name: plain(loaded.text, page.name, page.language, loaded.encoding, loaded.repairs)
        for page, loaded in load_all(pages, warnings.append)
    }
    scope = Scope(Path(), tuple(pages), (), source_language=config.source)
    return replace(examine(scope, documents, config, frozenset(documents)), warnings=tuple(warnings))


def examine_extract(
    scope: Scope, documents: Mapping[str, Document], config: Config, *, extract_is_source: bool
) -> Outcome:
    """Check a page against text that was taken out of one: only what such a text can show is compared."""
    (pair,) = scope.pairs
    pages = informed(scope, documents)
    source, translation = pages[pair.source.name], pages[pair.translation.name]
    found = recover(source, translation) if extract_is_source else recover(translation, source)
    pages[found.extract.path] = found.extract
    rows = found.aligned(extract_is_source=extract_is_source)
    aligned = Pair(pages[pair.source.name], pages[pair.translation.name], rows)
    site = Site(scope, pages, (aligned,))

    def answers() -> Iterator[Signed]:
        for page in pages.values():
            yield from ((name, finding) for name, check in DOCUMENT.items() for finding in check(page))
        for name in _OF_EXTRACTS:
            yield from ((name, finding) for finding in PAIR[name](aligned))
        yield from differences(found, extract_is_source=extract_is_source)

    return judged(answers(), site, config, frozenset(pages))
