"""Owns the detection as a whole: from a list of names to every page's role, what is missing, and the layouts seen."""

from collections.abc import Callable, Iterable, Sequence

from doclint.config import Config
from doclint.discover import codes, endings, folders, turned
from doclint.discover.tree import Claim, Missing, Pages, bare
from doclint.discover.voice import Evidence, listen, spread
from doclint.model import Layout
from doclint.record import record


@record
class Detected:
    """Which pages are translations and of what (by page), what is missing, and by which layouts."""

    claims: dict[str, Claim]
    missing: tuple[Missing, ...] = ()
    layouts: tuple[Layout, ...] = ()
    turned: int = 0
    """How many of the pages that have a source name no language, while their source does."""

    @property
    def pairs(self) -> int:
        """How many pages have a source."""
        return sum(claim.source is not None for claim in self.claims.values())


def detect(names: Sequence[str], config: Config, read: Callable[[str], str]) -> Detected:
    """Find each page's role. `names` are POSIX paths below the site's root; `read` gives a page's text.

    Deterministic, and independent of the order of `names`. Where the configuration has `pairs`, only these count.
    """
    pages = Pages(names)
    if config.pairs:
        from doclint.discover import patterns

        claims = _settled(patterns.find(pages, config.pairs, config.source, config.languages))
        gone = patterns.missing(pages, config.pairs, config.source, claims)
        return Detected(claims, _unique(gone), tuple(patterns.layouts(config.pairs)))
    evidence = Evidence(read, listen(config.source, [read(name) for name in _sample(pages, config.source)]))
    found = folders.find(pages, config.source, config.languages, evidence)
    known = {claim.page: claim for claim in found.claims}
    ended = endings.find(pages, config.source, config.languages, evidence, known)
    claims = _settled([*found.claims, *(Claim(item.page, item.language, item.source) for item in ended)])
    around = tuple(turned.find(pages, config.source, evidence, claims))
    lacking = (*folders.missing(found, pages, claims), *endings.missing(ended, pages, claims))
    layouts = (*found.layouts, *endings.layouts(ended))
    ordered = sorted(set(layouts), key=lambda item: (item.translation, item.source))
    every = claims | {claim.page: claim for claim in around}
    return Detected(every, _unique(lacking), tuple(ordered), len(around))


def _settled(claims: Iterable[Claim]) -> dict[str, Claim]:
    """Give the claims by page, such that a page has one role: no translation is another's source."""
    first: dict[str, Claim] = {}
    for claim in claims:
        first.setdefault(claim.page, claim)
    return {
        page: claim if claim.source not in first else Claim(page, claim.language, None)
        for page, claim in sorted(first.items())
    }


def _unique(missing: Iterable[Missing]) -> tuple[Missing, ...]:
    """Give what is missing once per page and language, sorted by the missing page's name."""
    found: dict[tuple[str, str], Missing] = {}
    for item in missing:
        found.setdefault((item[0], item[1]), item)
    return tuple(sorted(found.values(), key=lambda item: (item[2], item[0], item[1])))


def _sample(pages: Pages, source: str) -> list[str]:
    """Choose pages that are likely the source's, to hear how it sounds; English is known without."""
    if codes.same("en", source):
        return []
    likely = [name for name in pages.names if not _elsewhere(name, source)]
    return spread(likely, 12)


def _elsewhere(name: str, source: str) -> bool:
    """Say whether a path names a language other than the source's."""
    *parts, last = name.split("/")
    found = [codes.tag(part) for part in parts] + [codes.canonical(spelled) for *_, spelled in codes.ends(bare(last))]
    return any(language and not codes.of_source(source, language) for language in found)
