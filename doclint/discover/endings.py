"""Owns the layouts in which a file's name ends in its language: `guide.es.md`, `README_pt-BR.md`, `x.french.md`."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from doclint.discover import codes
from doclint.discover.tree import (
    CONVENTIONAL,
    TRANSLATED,
    Claim,
    Missing,
    Pages,
    ancestors,
    bare,
    join,
    most_seen,
    parent,
)
from doclint.discover.voice import Evidence, spread
from doclint.model import Layout
from doclint.record import record

Kind = Literal["suffix", "suffix-above", "suffix-both"]


@record
class Ending:
    """A file whose name ends in a language, and the page that it seems to translate."""

    page: str
    base: str
    mark: str
    spelled: str
    language: str
    source: str | None
    kind: Kind

    @property
    def habit(self) -> tuple[str, str, Kind]:
        """What such files have in common; a habit is accepted or refused as a whole."""
        return self.mark, self.language, self.kind


def find(
    pages: Pages, source: str, extra: Sequence[str], evidence: Evidence, claims: Mapping[str, Claim]
) -> tuple[Ending, ...]:
    """Find the pages whose names end in a language, sorted. `claims` are the pages that have their role already."""
    endings = _Endings(pages, source, extra, claims)
    grouped: dict[tuple[str, str, Kind], list[Ending]] = defaultdict(list)
    for name in pages.names:
        ending = endings.of(name) if name not in claims else None
        if ending is not None:
            grouped[ending.habit].append(ending)
    together = Counter((parent(item.page), item.base) for items in grouped.values() for item in items if _sure(item))
    accepted: list[Ending] = []
    plausible: dict[str, bool] = {}
    for habit in sorted(grouped):
        paired = [item for item in grouped[habit] if item.source]
        if habit[2] == "suffix-both":
            if habit[0] not in plausible:
                plausible[habit[0]] = _plausible(grouped, habit[0], evidence)
            kept = paired if plausible[habit[0]] else []
        else:
            kept = [item for item in paired if _sure(item) or together[parent(item.page), item.base] >= 2]
            unsure = [item for item in paired if item not in kept]
            kept += unsure if unsure and _accepts(unsure, evidence) else []
        accepted += kept
    accepted += _orphans(grouped, accepted)
    taken = {item.page for item in accepted}
    return tuple(sorted((item for item in accepted if item.source not in taken), key=lambda item: item.page))


def _sure(item: Ending) -> bool:
    """Say whether the name alone decides: `guide.es.md` beside `guide.md`, `README-es.md`; not `api-cs.md`."""
    usual = item.base.casefold() in CONVENTIONAL
    return (
        bool(item.source) and codes.plain(item.spelled) and item.kind != "suffix-both" and (usual or item.mark == ".")
    )


def _accepts(items: Sequence[Ending], evidence: Evidence) -> bool:
    """Ask the pages where their names leave doubt."""
    verdict = evidence.verdict([(item.page, item.source) for item in items])
    return verdict == "foreign" or (verdict == "unknown" and all(codes.plain(item.spelled) for item in items))


def _plausible(grouped: Mapping[tuple[str, str, Kind], Sequence[Ending]], mark: str, evidence: Evidence) -> bool:
    """Say whether `x-es.md` beside `x-en.md` are translations on this site: lists kept per language are not."""
    pairs = sorted(
        (item.page, item.source)
        for habit, items in grouped.items()
        for item in items
        if habit[0] == mark and habit[2] == "suffix-both" and item.source
    )
    sample = spread(pairs, 8)
    good = sum(
        evidence.plausible(page, source) and evidence.verdict([(page, source)]) != "same" for page, source in sample
    )
    return good * 2 > len(sample)


def _orphans(grouped: Mapping[tuple[str, str, Kind], Sequence[Ending]], accepted: Sequence[Ending]) -> Iterator[Ending]:
    """Yield the files of an accepted habit that have no source, where the habit is at home."""
    homes = {(item.mark, item.language, parent(item.page)) for item in accepted}
    habits = Counter((item.mark, item.language) for item in accepted)
    for items in grouped.values():
        for item in items:
            at_home = (item.mark, item.language, parent(item.page)) in homes
            usual = item.mark == "." and habits[item.mark, item.language] >= 3
            if not item.source and codes.plain(item.spelled) and (at_home or usual):
                yield item


class _Endings:
    """Reads names, and finds the page that each seems to translate."""

    def __init__(self, pages: Pages, source: str, extra: Sequence[str], claims: Mapping[str, Claim]) -> None:
        self.pages = pages
        self.source = source
        self.extra = {code.lower().replace("_", "-"): codes.canonical(code) for code in extra}
        self.claims = claims
        self.explicit: dict[tuple[str, str, str], str] = {}
        for name in pages.names:
            folder, stem = parent(name), bare(name.rpartition("/")[2])
            for base, mark, spelled in codes.ends(stem):
                if codes.of_source(source, spelled):
                    self.explicit.setdefault((folder, base.casefold(), mark), name)

    def of(self, name: str) -> Ending | None:
        """Read one name; the reading for which there is a source wins, then the longest language."""
        stem = bare(name.rpartition("/")[2])
        readings = [(base, mark, spelled, codes.canonical(spelled)) for base, mark, spelled in codes.ends(stem)]
        for at, letter in enumerate(stem if self.extra else ""):
            known = self.extra.get(stem[at + 1 :].lower().replace("_", "-"))
            if at and letter in ".-_" and known:
                readings.append((stem[:at], letter, stem[at + 1 :], known))
        if any(codes.of_source(self.source, language) for *_, language in readings):
            return None
        first: Ending | None = None
        for base, mark, spelled, language in readings:
            source, kind = self._source(name, base, mark)
            ending = Ending(name, base, mark, spelled, language, source, kind)
            if source:
                return ending
            first = first or ending
        return first

    def _source(self, name: str, base: str, mark: str) -> tuple[str | None, Kind]:
        folder, extension = parent(name), name[len(bare(name)) :]
        beside = self._page(join(folder, base + extension), name)
        both = self.explicit.get((folder, base.casefold(), mark))
        if both is not None:
            return both, "suffix" if beside else "suffix-both"
        elsewhere, usual = folder.rpartition("/")[2] in TRANSLATED, base.casefold() in CONVENTIONAL
        if beside and not (elsewhere and usual):  # a README among translations is one, or says what they are
            return beside, "suffix"
        if elsewhere or usual:
            for above in ancestors(folder):
                page = self._page(join(above, base + extension), name)
                if page:
                    return page, "suffix-above"
        return beside, "suffix"

    def _page(self, place: str, name: str) -> str | None:
        page = self.pages.at(place)
        return page if page and page != name and page not in self.claims else None


# --- what is told of it --------------------------------------------------------------------------------------------


def layouts(endings: Sequence[Ending]) -> Iterator[Layout]:
    """Yield the patterns that the endings follow."""
    for item in endings:
        if item.source:
            up = item.kind == "suffix-above"
            place = join(parent(item.page) if up else "", f"{{path}}{item.mark}{{lang}}")
            yield Layout(f"{{path}}{item.mark}en" if item.kind == "suffix-both" else "{path}", place, item.kind)


def missing(endings: Sequence[Ending], pages: Pages, claims: Mapping[str, Claim]) -> Iterator[Missing]:
    """Yield the source pages that a language lacks: those that another language has, or that lie among its pages."""
    paired = [item for item in endings if item.source]
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for item in paired:
        spellings[item.language][item.spelled] += 1
    have = {(item.source, item.language) for item in paired}
    samples: dict[str, Ending] = {}
    homes: dict[tuple[str, str], list[Ending]] = defaultdict(list)
    for item in paired:
        samples.setdefault(str(item.source), item)
        homes[_home(str(item.source)), item.language].append(item)
    for language in sorted(spellings):
        spelled = most_seen(spellings[language])
        settled = spellings[language].total() > 1
        for page in pages.names:
            if page in claims or (page, language) in have:
                continue
            model = samples.get(page) if settled or homes.get((_home(page), language)) else None
            if model is None and bare(page.rpartition("/")[2]).casefold() not in CONVENTIONAL:
                others = homes.get((_home(page), language), [])
                model = others[0] if len(others) > 1 else None
            if model is not None:
                yield page, language, _named(page, model, spelled)


def _home(page: str) -> str:
    """Give the folder that a page shares with its like; a page that is a folder's index stands for that folder."""
    folder = parent(page)
    return parent(folder) if bare(page.rpartition("/")[2]).casefold() in ("index", "_index") else folder


def _named(page: str, model: Ending, spelled: str) -> str:
    """Name the translation that `page` would have if it were named like `model`."""
    stem, extension = bare(page), page[len(bare(page)) :]
    if model.kind == "suffix-above":
        return join(parent(model.page), f"{stem.rpartition('/')[2]}{model.mark}{spelled}{extension}")
    if model.kind == "suffix-both":
        stem = stem.rpartition(model.mark)[0]
    return f"{stem}{model.mark}{spelled}{extension}"
