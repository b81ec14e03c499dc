"""Owns the finding of words whatever their inflection: a masked text's tokens, each with its stem and true place.

Stems come from Snowball (Porter's stemming language); English loses its plural only (the S stemmer of Harman 1991, "How
effective is suffixing?"), for a provider is not what provides. A language that Snowball does not know is compared word
by word, one that is written without blanks letter by letter.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

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


@record
class Token:
    """A word as it stands, its stem, its place, and whether it follows the word before in the same phrase.

    `borrowed` is its singular if it were English: `tokens` in Spanish is `token`, which its own stems do not say.
    """

    text: str
    stem: str
    borrowed: str
    span: Span
    joined: bool


def tokens(document: Document, span: Span) -> tuple[Token, ...]:
    """Cut a stretch of a document into words, with places in the document."""
    return tuple(_cut(document.text[span.start : span.end], document.language, span.start))


def masked(text: str) -> str:
    """Give a text with what is no running text struck out, letter by letter, so that places stay true."""
    return _NOISE.sub(lambda match: "|" * len(match[0]), text)


@lru_cache(maxsize=4096)
def words(text: str, language: str) -> tuple[Token, ...]:
    """Cut a term into words."""
    return tuple(_cut(text, language, 0))


def _cut(text: str, language: str, offset: int) -> Iterator[Token]:
    running = masked(text)
    pattern = re.compile(r"[a-zA-Z0-9]+|[^\W_]") if base(language) in _NO_BLANKS else _WORD
    before = 0
    for match in pattern.finditer(running):
        gap = running[before : match.start()]
        span = Span(offset + match.start(), offset + match.end())
        word = match[0]
        yield Token(
            word, stem(word, language), _singular(word.lower()), span, joined=before > 0 and not _APART.search(gap)
        )
        before = match.end()


def found(phrase: Sequence[Token], text: Sequence[Token], *, exact: bool = False) -> Iterator[Span]:
    """Yield where a phrase stands in a text; `exact` heeds letters and case instead of stems."""
    last = -1
    for at in range(len(text) - len(phrase) + 1) if phrase else ():
        here = text[at : at + len(phrase)]
        same = all(_same(word, one, exact=exact) for word, one in zip(here, phrase, strict=True))
        if same and at > last and all(word.joined for word in here[1:]):
            last = at + len(phrase) - 1
            yield Span(here[0].span.start, here[-1].span.end)


def _same(word: Token, other: Token, *, exact: bool) -> bool:
    if exact:
        return word.text == other.text
    return word.stem == other.stem or word.borrowed == other.borrowed


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """Give a word without its inflection, in lower case."""
    lower = word.lower()
    if base(language) == "en":
        return _singular(lower)
    stemmer = _stemmer(base(language))
    # Letters alone are inflected; `IDs`, `APIs` lose their plural mark, `k8s` and other names with figures nothing.
    if stemmer is None or not lower.isalpha():
        return lower
    if word[:-1].isupper() and len(word) > 2 and word[-1] == "s":
        return lower[:-1]
    if word.isupper():
        return lower
    return str(stemmer.stemWord(lower))


def _singular(word: str) -> str:
    """Take the plural's ending off an English word."""
    if word.endswith("ies") and len(word) > 4 and word[-4] not in "ae":
        return word[:-3] + "y"
    if word.endswith(("ses", "xes", "zes", "ches", "shes")) and len(word) > 5:
        return word[:-2] if not word.endswith("ses") or word.endswith("sses") else word[:-1]
    return word[:-1] if word.endswith("s") and len(word) > 2 and word[-2] not in "us" else word


@cache
def _stemmer(language: str) -> Any:
    name = _NAMES.get(language)
    if name is None:
        return None
    import snowballstemmer

    return snowballstemmer.stemmer(name) if name in snowballstemmer.algorithms() else None
