"""Owns what it costs to take one block for the other's translation: shared tokens and words, and length."""

import math

from doclint.align.features import Features, cognates, overlap, shared_words, whole
from doclint.boxes import other_syntax
from doclint.code.alike import similarity
from doclint.model import Code, Component, Heading, Prose, Table
from doclint.regex import regex

NEVER = 1e9
_SAME = 0.3  # what a text that is the same on both sides is worth
# signs of a heading without the space behind them, or a line that is bold as a whole
_HEADING_LIKE = regex(r"#|\*\*[^*\n]+\*\*[:：]?\s*(?:\n|$)|__[^_\n]+__[:：]?\s*(?:\n|$)")
_FEW = 3
_BY_TOKENS = 0.75
_BY_LENGTH = 0.45
_BY_WORDS = 0.35
_MARGIN = 1e-6
"""More than what rounding does to a cost."""
_FARTHEST = 1.2
"""The logarithm of how many times as long as expected a text is that says nothing for a pair any more."""
_COGNATES = 2.0
_ASKS = 0.1
"""What it costs where one text asks and the other one does not."""


def cost_alone(source: Features, translation: Features, ratio: float) -> float:
    """Give what it costs to take one paragraph for the other, wherever they stand: less than nothing if both are one.

    `ratio` is how long the translation's prose is, in source lengths.
    """
    if whole(source) == whole(translation):
        return -_SAME
    apart = math.log(source.length * ratio + 4) - math.log(translation.length + 4)
    return match_cost(source, translation, apart)


def match_cost(  # noqa: PLR0911  # a table of cases
    source: Features, translation: Features, apart: float, most: float = math.inf, *, letters: bool = True
) -> float:
    """Give what it costs to take one block for the other's translation; more than two gaps where it cannot be.

    `apart` is how far their lengths are from what was to be expected, as the logarithm of their ratio. `NEVER` also
    tells that it is surely more than `most`. Without `letters`, nobody looks at these, and it may cost less.
    """
    left, right = source.block, translation.block
    if isinstance(left, Prose) and isinstance(right, Prose):  # most are
        item = 0.0 if (left.role == "item") == (right.role == "item") else 0.35
        return (
            _prose_cost(source, translation, apart, most, letters)
            + item
            + (0.1 if left.quoted != right.quoted else 0.0)
        )
    match left, right:
        case (Code() as one, Code() as other):
            return 1.15 * (1 - similarity(one, other))
        case (Component() as one, Component() as other):
            if (one.name, one.closing, one.form) != (other.name, other.closing, other.form):
                return 0.4 if other_syntax(one, other) else NEVER
            return 0.0 if one.attributes == other.attributes else 0.3
        case (Table() as one, Table() as other):
            shape = abs(len(one.rows) - len(other.rows)) / max(len(one.rows), len(other.rows), 1)
            return 0.5 * (1 - shared(source, translation)) + 0.5 * shape
        case (Heading(), Prose() as text) if translation.length < 100 and _HEADING_LIKE.match(text.text):
            return 0.8
    if {source.kind, translation.kind} <= {"prose", "html"}:
        return (
            0.1
            + _prose_cost(source, translation, apart, most, letters)
            + (0.25 if source.kind != translation.kind else 0)
        )
    return NEVER


def dearest(source: Features, translation: Features) -> float:
    """Give what it costs at the most to take one block for the other, as far as their kinds tell."""
    match source.block, translation.block:
        case (Prose(role=one), Prose(role=other)) if one == other:
            return _BY_TOKENS + _BY_LENGTH
        case (Code(), Code()) | (Table(), Table()):
            return 1.15
        case _:
            return NEVER


def least_cost(share: float, apart: float, weight: int) -> float:
    """Give what two paragraphs cost at the least for their share of tokens, these tokens' weight, and their lengths."""
    return (
        _BY_TOKENS * (1 - share)
        + _BY_LENGTH * min(1.0, abs(apart) / _FARTHEST)
        - _BY_WORDS * (1.0 if weight >= _FEW else _COGNATES)
        - 0.1
        - _MARGIN
    )


def _prose_cost(source: Features, translation: Features, apart: float, most: float, letters: bool) -> float:
    """Weigh shared tokens, shared words and length; about 0 for sure counterparts, about 1 for strangers."""
    weight = source.weight + translation.weight
    tokens = _BY_TOKENS * (1 - overlap(source.strong, translation.strong, weight))
    length = _BY_LENGTH * min(1.0, abs(apart) / _FARTHEST)
    if weight >= _FEW and tokens + length - _BY_WORDS - 0.1 > most + _MARGIN:
        return NEVER  # even if all words were shared
    words = shared_words(source.words, translation.words)
    if weight < _FEW:  # nothing else to go by than the letters
        if letters:
            words = max(words, _COGNATES * cognates(source.letters, translation.letters))
        tokens += _ASKS if source.asks != translation.asks else 0.0
    return max(0.0, tokens + length - _BY_WORDS * words - 0.1)


def shared(source: Features, translation: Features) -> float:
    """Give the share of tokens that two blocks have in common."""
    return overlap(source.strong, translation.strong, source.weight + translation.weight)


def misfit(share: float, apart: float) -> float:
    """Weigh how far two paragraphs are from saying the same: by their share of tokens, and how far `apart` in size."""
    return _BY_TOKENS * (1 - share) + _BY_LENGTH * min(1.0, apart / _FARTHEST)
