"""See rules/front-matter-key.md."""

import re
from collections.abc import Iterator

from doclint.metadata import Keys, bare, broken_line, keys, unread_head
from doclint.model import Document, Finding, FrontMatter, Pair, Place, Site, Span
from doclint.regex import regex

_LIKE = 0.8
_MOST_STRANGE = 100  # keys of one page that are looked at for slips of the pen
# What a person reads may differ, whatever most pages do.
_VALUE = regex(r"-?\d+(?:\.\d+)?|true|false|[\"']?[a-z][a-z0-9]*(?:[-_/.][a-z0-9]+)+[\"']?")
# A page's own affair: when it was changed, and by whom.
_OWN = regex(
    r"alias|redirect|date|lastmod|modified|updated|author|translat|commit|drift|version|hash|draft|l10n", re.IGNORECASE
)


def check(site: Site) -> Iterator[Finding]:
    """Yield keys and settings at the head of a page that translations of this site keep, and this one does not."""
    unreadable = set()
    for page in site.documents.values():
        where = broken_line(page)
        if where is not None:
            unreadable.add(page.path)
            cure = "put a text with a colon or another sign in it between quotes, and use no tabs"
            yield Finding(page, where, f"the head of the page cannot be read here; {cure}")
    for pair in site.pairs:
        ours, theirs = keys(pair.source), keys(pair.translation)
        if {pair.source.path, pair.translation.path} & unreadable:
            continue
        unread = unread_head(pair.translation, pair.source)
        if unread is not None:
            message = f"the head of this page is not read as such, but shown as text: {unread[1]}"
            yield Finding(pair.translation, unread[0], message, Place(pair.source, _head(pair.source)))
        elif ours and not theirs:
            yield from _headless(pair, ours)
        elif ours:
            yield from _lost(pair, ours, theirs)
            yield from _changed(pair, ours, theirs)


def _head(page: Document) -> Span:
    return next((block.span for block in page.of(FrontMatter)), Span(0, 0))


def _headless(pair: Pair, ours: Keys) -> Iterator[Finding]:
    """Yield one finding for a page that lost all its keys."""
    lost = [key for key in ours if key in pair.habits.kept_keys and not _OWN.search(key)]
    if lost:
        named = ", ".join(f"`{key}`" for key in lost)
        message = f"the source has {named} at the head of the page, as most translations have; there is nothing here"
        yield Finding(pair.translation, Span(0, 0), message, Place(pair.source, ours[lost[0]][1]))


def _lost(pair: Pair, ours: Keys, theirs: Keys) -> Iterator[Finding]:
    """Yield keys that were lost or misspelt."""
    kept = pair.habits.kept_keys
    strange = [key for key in theirs if key not in ours and key not in kept][:_MOST_STRANGE]
    names = {key.casefold(): key for key in reversed(strange)}
    lost = [key for key in ours if key not in theirs and not _OWN.search(key)]
    for number, key in enumerate(lost):
        from difflib import get_close_matches

        near = get_close_matches(key.casefold(), names if number < _MOST_STRANGE else (), n=1, cutoff=_LIKE)
        slip = names[near[0]] if near else None
        related = Place(pair.source, ours[key][1])
        if slip:
            start = theirs[slip][1].start
            yield Finding(
                pair.translation,
                Span(start, start + len(slip)),
                f"the key at the head of the page is `{slip}` here, but `{key}` in the source",
                related,
            )
        elif key in kept:
            head = next(pair.translation.of(FrontMatter)).span
            message = f"the source has `{key}` at the head of the page, as most translations have; it is missing here"
            yield Finding(pair.translation, Span(head.start, head.start + 3), message, related)


def _changed(pair: Pair, ours: Keys, theirs: Keys) -> Iterator[Finding]:
    """Yield settings that differ, where nearly all translations keep them."""
    for key in ours.keys() & pair.habits.equal_keys & theirs.keys():
        (value, place), (other, where) = ours[key], theirs[key]
        if _OWN.search(key) or bare(value) == bare(other) or not (_VALUE.fullmatch(value) and other):
            continue
        message = f"`{key}` is `{other}` here, but `{value}` in the source, as in most translations"
        yield Finding(pair.translation, where, message, Place(pair.source, place))
