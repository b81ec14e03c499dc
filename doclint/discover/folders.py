"""Owns the layouts in which a folder stands for a language: which folders these are, and whose tree they mirror.

A folder's name only makes it a candidate (`docs/id` may hold ids): what decides is whether its tree mirrors the
source's, and how its pages sound.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from doclint.discover import codes
from doclint.discover.bases import Base, Rule, bases
from doclint.discover.tree import COMMON, CONVENTIONAL, Claim, Missing, Pages, ancestors, bare, below, join, parent
from doclint.discover.voice import Evidence, Verdict
from doclint.model import Layout
from doclint.record import record
from doclint.regex import regex


@record
class Folder:
    """A folder that may hold a language's pages: `names` below it, as the language `spelled` in its name."""

    path: str
    language: str
    spelled: str
    names: tuple[str, ...]


@record
class Group:
    """Folders beside each other whose names differ in a language only: `{before}{lang}{after}` in `container`."""

    container: str
    before: str
    after: str
    folders: tuple[Folder, ...]

    @property
    def bare(self) -> bool:
        """Whether the folders' names are languages and nothing else."""
        return not self.before and not self.after


@record
class Mirror:
    """A language's folders that mirror a source's, by the rules of `base`."""

    folder: Folder
    base: Base
    group: Group


@record
class Found:
    """What folders explain: layouts, claims, who mirrors whom, and the folders that are the source's own."""

    layouts: tuple[Layout, ...]
    claims: tuple[Claim, ...]
    mirrors: tuple[Mirror, ...]


def find(pages: Pages, source: str, extra: Sequence[str], evidence: Evidence) -> Found:
    """Find the folders that hold translations, the outermost first. `extra` are codes to know besides the usual."""
    layouts: list[Layout] = []
    claims: dict[str, Claim] = {}
    mirrors: list[Mirror] = []
    owned: set[str] = set()
    for group in _groups(pages, extra):
        if any(folder in owned for folder in (group.container, *ancestors(group.container))):
            continue
        free = tuple(folder for folder in group.folders if folder.path not in owned)
        found = _Judge(pages, source, evidence, claims).best(Group(group.container, group.before, group.after, free))
        if found is None:
            continue
        for mirror, sources in found:
            owned.add(mirror.folder.path)
            claims |= {name: Claim(name, mirror.folder.language, sources.get(name)) for name in mirror.folder.names}
            mirrors.append(mirror)
            layouts += _layouts(mirror)
        owned |= {rule.source for rule in found[0][0].base.rules if found[0][0].base.kind in ("folder", "affix")}
    return Found(tuple(dict.fromkeys(layouts)), tuple(claims[name] for name in sorted(claims)), tuple(mirrors))


def _layouts(mirror: Mirror) -> Iterator[Layout]:
    group = mirror.group
    place = join(group.container, f"{group.before}{{lang}}{group.after}")
    for rule in mirror.base.rules:
        yield Layout(join(rule.source, "{path}"), join(place, rule.below, "{path}"), mirror.base.kind)


# --- candidates ----------------------------------------------------------------------------------------------------


def _groups(pages: Pages, extra: Sequence[str]) -> Iterator[Group]:
    """Yield the groups of candidate folders, outermost first, whole names before names with a language in them."""
    slots = _Slots(extra)
    members: dict[str, list[str]] = defaultdict(list)
    for name in pages.names:
        parts = name.split("/")[:-1]
        for depth, part in enumerate(parts, 1):
            if slots.of(part):
                members["/".join(parts[:depth])].append(name)
    grouped: dict[tuple[str, str, str], list[Folder]] = defaultdict(list)
    for path, names in members.items():
        for before, language, spelled, after in slots.of(path.rpartition("/")[2]):
            grouped[parent(path), before, after].append(Folder(path, language, spelled, tuple(names)))
    for key in sorted(grouped, key=lambda key: (key[0].count("/") + bool(key[0]), bool(key[1] or key[2]), key)):
        yield Group(*key, tuple(sorted(grouped[key], key=lambda folder: folder.path)))


class _Slots:
    """Tells where in a folder's name a language can stand."""

    def __init__(self, extra: Sequence[str]) -> None:
        self._extra = {code.lower().replace("_", "-"): codes.canonical(code) for code in extra}
        self._known: dict[str, tuple[tuple[str, str, str, str], ...]] = {}

    def of(self, name: str) -> tuple[tuple[str, str, str, str], ...]:
        """Give the readings of `name`: before, language, language as spelt, after."""
        if name not in self._known:
            self._known[name] = tuple(self._read(name))
        return self._known[name]

    def _read(self, name: str) -> Iterator[tuple[str, str, str, str]]:
        whole = codes.tag(name) or self._extra.get(name.lower().replace("_", "-"))
        if whole:
            yield "", whole, name, ""
            return
        for before, mark, spelled in codes.ends(name):
            yield before + mark, codes.canonical(spelled), spelled, ""
        for spelled, mark, after in codes.begins(name):
            yield "", codes.canonical(spelled), spelled, mark + after


# --- the judgement -------------------------------------------------------------------------------------------------


Verdicts = list[tuple[Mirror, Mapping[str, str]]]


class _Judge:
    """Decides which folders of a group mirror which source."""

    def __init__(self, pages: Pages, source: str, evidence: Evidence, claims: Mapping[str, Claim]) -> None:
        self.pages = pages
        self.source = source
        self.evidence = evidence
        self.claims = claims

    def best(self, group: Group) -> Verdicts | None:
        """Try every source that the group's place suggests; the one that explains most pages wins."""
        own = self._own_source(group)
        rest = Group(
            group.container, group.before, group.after, tuple(item for item in group.folders if item is not own)
        )
        if not rest.folders:
            return None
        best: Verdicts | None = None
        most = -1
        for base in bases(self.pages, rest, own.path if own else None):
            found = self._accepted(rest, base)
            count = sum(len(sources) for _, sources in found)
            if found and count > most:
                best, most = found, count
        return best

    def _own_source(self, group: Group) -> Folder | None:
        """Give the group's folder in the source language: its own code, or else its fullest variety (`en-US`)."""
        fits = [folder for folder in group.folders if codes.of_source(self.source, folder.language)]
        exact = [folder for folder in fits if folder.language == codes.canonical(self.source)]
        return max(exact or fits, key=lambda folder: (len(folder.names), folder.path), default=None)

    def _accepted(self, group: Group, base: Base) -> Verdicts:
        if base.kind == "folder" and group.bare:
            group = self._with_odd_codes(group, base)
        candidates = {folder.path for folder in group.folders}
        found: Verdicts = []
        doubtful: Verdicts = []
        for folder in group.folders:
            sources = self._sources(folder, base, candidates)
            accepted = self._accepts(folder, sources, base, whole=group.bare)
            (found if accepted else doubtful).append((Mirror(folder, base, group), sources))
        if sum(codes.plain(mirror.folder.spelled) for mirror, _ in found) > 1:
            found += ((mirror, sources) for mirror, sources in doubtful if self._belongs(mirror.folder, sources))
        return found

    def _sources(self, folder: Folder, base: Base, candidates: set[str]) -> dict[str, str]:
        """Give each page's source, as far as `base` has one."""
        found: dict[str, str] = {}
        for name in folder.names:
            rest = name[len(folder.path) + 1 :]
            places = [join(rule.source, inner) for rule in base.rules if (inner := below(rest, rule.below)) is not None]
            places += [also for rule in base.rules if (also := _with_codes(rest, folder, rule.source))]
            if base.kind in ("root", "parent") and bare(rest).casefold() in CONVENTIONAL:
                places += [join(above, rest) for above in ancestors(parent(folder.path))]
            for place in places:
                page = self.pages.at(place)
                if page and page not in self.claims and not self._inside(page, candidates, base):
                    found[name] = page
                    break
        return found

    def _inside(self, page: str, candidates: set[str], base: Base) -> bool:
        """Say whether a page cannot be a source, because it lies among the translations."""
        if base.beyond and below(page, base.beyond) is not None:
            return True
        return any(folder in candidates for folder in ancestors(page))

    def _with_odd_codes(self, group: Group, base: Base) -> Group:
        """Add folders with a name like a code that nobody listed, where their trees clearly mirror the source's."""
        known = {folder.path for folder in group.folders} | {rule.source for rule in base.rules}
        others: dict[str, list[str]] = defaultdict(list)
        for name in self.pages.names:
            rest = below(name, group.container)
            first, mark, _ = rest.partition("/") if rest else ("", "", "")
            if mark and join(group.container, first) not in known and _CODE_LIKE.fullmatch(first):
                others[first].append(name)
        added = []
        for first in sorted(others):
            folder = Folder(join(group.container, first), codes.canonical(first), first, tuple(others[first]))
            if self._mirrors(folder, self._sources(folder, base, {folder.path}), 2, 0.6):
                added.append(folder)
        return Group(group.container, group.before, group.after, (*group.folders, *added))

    def _accepts(self, folder: Folder, sources: Mapping[str, str], base: Base, *, whole: bool) -> bool:
        """Say whether a folder holds a language: its tree mirrors the source's, or its pages sound foreign."""
        plain = codes.plain(folder.spelled)
        if base.kind == "folder" and sources and (plain or self._mirrors(folder, sources, 2, 0.3)):
            return True  # the source has such a folder too, so that the place is one for languages
        if not sources:  # file names may be translated: nothing can be paired, yet the language is clear
            clear = whole and (base.kind == "folder" or (base.kind == "root" and plain and len(folder.names) > 1))
            return clear and self._sounds(folder, sources) == "foreign"
        if not whole and not self._mirrors(folder, sources, 1, 0.3):
            return False
        if plain and self._mirrors(folder, sources, 3, 0.5):
            return True
        verdict = self._sounds(folder, sources)
        return verdict == "foreign" or (verdict == "unknown" and plain and self._mirrors(folder, sources, 1, 0.5))

    def _belongs(self, folder: Folder, sources: Mapping[str, str]) -> bool:
        """Say whether a doubtful folder beside several languages is one too: `ar` is, `api` and `id` may not be."""
        foreign = self._mirrors(folder, sources, 2, 0.5) and self._sounds(folder, sources) != "same"
        return foreign or self._mirrors(folder, sources, 5, 0.8)  # some wait for their translator

    def _mirrors(self, folder: Folder, sources: Mapping[str, str], pages: int, share: float) -> bool:
        """Say whether so many pages, of names that say something, and such a share of all have a source."""
        return _specific(folder, sources) >= pages and len(sources) >= share * len(folder.names)

    def _sounds(self, folder: Folder, sources: Mapping[str, str]) -> Verdict:
        return self.evidence.verdict([(name, sources.get(name)) for name in folder.names])


def _with_codes(rest: str, folder: Folder, source: str) -> str | None:
    """Name the source of a page whose own name ends in its folder's language as well: `fr/help_fr`, `en/help_en`."""
    stem, name = bare(rest), source.rpartition("/")[2]
    for before, mark, spelled in codes.ends(stem.rpartition("/")[2]):
        if spelled.casefold() == folder.spelled.casefold() and codes.tag(name):
            return join(source, join(parent(stem), f"{before}{mark}{name}") + rest[len(stem) :])
    return None


_CODE_LIKE = regex(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")


def _specific(folder: Folder, sources: Mapping[str, str]) -> int:
    """Count the pages with a source whose name says something: every folder may have an `index.md`."""
    rests = (name[len(folder.path) + 1 :] for name in sources)
    return sum("/" in rest or bare(rest).casefold() not in COMMON for rest in rests)


# --- what is missing -----------------------------------------------------------------------------------------------


def missing(found: Found, pages: Pages, claims: Mapping[str, Claim]) -> Iterator[Missing]:
    """Yield the source pages that a language's folder lacks.

    Where the source is no folder of its own but what lies around the languages, only those of its branches count
    that somebody translates: a repository holds other pages too.
    """
    own = {rule.source for mirror in found.mirrors if mirror.base.kind == "folder" for rule in mirror.base.rules}
    candidates = {mirror.folder.path for mirror in found.mirrors}
    sources = {claim.source for claim in claims.values() if claim.source}
    for mirror in found.mirrors:
        have = {claims[name].source for name in mirror.folder.names if name in claims}
        for rule in mirror.base.rules:
            place = join(mirror.folder.path, rule.below)
            if mirror.base.kind == "docusaurus" and not any(below(name, place) for name in mirror.folder.names):
                continue
            for page, rest in _wanted(mirror, rule, pages, sources):
                lies_apart = any(folder in own and folder != rule.source for folder in ancestors(page))
                among = any(folder in candidates for folder in ancestors(page))
                if page not in claims and page not in have and not among and not lies_apart:
                    yield page, mirror.folder.language, join(place, rest)


def _wanted(mirror: Mirror, rule: Rule, pages: Pages, sources: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the pages that a translation should have by one rule, with their names below the source."""
    below_source = ((page, below(page, rule.source)) for page in pages.names)
    listed = [(page, rest) for page, rest in below_source if rest is not None]
    if mirror.base.kind in ("folder", "affix", "docusaurus"):
        yield from listed
        return
    branches = {rest.partition("/")[0] if "/" in rest else "" for page, rest in listed if page in sources}
    for page, rest in listed:
        branch = rest.partition("/")[0] if "/" in rest else ""
        usual = not branch and bare(rest).casefold() in CONVENTIONAL and page not in sources
        beyond = mirror.base.beyond and below(page, mirror.base.beyond) is not None
        if branch in branches and not usual and not beyond:
            yield page, rest
