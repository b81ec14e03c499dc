"""Owns the comparison of links: which addresses are one in another language, and which links of a pair do not match."""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import zip_longest
from urllib.parse import unquote

from doclint.anchors.dialect import heading_ids
from doclint.language import base
from doclint.model import Document, Heading, Link, Pair, Span, inlines_of
from doclint.parity import Mismatch, mismatches
from doclint.regex import regex
from doclint.wording import seen

_CODE = regex(r"^[a-z]{2,3}(?:[-_](?:[a-z]{2}|han[st]|latn|cyrl|[0-9]{3}))?$", re.IGNORECASE)
# What the name of a translated file adds to its source's: `.es`, `.french`, `-pt_BR`.
_LOCALISED = regex(r"\.[a-z]+(?:[-_][a-z]+)*|[-_][a-z]{2}(?:[-_][a-z]{2})?", re.IGNORECASE)
_SCHEME = regex(r"^(?:https?:)?//(?:www\.)?", re.IGNORECASE)
_TEMPLATE = regex(r"\{\{.{0,500}?\}\}|\{%.{0,500}?%\}")
_BREAK = regex(r"[\t\r\n]")
_ALSO = {"zh": ("cn", "ch"), "ja": ("jp",), "ko": ("kr",)}  # how files are named where the tag is not known
_MARK = regex(r"[-_.]([^-_.]*)\Z")
_TWO = regex(r"[a-z]{2}", re.IGNORECASE)
_LIKE = 0.6  # of the last parts of two addresses
_MEANT = 0.75  # of a dead fragment and the id of a heading
_SLIP = 0.85  # of two addresses as a whole
_LONGEST = 300  # code points of an address that is compared letter by letter
_MOST_TRIES = 5000  # such comparisons of a pair: beyond, only what stands in place or leads to the same host is paired
_NAMED = regex(r"[?&](v|id|list|p)=([^&#]+)")  # what of a query names a thing: a video, a list, a post
_PAGE_ENDINGS = (".md", ".mdx", ".markdown", ".html", ".htm")


@lru_cache(maxsize=2)
def link_mismatches(pair: Pair) -> tuple[Mismatch[Link], ...]:
    """Give the links that do not match; the rules about links share one look at a pair."""
    return tuple(mismatches(pair, Link, same_target(pair), kindred=_kindred(pair)))


def _kindred(pair: Pair) -> Callable[[Link, Link, bool], bool]:
    """Give the test whether a link may be what became of another: it looks like it, or stands in its place.

    A link out of the site and one within it are two; one to something in the reader's language may stand for any.
    """
    language = pair.translation.language
    tries = iter(range(_MOST_TRIES))

    def like(one: str, other: str) -> float:
        if max(len(one), len(other)) > _LONGEST or next(tries, None) is None:
            return 0.0
        from difflib import SequenceMatcher

        return SequenceMatcher(None, one, other, autojunk=False).ratio()

    def told(source: Link, translation: Link, in_place: bool) -> bool:
        if like(source.target, translation.target) >= _SLIP or own_language(
            source.target, translation.target, language
        ):
            return True
        (host, path), (other_host, other_path) = address(source.target), address(translation.target)
        if bool(host) != bool(other_host):
            return False
        if in_place or (host and host == other_host) or (source.text and source.text == translation.text):
            return True
        if source.target.startswith("#") and translation.target.startswith("#"):
            return like(source.target, translation.target) >= _LIKE
        return like("/".join((host, *path[-1:])), "/".join((other_host, *other_path[-1:]))) >= _LIKE

    return told


@lru_cache(maxsize=16384)
def address(target: str) -> tuple[str, tuple[str, ...]]:
    """Give what of a target stays in every language: its host, and its path without locale, ending and climb.

    The fragment is left out, and the query but for what it names (`watch?v=X`). `en.wikipedia.org/wiki/X`
    and `es.wikipedia.org/wiki/X` are one address, so are `/es/docs/x/` and `../docs/x.md`.
    """
    target = _BREAK.sub("", target).replace("\\", "/")  # as browsers read an address (WHATWG URL, section 4.4)
    path = target.partition("#")[0].partition("?")[0] if not _TEMPLATE.search(target) else target
    external = _SCHEME.match(path)
    host = ""
    if external:
        host, _, path = path[external.end() :].partition("/")
        labels = host.lower().split(".")
        host = ".".join(labels[1:] if len(labels) > 2 and _CODE.match(labels[0]) else labels)
    parts = [part for part in path.casefold().split("/") if part not in ("", ".", "..") and not _CODE.match(part)]
    if parts:
        ending = next((end for end in _PAGE_ENDINGS if parts[-1].lower().endswith(end)), "")
        parts[-1] = parts[-1][: len(parts[-1]) - len(ending)]
        stem, mark, code = parts[-1].rpartition(".")
        if ending and mark and _CODE.match(code):  # `guide.es.md`
            parts[-1] = stem
    if parts and parts[-1].lower() in ("index", "readme", "_index"):
        parts.pop()
    if external and (named := {found[1]: found[2] for found in _NAMED.finditer(target)}):
        key = min(named, key="v id list p".split().index)
        parts.append(f"{key}={named[key]}")
    return host, tuple(parts)


def same_address(source: str, translation: str) -> bool:
    """Say whether two targets lead to the same page, whatever their fragments."""
    if source == translation:
        return True
    (host, path), (other_host, other_path) = address(source), address(translation)
    if host and other_host:
        return host == other_host and (path == other_path or _own_edition(source, translation))
    if host or other_host:  # the site's own address, written out on one side
        longer, shorter_path = (path, other_path) if host else (other_path, path)
        said = len(shorter_path) > 1 or (bool(shorter_path) and len(shorter_path[-1]) > 2)
        return said and longer[-len(shorter_path) :] == shorter_path
    if not path or not other_path:
        return path == other_path
    shorter = min(len(path), len(other_path))
    if path[-shorter:-1] != other_path[-shorter:-1]:
        return False
    return path[-1] == other_path[-1] or bool(_LOCALISED.fullmatch(other_path[-1].removeprefix(path[-1])))


def same_page(pair: Pair, source: str, translation: str) -> bool:
    """Say whether two targets lead to the same page, each in its own language.

    `doc_en/start_en.md` and `doc_fr/start.md` are one, for the pages of the pair are named in that way.
    """
    if same_address(source, translation):
        return True
    (host, path), (other_host, other_path) = address(source), address(translation)
    if host != other_host:
        return False
    marks = _marks(pair)
    ours, theirs = _without(marks, path), _without(marks, other_path)
    shorter = min(len(ours), len(theirs))
    if (path, other_path) == (ours, theirs) or (not shorter and ours != theirs):
        return False
    return ours[len(ours) - shorter :] == theirs[len(theirs) - shorter :]


def in_own_folder(pair: Pair, source: str, translation: str) -> bool:
    """Say whether two paths differ in nothing but that one has the page's language where the other has the source's."""
    ours, theirs = pair.source.language, pair.translation.language
    parts = list(zip_longest(source.split("/"), translation.split("/"), fillvalue="/"))
    return len(parts) > 1 and all(one == other or (names(one, ours) and names(other, theirs)) for one, other in parts)


def names(part: str, language: str) -> bool:
    """Say whether a part of a path is how a language is written, with whatever region."""
    said, own = base(part), base(language)
    return _CODE.match(part) is not None and (said == own or said in _ALSO.get(own, ()))


@lru_cache(maxsize=16)
def _marks(pair: Pair) -> frozenset[str]:
    """Give how the pair's languages are written in names: their tags, and what the names of its pages differ in."""
    tags = {pair.source.language, pair.translation.language}
    known = {form for tag in tags for form in (tag, tag.replace("-", "_"), base(tag), *_ALSO.get(base(tag), ()))}
    ours, theirs = (set(re.split(r"[/._-]", page.path)) for page in (pair.source, pair.translation))
    return frozenset(mark.casefold() for mark in (*known, *(word for word in ours ^ theirs if _TWO.fullmatch(word))))


@lru_cache(maxsize=4096)
def _without(marks: frozenset[str], path: tuple[str, ...]) -> tuple[str, ...]:
    """Give a path without what tells its language."""
    parts = []
    for part in path:
        plain = part
        while (ending := _MARK.search(plain)) and ending[1] in marks:  # `readme_zh-cn` ends in two
            plain = plain[: ending.start()]
        head, sign, rest = plain.partition("_")
        plain = rest if sign and head in marks else plain
        if plain not in marks:
            parts.append(plain)
    return tuple(parts[:-1] if parts[-1:] and parts[-1] in ("index", "readme", "_index") else parts)


def _own_edition(source: str, translation: str) -> bool:
    """Say whether two addresses are on hosts that differ in their language alone, where articles have own names."""
    editions = []
    for target in (source, translation):
        scheme = _SCHEME.match(target)
        label = target[scheme.end() if scheme else 0 :].partition(".")[0]
        editions.append(label.lower() if _CODE.match(label) else "")
    return all(editions) and editions[0] != editions[1]


def in_language(target: str, language: str) -> bool:
    """Say whether an address names a language in its host or path: `fr.example.org`, `example-fr.org`, `/fr/start`."""
    external = _SCHEME.match(target)
    if not external:
        return False
    words = re.split(r"[^A-Za-z]+", target[external.end() :].partition("#")[0].casefold())
    return base(language) in words


def own_language(source: str, translation: str, language: str) -> bool:
    """Say whether a translation leads its readers to something in their own language, and the source does not."""
    return in_language(translation, language) and not in_language(source, language)


def same_target(pair: Pair) -> Callable[[Link, Link], bool]:
    """Give the test whether two links of a pair lead to the same place, the fragment as the pages expose it."""
    headings = cache(lambda: _Headings(pair))  # on most pages no two fragments differ

    def same(source: Link, translation: Link) -> bool:
        if _one(pair, source.target, translation.target):
            return True
        if not source.target.startswith("#") or not translation.target.startswith("#"):
            both = bool(source.target and translation.target)
            return both and same_page(pair, seen(source.target), seen(translation.target))
        found = headings().same(source.target[1:], translation.target[1:])
        if found is None:  # that they differ is told with the headings
            return _often_one(pair).get(source.target) == translation.target
        return found

    return same


class _Headings:
    """The headings of two pages by their ids, and which stand for which."""

    def __init__(self, pair: Pair) -> None:
        dialect = pair.habits.anchor_dialect
        self._source_ids = _by_id(heading_ids(pair.source, dialect))
        self._translation_ids = _by_id(heading_ids(pair.translation, dialect))
        self._counterparts = {(id(source), id(translation)) for source, translation in pair.both(Heading)}
        self._paired = {heading for both in self._counterparts for heading in both}
        self._source, self._translation = list(pair.source.of(Heading)), list(pair.translation.of(Heading))

    def same(self, source: str, translation: str) -> bool | None:
        """Say whether two fragments lead to the same heading; None where neither heading has a counterpart."""
        ours, theirs = self._source_ids.get(source), self._translation_ids.get(translation)
        if theirs is None:  # a dead fragment in the translation is told by broken-anchor
            return True
        if ours is None:  # one that only its capitals make dead in the source still says what is meant
            ours = self._source_ids.get(source.casefold())
        if ours is None:
            ours = self._meant(source, translation)
        if ours is None:
            return False
        here, there = id(self._source[ours]), id(self._translation[theirs])
        if here in self._paired or there in self._paired:
            return (here, there) in self._counterparts
        return None

    def _meant(self, source: str, translation: str) -> int | None:
        """Give the heading whose id a fragment is like that is dead in the source, which is told there.

        One that the translation writes nearly the same was meant to be the same: nothing is guessed.
        """
        from difflib import get_close_matches

        if get_close_matches(source, [translation], cutoff=_SLIP):
            return None
        near = get_close_matches(source, self._source_ids, n=1, cutoff=_MEANT)
        return self._source_ids[near[0]] if near else None


def link_at(page: Document, span: Span) -> Link | None:
    """Give the link that stands at a place of a page, if one does."""
    return _links(page).get(span)


@lru_cache(maxsize=64)
def _links(page: Document) -> dict[Span, Link]:
    return {link.span: link for link in reversed(list(inlines_of(page.blocks, Link)))}


@lru_cache(maxsize=2)
def _often_one(pair: Pair) -> dict[str, str]:
    """Give the fragments in place of which the same other one stands again and again in the translation."""
    became: dict[str, Counter[str]] = {}
    for row in pair.rows:
        ours, theirs = ([item.target for item in inlines_of(side, Link)] for side in (row.source, row.translation))
        if len(ours) == len(theirs):
            for one, other in zip(ours, theirs, strict=True):
                if one.startswith("#"):
                    became.setdefault(one, Counter())[other] += 1
    best = {one: others.most_common(1)[0] for one, others in became.items()}
    return {one: other for one, (other, count) in best.items() if count > 1 and 3 * count > 2 * became[one].total()}


def _written(target: str) -> str:
    """Give a target with its blanks and other signs as such: `a+b` and `a%20b` are one."""
    target = seen(target)
    return unquote(target.replace("+", " ")) if "%" in target or "+" in target else target


def _one(pair: Pair, source: str, translation: str) -> bool:
    """Say whether two targets are one as written, or a language switch: each page links to the other."""
    if _written(source) == _written(translation):
        return True
    return bool(source and translation) and (
        source.rpartition("/")[2] == pair.translation.path.rpartition("/")[2]
        and translation.rpartition("/")[2] == pair.source.path.rpartition("/")[2]
    )


def _by_id(ids: dict[int, str]) -> dict[str, int]:
    return {value: index for index, value in reversed(ids.items())}
