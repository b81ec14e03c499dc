"""Owns the evidence that pages give: whether they sound like the source, and whether they can be its translation.

Reads little of few pages, and only where names alone do not decide.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Literal, TypeVar

from doclint.record import record
from doclint.regex import regex

Verdict = Literal["foreign", "same", "unknown"]
Reader = Callable[[str], str]
T = TypeVar("T")

SAMPLE = 5
"""How many pages of a folder or of a suffix are read."""

_ENGLISH = frozenset("the and you your with this that are from which when of not be can if".split())
_MARKUP = regex(
    r"^(?:```|~~~).*?^(?:```|~~~)|^---\n.*?\n---$|`[^`\n]*`|<[^<>]*>|https?://\S+|\]\([^()\s]*\)",
    re.DOTALL | re.MULTILINE,
)
_WORD = regex(r"[^\W\d_]+")
_HEADING = regex(r"^#{1,6} ", re.MULTILINE)
_FEATURE = regex(r"\]\(([^()\s]+)|`([^`\n]+)`")
_KEPT = 0.25  # links may be localised and pages may be behind, but independent lists share far less
_ENOUGH = 12  # words: below this, nothing can be said of a page


@record
class Voice:
    """The commonest short words of the source's language, by which other languages are told from it."""

    words: frozenset[str]
    share: float
    """Which part of the running text these words make up in the source."""

    def verdict(self, text: str) -> Verdict:
        """Say whether a text is in the source's language, in another, or too short to tell."""
        words = _WORD.findall(_MARKUP.sub(" ", text).lower())
        if len(words) < _ENOUGH:
            # scripts without spaces have few words, but long ones
            return "foreign" if self.words == _ENGLISH and _outlandish(words) else "unknown"
        share = sum(word in self.words for word in words) / len(words)
        if share >= self.share * 0.5:
            return "same"
        return "foreign" if share <= self.share * 0.25 else "unknown"


def _outlandish(words: list[str]) -> bool:
    """Say whether most letters stand beyond Latin."""
    text = "".join(words)
    return len(text) >= _ENOUGH and sum(letter > "\u024f" for letter in text) > len(text) / 2


def listen(source: str, texts: Sequence[str]) -> Voice:
    """Learn how the source sounds: English is known, another language is learnt from `texts` in it."""
    if source == "en" or source.startswith("en-"):
        return Voice(_ENGLISH, 0.16)
    words = Counter(word for text in texts for word in _WORD.findall(_MARKUP.sub(" ", text).lower()))
    total = sum(words.values())
    common = sorted(words, key=lambda word: (-words[word], word))[:25]
    return Voice(frozenset(common), sum(words[word] for word in common) / total if total else 1.0)


def heard(texts: Iterable[str]) -> str | None:
    """Give the language that more than half of these texts are in; None if none is."""
    from doclint.language import prevailing

    votes = Counter(prevailing(_MARKUP.sub(" ", text)) for text in texts)
    language, count = votes.most_common(1)[0] if votes else (None, 0)
    return language if 2 * count > votes.total() else None


def spread(names: Sequence[T], most: int = SAMPLE) -> list[T]:
    """Take up to `most` of `names`, evenly from first to last."""
    if len(names) <= most:
        return list(names)
    return [names[round(at * (len(names) - 1) / (most - 1))] for at in range(most)]


class Evidence:
    """Answers questions about pages, each read at most once."""

    def __init__(self, read: Reader, voice: Voice) -> None:
        self._read = cache(read)
        self.voice = voice

    def verdict(self, pairs: Sequence[tuple[str, str | None]]) -> Verdict:
        """Say how pages sound, most of them; each goes with its source where one is known.

        A page that is its source's copy says nothing: it may wait for its translator.
        """
        votes = Counter(self._vote(page, source) for page, source in spread_pairs(pairs))
        if votes["foreign"] == votes["same"]:
            return "unknown"
        return "foreign" if votes["foreign"] > votes["same"] else "same"

    def _vote(self, page: str, source: str | None) -> Verdict:
        text = self._read(page)
        if source is not None and self._read(source) == text:
            return "unknown"
        return self.voice.verdict(text)

    def language(self, page: str) -> str | None:
        """Give the language that a page is surely in; None where that is not to be heard."""
        return heard([self._read(page)])

    def plausible(self, page: str, source: str) -> bool:
        """Say whether a page can be the other's translation by what translators keep: outline, code and addresses."""
        ours, theirs = self._read(page), self._read(source)
        few, many = sorted(len(_HEADING.findall(text)) for text in (ours, theirs))
        return many <= 2 * few + 3 and _kept(_features(ours), _features(theirs)) >= _KEPT


def spread_pairs(pairs: Sequence[tuple[str, str | None]]) -> list[tuple[str, str | None]]:
    """Take a sample of pairs, sorted, so that the order in which files were listed does not matter."""
    sources = dict(pairs)
    return [(name, sources[name]) for name in spread(sorted(sources))]


def _features(text: str) -> Counter[str]:
    """Count what a translator keeps: addresses and code spans."""
    return Counter(address or code for address, code in _FEATURE.findall(text))


def _kept(ours: Counter[str], theirs: Counter[str]) -> float:
    """Give the part that two pages share of what the richer one has; all, where neither has any."""
    larger = max(ours.total(), theirs.total())
    return (ours & theirs).total() / larger if larger else 1.0
