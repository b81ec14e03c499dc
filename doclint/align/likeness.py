"""Owns what a section is, and what tells that two of them are one: ids, titles, and what stands under them."""

import math
import re
from collections import Counter
from collections.abc import Sequence

from doclint.align.features import Features, code_likeness, cognates, overlap, shared_words, total
from doclint.anchors.slugs import plain_text
from doclint.code.alike import in_common
from doclint.model import Code, Heading
from doclint.record import record, replace
from doclint.regex import regex

_STRANGERS = -3.0  # far worse than two gaps
_ALIKE_CODE = 0.5
_ALIKE = 0.2
_PLENTY = 6  # how much the tokens weigh that tell a section surely
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
    top: bool = False


def section(heading: Heading, index: int, own: Features, body: Sequence[Features], *, trusted: bool) -> Section:
    """Describe one section; `trusted` says whether its ids are its own."""
    title = plain_text(heading.text)
    slug = "-".join("".join(char if char.isalnum() else " " for char in title.casefold()).split())
    tokens = total((own, *body))
    ids = frozenset(anchor.id for anchor in heading.anchors) if trusted else frozenset()
    weight, length = tokens.total(), sum(item.length for item in body)
    return Section(heading, index, title, slug, tuple(body), tokens, weight, length, ids)


def joined(first: Section, second: Section) -> Section:
    """Put what stands under a heading under the one before."""
    return replace(
        first,
        body=(*first.body, *second.body),
        tokens=first.tokens + second.tokens,
        weight=first.weight + second.weight,
        length=first.length + second.length,
    )


def score(source: Section, translation: Section, ratio: float) -> float:
    """Weigh the evidence that two sections are one: ids first, then titles, then what stands under them."""
    same_id = bool(source.ids & translation.ids) or source.slug in translation.ids
    other_id = bool(source.ids and translation.ids) and not same_id
    titles = max(cognates(source.title, translation.title), float(source.slug == translation.slug))
    apart = abs(source.heading.level - translation.heading.level)
    result = 0.6 + 1.5 * titles - (0.0, 0.4, 0.9)[min(apart, 2)]
    result += 3.0 * same_id - 0.6 * other_id + 1.2 * (source.top and translation.top)
    result += _body_score(source, translation, ratio)
    return _STRANGERS if result < 0 and titles < _ALIKE and _strangers(source, translation, apart) else result


def _strangers(source: Section, translation: Section, apart: int) -> bool:
    """Say whether two sections that fit badly share nothing at all, and one is about something that it names.

    Two levels apart they are no pair in any case.
    """
    if in_common(source.tokens, translation.tokens) or source.ids & translation.ids or source.slug in translation.ids:
        return False
    codes, others = ([item for item in one.body if item.kind == "code"] for one in (source, translation))
    if codes and others and max(_likest(code, others) for code in codes) >= _ALIKE_CODE:
        return False
    return apart > 1 or _names(source, translation) or _names(translation, source)


def _names(section: Section, other: Section) -> bool:
    """Say whether a title holds an identifier of which the other title says nothing."""
    title = other.title.casefold()
    return any(name.casefold() not in title for name in _IDENTIFIER.findall(section.title))


def _body_score(source: Section, translation: Section, ratio: float) -> float:
    """Weigh what stands under two headings, about -2 (strangers) to 2 (counterparts)."""
    result = 0.0
    weight = min(source.weight, translation.weight)
    result += (_shared(source, translation) - 0.5) * 3 * min(1.0, weight / _PLENTY)
    codes = [item for item in source.body if item.kind == "code"]
    others = [item for item in translation.body if item.kind == "code"]
    if codes and others:
        likeness = sum(_likest(code, others) for code in codes) / len(codes)
        result += max(-0.4, 2.6 * likeness - 1.4)
    elif codes or others:
        result -= 0.5
    lengths = abs(math.log((translation.length + 15) / (source.length * ratio + 15)))
    result -= min(0.9, 0.5 * lengths)
    return result - min(0.4, 0.1 * abs(len(source.body) - len(translation.body)))


def _likest(code: Features, others: Sequence[Features]) -> float:
    """Give how much a code block has in common with the one that is most like it."""
    best = 0.0
    for other in others:
        best = max(best, code_likeness(code, other))
        if best >= 1:
            break
    return best


def _shared(source: Section, translation: Section) -> float:
    return overlap(source.tokens, translation.tokens, source.weight + translation.weight)


def sameness(source: Section, translation: Section, ratio: float) -> float:
    """Say how surely two sections that stand in different places are one; 1 and more is sure enough."""
    same_id = bool(source.ids & translation.ids) or source.slug in translation.ids
    same_title = source.slug == translation.slug and len(source.slug) > 3
    weight = min(source.weight, translation.weight)
    tokens = _shared(source, translation) if weight >= 3 else 0.0
    codes = [item for item in source.body if isinstance(item.block, Code) and len(item.block.body) > 10]
    bodies = {item.block.body for item in translation.body if isinstance(item.block, Code)}
    same_code = bool(codes) and all(isinstance(item.block, Code) and item.block.body in bodies for item in codes)
    words = shared_words(
        frozenset().union(*(item.words for item in source.body)),
        frozenset().union(*(item.words for item in translation.body)),
    )
    if same_id:
        return 2.0
    shape = [item.kind for item in source.body] == [item.kind for item in translation.body]
    close = abs(math.log((translation.length + 15) / (source.length * ratio + 15))) < 0.25
    likely = 0.5 * (shape and close and len(source.body) >= 2) + 0.15 * (len(source.body) >= 5)
    evidence = likely + 1.3 * max(0.0, tokens - 0.25) + 0.7 * same_title + 0.6 * same_code + 0.3 * words
    return evidence + 0.6 * cognates(source.title, translation.title)


def may_have_moved(source: Section, translation: Section) -> bool:
    """Say whether a section may stand elsewhere: with another title and little to tell it by it keeps its level."""
    return (
        source.heading.level == translation.heading.level
        or bool(source.ids & translation.ids)
        or source.slug in (translation.slug, *translation.ids)
        or cognates(source.title, translation.title) >= _ALIKE
        or in_common(source.tokens, translation.tokens) >= _PLENTY
    )
