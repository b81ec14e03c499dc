"""Owns what a section is, and what tells that two of them are one: ids, titles, and what stands under them."""

import math
import re
from collections import Counter
from collections.abc import Sequence

from doclint.align.features import Features, cognates, overlap, shared_words, total
from doclint.align.titles import same_title
from doclint.anchors.slugs import plain_text
from doclint.code.alike import in_common, similarity
from doclint.letters import spread, table
from doclint.model import Code, Heading
from doclint.record import record, replace
from doclint.regex import regex

NO_MORE = -math.inf
"""What a score is where it surely is no more than what was asked for."""
MARGIN = 1e-6
"""More than what rounding does to a score, or to a way through a table of scores."""
_STRANGERS = -3.0  # far worse than two gaps
_MOST_BY_TOKENS, _MOST_BY_CODE = 1.5, 1.2
_ALIKE_CODE = 0.5
_ALIKE = 0.2
_PLENTY = 6  # how much the tokens weigh that tell a section surely
_LETTERS_AND_FIGURES = table(kept="0123456789")
_IDENTIFIER = regex(r"\b(?:[a-z]+[A-Z]\w*|[A-Z][a-z]+[A-Z]\w*|\w+_\w+|[A-Za-z]\w+(?:\.[A-Za-z]\w+)+)\b", re.ASCII)


@record
class Section:
    """A heading and what stands under it up to the next heading; `index` counts the document's blocks.

    `ids` are those that the author pinned, where they can be trusted; `top` says that this is the page's title.
    """

    heading: Heading
    index: int
    title: str
    slug: str
    body: tuple[Features, ...]
    tokens: Counter[str]
    weight: int
    """How much the tokens weigh together."""
    length: int
    ids: frozenset[str]
    codes: tuple[Code, ...] = ()
    top: bool = False


def section(heading: Heading, index: int, own: Features, body: Sequence[Features], *, trusted: bool) -> Section:
    """Describe one section; `trusted` says whether its ids are its own."""
    title = plain_text(heading.text)
    slug = "-".join(_spaced(title.casefold()).split())
    tokens = total((own, *body))
    ids = frozenset(anchor.id for anchor in heading.anchors) if trusted else frozenset()
    weight, length = tokens.total(), sum(item.length for item in body)
    codes = tuple(item.block for item in body if isinstance(item.block, Code))
    return Section(heading, index, title, slug, tuple(body), tokens, weight, length, ids, codes)


def _spaced(text: str) -> str:
    """Give a text with blanks in place of what is neither letter nor figure."""
    text = spread(text, _LETTERS_AND_FIGURES)
    return text if text.isascii() else "".join(char if char.isalnum() else " " for char in text)


def joined(first: Section, second: Section) -> Section:
    """Put what stands under a heading under the one before."""
    return replace(
        first,
        body=(*first.body, *second.body),
        tokens=first.tokens + second.tokens,
        weight=first.weight + second.weight,
        length=first.length + second.length,
        codes=first.codes + second.codes,
    )


def score(source: Section, translation: Section, ratio: float, least: float = NO_MORE) -> float:
    """Weigh the evidence that two sections are one: ids first, then titles, then what stands under them.

    `NO_MORE` tells that it is surely no more than `least`; to know that, nobody has to compare code.
    """
    named, titles = _named(source, translation)
    least = least if least > _STRANGERS else NO_MORE
    result = named + _body_score(source, translation, ratio, least - named)
    if result < least - MARGIN:
        return NO_MORE
    return _STRANGERS if result < 0 and titles < _ALIKE and _strangers(source, translation) else result


def most(source: Section, translation: Section) -> float:
    """Give what two sections may score at the most, whatever stands under their headings and is joined to it."""
    return _named(source, translation)[0] + _MOST_BY_TOKENS + _MOST_BY_CODE


def most_by_name(*, ids: bool) -> float:
    """Give the most that two sections may score that are not both titles of pages; `ids` says if ids may be one."""
    return 0.6 + 1.5 + 3.0 * ids + _MOST_BY_TOKENS + _MOST_BY_CODE


def _named(source: Section, translation: Section) -> tuple[float, float]:
    """Weigh what two headings say: all of it, and how far their titles are alike."""
    same_id = not source.ids.isdisjoint(translation.ids) or source.slug in translation.ids
    other_id = bool(source.ids and translation.ids) and not same_id
    titles = _alike_titles(source, translation)
    result = 0.6 + 1.5 * titles - (0.0, 0.4, 0.9)[min(_levels_apart(source, translation), 2)]
    return result + (3.0 * same_id - 0.6 * other_id + 1.2 * (source.top and translation.top)), titles


def _alike_titles(source: Section, translation: Section) -> float:
    """Say how far two titles are one, 0 to 1: by their letters, or by what sections are called in two languages."""
    if source.slug == translation.slug or same_title(source.slug, translation.slug):
        return 1.0
    return cognates(source.title, translation.title)


def _levels_apart(source: Section, translation: Section) -> int:
    return abs(source.heading.level - translation.heading.level)


def _strangers(source: Section, translation: Section) -> bool:
    """Say whether two sections that fit badly share nothing at all, and one is about something that it names.

    Two levels apart they are no pair in any case.
    """
    if in_common(source.tokens, translation.tokens) or source.ids & translation.ids or source.slug in translation.ids:
        return False
    others = translation.codes
    if source.codes and others and max(_likest(code, others) for code in source.codes) >= _ALIKE_CODE:
        return False
    return _levels_apart(source, translation) > 1 or _names(source, translation) or _names(translation, source)


def _names(section: Section, other: Section) -> bool:
    """Say whether a title holds an identifier of which the other title says nothing."""
    title = other.title.casefold()
    return any(name.casefold() not in title for name in _IDENTIFIER.findall(section.title))


def _body_score(source: Section, translation: Section, ratio: float, least: float) -> float:
    """Weigh what stands under two headings, about -2 (strangers) to 2 (counterparts); `NO_MORE` as for `score`."""
    weight = min(source.weight, translation.weight)
    tokens = (_shared(source, translation) - 0.5) * 3 * min(1.0, weight / _PLENTY)
    lengths = min(0.9, 0.5 * abs(math.log((translation.length + 15) / (source.length * ratio + 15))))
    sizes = min(0.4, 0.1 * abs(len(source.body) - len(translation.body)))
    codes = -0.5 if source.codes or translation.codes else 0.0
    if source.codes and translation.codes:
        if tokens + _MOST_BY_CODE - lengths - sizes < least - MARGIN:
            return NO_MORE
        likeness = sum(_likest(code, translation.codes) for code in source.codes) / len(source.codes)
        codes = max(-0.4, 2.6 * likeness - 1.4)
    return tokens + codes - lengths - sizes


def _likest(code: Code, others: Sequence[Code]) -> float:
    """Give how much a code block has in common with the one that is most like it."""
    if any(code.body == other.body for other in others):
        return 1.0
    return max(similarity(code, other) for other in others)


def _shared(source: Section, translation: Section) -> float:
    return overlap(source.tokens, translation.tokens, source.weight + translation.weight)


def sameness(source: Section, translation: Section, ratio: float) -> float:
    """Say how surely two sections that stand in different places are one; 1 and more is sure enough."""
    same_id = bool(source.ids & translation.ids) or source.slug in translation.ids
    titles = _alike_titles(source, translation)
    named = titles == 1 and len(source.slug) > 3
    weight = min(source.weight, translation.weight)
    tokens = _shared(source, translation) if weight >= 3 else 0.0
    codes = [code for code in source.codes if len(code.body) > 10]
    bodies = {code.body for code in translation.codes}
    same_code = bool(codes) and all(code.body in bodies for code in codes)
    words = shared_words(
        frozenset().union(*(item.words for item in source.body)),
        frozenset().union(*(item.words for item in translation.body)),
    )
    if same_id:
        return 2.0
    shape = [item.kind for item in source.body] == [item.kind for item in translation.body]
    close = abs(math.log((translation.length + 15) / (source.length * ratio + 15))) < 0.25
    likely = 0.5 * (shape and close and len(source.body) >= 2) + 0.15 * (len(source.body) >= 5)
    evidence = likely + 1.3 * max(0.0, tokens - 0.25) + 0.7 * named + 0.6 * same_code + 0.3 * words
    return evidence + 0.6 * titles


def may_have_moved(source: Section, translation: Section) -> bool:
    """Say whether a section may stand elsewhere: with another title and little to tell it by it keeps its level."""
    return (
        source.heading.level == translation.heading.level
        or bool(source.ids & translation.ids)
        or source.slug in (translation.slug, *translation.ids)
        or _alike_titles(source, translation) >= _ALIKE
        or in_common(source.tokens, translation.tokens) >= _PLENTY
    )
