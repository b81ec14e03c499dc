"""See rules/moved-section.md."""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from doclint.anchors.slugs import plain_text
from doclint.model import Finding, Heading, Pair, Place
from doclint.terms.glossary import entries
from doclint.wording import excerpt

# A list of fewer sections may well be in alphabetical order by chance.
_LEAST_SORTED = 4


def check(pair: Pair) -> Iterator[Finding]:
    """Yield sections that stand in another place than in the source; sections that moved together are told once."""
    if not any(row.moved for row in pair.rows):
        return
    if entries(pair.source) and entries(pair.translation):  # each glossary stands in its own alphabet
        return
    ours, theirs = list(pair.source.of(Heading)), list(pair.translation.of(Heading))
    source_order = {id(heading): n for n, heading in enumerate(ours)}
    translation_order = {id(heading): n for n, heading in enumerate(theirs)}
    counterparts = {id(source): translation for source, translation in pair.both(Heading)}
    passed: set[tuple[int, int]] = set()
    for row in pair.rows:
        match row.source, row.translation:
            case ((Heading() as source,), (Heading() as translation,)) if row.moved:
                place = source_order[id(source)], translation_order[id(translation)]
                passed.add(place)
                if (place[0] - 1, place[1] - 1) in passed or (_sorted(ours, place[0]) and _sorted(theirs, place[1])):
                    continue
                before = [counterparts.get(id(heading), heading) for heading in ours[: place[0]]]
                if places := _told_apart(theirs[: place[1]], before, translation.level):
                    yield Finding(
                        pair.translation,
                        translation.span,
                        f"the section “{_title(source)}” stands {places[0]} here, but {places[1]} in the source",
                        Place(pair.source, source.span),
                    )
            case _:
                pass


def _told_apart(here: Sequence[Heading], there: Sequence[Heading], level: int) -> tuple[str, str] | None:
    """Say where a section stands on both sides, by the heading before it; None where that is one and the same.

    Where both are called the same (“Example”), the sections that they belong to tell them apart.
    """
    if here and there and here[-1] is there[-1]:
        return None
    outer = [[heading for heading in side if heading.level <= level] for side in (here, there)]
    for ours, theirs in ((here, there), outer):
        found = _after(ours), _after(theirs)
        if found[0] != found[1]:
            return found
    return None


def _after(before: Sequence[Heading]) -> str:
    """Say where a section stands, by the heading before it."""
    return f"after “{_title(before[-1])}”" if before else "at the beginning"


def _title(heading: Heading) -> str:
    return excerpt(plain_text(heading.text), 40)


def _sorted(headings: Sequence[Heading], at: int) -> bool:
    """Say whether a section stands in a part that is in alphabetical order, as a glossary is in every language."""
    level = headings[at].level
    first = next((n + 1 for n in range(at, -1, -1) if headings[n].level < level), 0)
    last = next((n for n in range(at, len(headings)) if headings[n].level < level), len(headings))
    keys = [_letters(heading) for heading in headings[first:last] if heading.level == level]
    breaks = sum(left > right for left, right in pairwise(keys))
    return len(keys) >= _LEAST_SORTED and breaks <= len(keys) // 10


def _letters(heading: Heading) -> str:
    text = unicodedata.normalize("NFD", plain_text(heading.text).casefold())
    return "".join(char for char in text if char.isalnum())
