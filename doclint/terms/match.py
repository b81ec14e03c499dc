"""Owns the finding of words whatever their inflection: a masked text's tokens, each with its stem and true place.

Stems come from Snowball (Porter's stemming language); English loses its plural only (the S stemmer of Harman 1991, "How
effective is suffixing?"), for a provider is not what provides. A language that Snowball does not know is compared word
by word, one that is written without blanks letter by letter.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import Any, overload

from doclint.language import base
from doclint.model import Document, Span
from doclint.record import record
from doclint.regex import regex

_WORD = regex(r"[^\W_]+")
# What is no running text: code, tags, addresses, shortcodes.
_NOISE = regex(r"```.*?```|`[^`\n]*`|<[^<>\n]*>|\]\([^()\n]*\)|\{[^{}\n]*\}|https?://\S+", re.DOTALL)
_APART = regex(r"[^\s\-*_'’>«»“”]|\n\s*\n")
# Korean has blanks, but its particles cling to the noun.
_NO_BLANKS = ("ja", "zh", "ko", "th", "km", "lo", "my")
_NAMES = {
    "es": "spanish", "fr": "french", "de": "german", "pt": "portuguese", "it": "italian",
    "ru": "russian", "nl": "dutch", "sv": "swedish", "da": "danish", "no": "norwegian", "nb": "norwegian",
    "fi": "finnish", "hu": "hungarian", "ro": "romanian", "tr": "turkish", "ca": "catalan", "el": "greek",
    "pl": "polish", "cs": "czech", "id": "indonesian", "hi": "hindi", "ar": "arabic", "lt": "lithuanian",
    "eu": "basque", "ga": "irish", "sr": "serbian",
}  # fmt: skip


# Languages whose stemmers leave the first letter of a word alone, but for its accent.
_SUFFIXING = frozenset("en es fr pt it ca ro de sv da no nb ru".split())
_MANY = 32  # words worth telling apart by their stems, which take long to find


@record
class Token:
    """A word as it stands, where it begins, and whether it follows the word before in the same phrase."""

    text: str
    language: str
    start: int
    joined: bool

    @property
    def span(self) -> Span:
        """Its place."""
        return Span(self.start, self.start + len(self.text))

    @property
    def stem(self) -> str:
        """The word without its inflection."""
        return stem(self.text, self.language)

    @property
    def borrowed(self) -> str:
        """Its singular if it were English: `tokens` in Spanish is `token`, which its own stem does not say."""
        return _singular(self.text)


class Words(Sequence[Token]):
    """The words of some stretches of text, in order, each made a token when it is asked for.

    Of most texts no more is asked than whether a word may stand in them.
    """

    def __init__(self, stretches: Iterable[tuple[str, int]], language: str) -> None:
        """`stretches` are texts with their places."""
        self.language = language
        self._english = base(language) == "en"
        self._pattern = re.compile(r"[a-zA-Z0-9]+|[^\W_]") if base(language) in _NO_BLANKS else _WORD
        self._running = [(masked(text), offset) for text, offset in stretches]
        self._texts: list[str] = [word for text, _ in self._running for word in self._pattern.findall(text)]

    def __len__(self) -> int:
        return len(self._texts)

    @overload
    def __getitem__(self, at: int) -> Token: ...

    @overload
    def __getitem__(self, at: slice) -> "tuple[Token, ...]": ...

    def __getitem__(self, at: int | slice) -> "Token | tuple[Token, ...]":
        if isinstance(at, slice):
            return tuple(map(self.__getitem__, range(len(self))[at]))
        return Token(self._texts[at], self.language, self._starts[at], self._joined[at])

    def at(self, offset: int) -> int:
        """Give the number of the first word that begins at a place or behind it; that of none where none does."""
        return bisect_left(self._starts, offset)

    def follows(self, first: str, second: str) -> bool:
        """Say whether one word stands right behind another somewhere; both are given without case."""
        words = self._folded
        return any(
            words[number] == second and words[number - 1] == first and self._joined[number]
            for number in range(1, len(words))
        )

    def span(self, first: int, last: int) -> Span:
        """Give the stretch from one word to another."""
        return Span(self._starts[first], self._starts[last] + len(self._texts[last]))

    def has(self, phrase: Sequence[Token], at: int, *, exact: bool) -> bool:
        """Say whether a phrase stands at a word, and behind it; `exact` heeds letters and case instead of stems."""
        same = all(self._is(at + number, word, exact=exact) for number, word in enumerate(phrase))
        return same and all(self._joined[at + number] for number in range(1, len(phrase)))

    def _is(self, at: int, word: Token, *, exact: bool) -> bool:
        text: str = self._texts[at]
        if exact or text == word.text:
            return text == word.text
        return _singular(text) == word.borrowed or stem(text, self.language) == word.stem

    def alike(self, word: Token) -> Sequence[int]:
        """Give the numbers of the words that may be forms of `word`, in order, and maybe of others."""
        if not self._english:  # in English, stems are told at once
            likely = self._by_head.get(_head(word.text, self.language), ())
            if len(likely) < _MANY:
                return likely
        same = self.by_stem.get(word.stem, ())
        borrowed = same if word.borrowed == word.stem else self._by_borrowed.get(word.borrowed, ())
        return same if borrowed is same else sorted({*same, *borrowed})

    @cached_property
    def by_stem(self) -> Mapping[str, Sequence[int]]:
        """The numbers of the words by their stem."""
        return _numbers(stem(text, self.language) for text in self._texts)

    @cached_property
    def _by_head(self) -> Mapping[str, Sequence[int]]:
        return _numbers(_head(text, self.language) for text in self._texts)

    @cached_property
    def _by_borrowed(self) -> Mapping[str, Sequence[int]]:
        return _numbers(map(_singular, self._texts))

    @cached_property
    def _folded(self) -> Sequence[str]:
        return [text.casefold() for text in self._texts]

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [offset + word.start() for text, offset in self._running for word in self._pattern.finditer(text)]

    @cached_property
    def _joined(self) -> Sequence[bool]:
        """Whether each word follows the one before in the same phrase."""
        return [joined for text, _ in self._running for joined in self._follows(text)]

    def _follows(self, text: str) -> Iterator[bool]:
        before = 0
        for word in self._pattern.finditer(text):
            gap = text[before : word.start()]
            yield before > 0 and (gap == " " or not _APART.search(gap))
            before = word.end()


def _numbers(keys: Iterable[str]) -> Mapping[str, Sequence[int]]:
    """Give the numbers, from 0, at which each key stands."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        found[key].append(number)
    return found


@lru_cache(maxsize=65536)
def _head(word: str, language: str) -> str:
    """Give the letter that all forms of a word begin with, without accent; nothing where a language may change it."""
    if base(language) not in _SUFFIXING:
        return ""
    folded = word.casefold()
    if not folded.isascii():
        folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return folded[:1]


def tokens(document: Document, *spans: Span) -> Words:
    """Cut stretches of a document into words, with places in the document."""
    return Words(((document.text[span.start : span.end], span.start) for span in spans), document.language)


def masked(text: str) -> str:
    """Give a text with what is no running text struck out, letter by letter, so that places stay true."""
    return _NOISE.sub(lambda match: "|" * len(match[0]), text)


@lru_cache(maxsize=4096)
def words(text: str, language: str) -> tuple[Token, ...]:
    """Cut a term into words."""
    return tuple(Words(((text, 0),), language))


def found(phrase: Sequence[Token], text: Words, *, exact: bool = False) -> Iterator[Span]:
    """Yield where a phrase stands in a text; `exact` heeds letters and case instead of stems."""
    after = 0
    for at in text.alike(phrase[0]) if phrase else ():
        last = at + len(phrase) - 1
        if at < after or last >= len(text):
            continue
        if text.has(phrase, at, exact=exact):
            after = last + 1
            yield text.span(at, last)


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """Give a word without its inflection, in lower case."""
    lower = word.lower()
    if base(language) == "en":
        return _singular(word)
    stemmer = _stemmer(base(language))
    # Letters alone are inflected; `IDs`, `APIs` lose their plural mark, `k8s` and other names with figures nothing.
    if stemmer is None or not lower.isalpha():
        return lower
    if word[:-1].isupper() and len(word) > 2 and word[-1] == "s":
        return lower[:-1]
    if word.isupper():
        return lower
    return str(stemmer.stemWord(lower))


@lru_cache(maxsize=65536)
def _singular(word: str) -> str:
    """Give an English word without the plural's ending, in lower case."""
    word = word.lower()
    if word.endswith("ies") and len(word) > 4 and word[-4] not in "ae":
        return word[:-3] + "y"
    if word.endswith(("ses", "xes", "zes", "ches", "shes")) and len(word) > 5:
        return word[:-2] if not word.endswith("ses") or word.endswith("sses") else word[:-1]
    return word[:-1] if word.endswith("s") and len(word) > 2 and word[-2] not in "us" else word


@cache
def _stemmer(language: str) -> Any:
    from doclint.terms.stemmers import snowball

    name = _NAMES.get(language)
    return snowball(name) if name else None
