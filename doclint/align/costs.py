"""Owns what it costs to take one block for the other's translation: shared tokens and words, and length."""

from collections.abc import Iterable

from doclint.align.features import Features, code_likeness, cognates, described, overlap, shared_words, total
from doclint.boxes import other_syntax
from doclint.model import Code, Component, Heading, Prose, Table

NEVER = 1e9
_TOKENS = 0.1
_FEW = 3
_COGNATES = 2.0


def joined(first: Features, second: Features) -> Features:
    """Give two paragraphs as one."""
    return described(
        first.block,
        "prose",
        total((first, second)),
        first.words | second.words,
        first.length + second.length,
        first.sentences + second.sentences,
    )


def match_cost(source: Features, translation: Features, apart: float) -> float:  # noqa: PLR0911  # a table of cases
    """Give what it costs to take one block for the other's translation; more than two gaps where it cannot be.

    `apart` is how far their lengths are from what was to be expected, as the logarithm of their ratio.
    """
    left, right = source.block, translation.block
    if isinstance(left, Prose) and isinstance(right, Prose):  # most are
        item = 0.0 if (left.role == "item") == (right.role == "item") else 0.35
        return _prose_cost(source, translation, apart) + item + (0.1 if left.quoted != right.quoted else 0.0)
    match left, right:
        case (Code(), Code()):
            return 1.15 * (1 - code_likeness(source, translation))
        case (Component() as one, Component() as other):
            if (one.name, one.closing, one.form) != (other.name, other.closing, other.form):
                return 0.4 if other_syntax(one, other) else NEVER
            return 0.0 if one.attributes == other.attributes else 0.3
        case (Table() as one, Table() as other):
            shape = abs(len(one.rows) - len(other.rows)) / max(len(one.rows), len(other.rows), 1)
            return 0.5 * (1 - _shared(source, translation)) + 0.5 * shape
        case (Heading(), Prose() as text) if text.text.startswith(("#", "**", "__")) and translation.length < 100:
            return 0.8
    if {source.kind, translation.kind} <= {"prose", "html"}:
        return 0.1 + _prose_cost(source, translation, apart) + (0.25 if source.kind != translation.kind else 0)
    return NEVER


def _prose_cost(source: Features, translation: Features, apart: float) -> float:
    """Weigh shared tokens, shared words and length; about 0 for sure counterparts, about 1 for strangers."""
    weight = source.weight + translation.weight
    tokens = 1 - overlap(source.strong, translation.strong, weight)
    words = shared_words(source.words, translation.words)
    if weight < _FEW:  # nothing else to go by than the letters
        words = max(words, _COGNATES * cognates(source.letters, translation.letters))
    length = min(1.0, abs(apart) / 1.2)
    return max(0.0, 0.75 * tokens + 0.45 * length - 0.35 * words - 0.1)


def _shared(source: Features, translation: Features) -> float:
    return overlap(source.strong, translation.strong, source.weight + translation.weight)


def fits(both: tuple[Features, Features], alone: Iterable[tuple[Features, Features]], *, nearer: bool) -> bool:
    """Say whether two blocks may together stand for one, which they are not much further from in length.

    They may where they hold more of its tokens than either alone, or are `nearer` in length and not worse in tokens.
    """
    tokens = _shared(*both)
    # without any, nothing is shared
    shares = (_shared(a, b) for a, b in alone if a.weight or b.weight)
    best = max(shares, default=tokens)
    return tokens > best + _TOKENS or (nearer and tokens > best - _TOKENS)
