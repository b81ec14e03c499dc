"""Owns what alignment knows of a block: the tokens that survive translation, and how long it is.

Code, addresses, numbers and names stay as they are in every language; words that both sides happen to share
(cognates, borrowed terms) are a weaker hint, and the length a weaker one still (Gale and Church 1993).
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from doclint.code.alike import in_common
from doclint.language import may_be_tag
from doclint.letters import runs, upper_halves
from doclint.model import Block, Code, Component, Heading, Html, Image, Inline, InlineCode, Link, Prose, Table
from doclint.regex import regex

# A pattern that begins with a set of characters, and not with a repetition or a choice, passes over all others quickly.
_NUMBER = regex(r"\d\d*(?:[.,]\d+)*")
_VALUE = regex(r"[\"']([^\"'\s]{2,})[\"']")
_NAME = regex(r"\b(?:[A-Z][a-z]+[A-Z]\w*|[A-Z]{2,}\w*|\w+_\w+)\b")
_CAPITALS = regex(r"[A-Z](?<!\w[A-Z])[a-z]*[A-Z]\w*")  # the names without an underscore
# Bounded, so that a thousand brackets that close nothing cost no thousand looks at the rest of the text.
_MARKUP = regex(
    r"[`\[!<h](?:(?<=`)[^`]*`|(?:(?<=\[)|(?<=!)\[)([^\]]{0,500})\](?:\([^)]{0,2000}\)|\[[^\]]{0,500}\])"
    r"|(?<=<)[^<>]+>|(?<=h)ttps?://\S+)"
)
_SENTENCE = regex(r"[.!?…:。！？：](?:(?<=[。！？：])|[*_\"'”’»)]*(?:\s|$))")
_PLAIN_SENTENCE = regex(r"[.!?:][*_\"'»)]*(?:\s|$)")  # without the signs beyond Latin-1, which are slow to compile
_LEAST_LETTERS = 3  # of a word
_NO_PLACES = ("", ".", "..")
_QUESTION = regex(r"[?？؟](?:(?<=？)|\W|$)")
_NO_LETTER = regex(r"[^\w ]|_")
_SIGNS = bytes(sign for sign in range(128) if not chr(sign).isalnum() and chr(sign) != " ")

# Ideographs with their punctuation, kana and Hangul; the weights are fitted by least squares to five thousand
# paragraphs of Chinese, Japanese and Korean pages and the English ones that they stand for.
_DENSE = regex(r"[\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uff65]+|[\u3040-\u30ff]+|[\uac00-\ud7a3]+")
_IDEOGRAPH, _KANA, _HANGUL = 3.2, 1.6, 2.0
# The upper halves of all code units of UTF-16 but for those among which these stand.
_THIN = bytes(
    half for half in range(256) if not (half == 0x30 or 0x34 <= half <= 0x9F or 0xAC <= half <= 0xD7 or half >= 0xF9)
)


class Features:
    """A block as alignment sees it: `strong` tokens with their weights, the set of plain words, how long it is.

    A length counts letters: an ideograph, which says more, as several of them. What not every block is asked for is
    found out when it is asked for first. Nobody asks for the plain words of a heading.
    """

    __slots__ = (
        "asks",
        "block",
        "clauses",
        "kind",
        "length",
        "letters",
        "parts",
        "plain",
        "sentences",
        "strong",
        "weight",
        "words",
    )

    block: Block
    kind: str
    strong: Mapping[str, int]
    weight: int
    """How much the strong tokens weigh together."""
    length: int
    plain: str
    """The text without markup; empty where it is `parts` that were joined."""
    letters: str
    """How a paragraph begins, enough to tell cognates by."""
    words: frozenset[str]
    asks: bool
    """Whether a question stands in it."""
    sentences: int
    clauses: int
    """The sentences that it may be in another language; an East Asian comma often stands for a full stop."""

    def __init__(
        self,
        block: Block,
        kind: str,
        strong: Mapping[str, int],
        length: int,
        plain: str = "",
        parts: tuple["Features", ...] = (),
    ) -> None:
        self.block, self.kind, self.strong, self.length, self.plain, self.parts = (
            block,
            kind,
            strong,
            length,
            plain,
            parts,
        )
        self.weight = sum(strong.values()) if strong else 0

    if not TYPE_CHECKING:  # a type checker would take any name for one of these

        def __getattr__(self, name: str) -> Any:
            """Find out what was not asked for before, and keep it."""
            if name == "letters":
                found = self.block.text[:400] if isinstance(self.block, Prose) else ""
            elif name == "words":
                found = frozenset().union(*(part.words for part in self.parts)) if self.parts else _words(self.plain)
            elif name == "sentences":
                found = sum(part.sentences for part in self.parts) or max(1, _sentences(self.plain))
            elif name == "asks":
                found = any(part.asks for part in self.parts) or _asks(self.plain)
            elif name == "clauses":
                more = self.plain.count("，") + self.plain.count("；")
                found = sum(part.clauses for part in self.parts) or self.sentences + more
            else:
                raise AttributeError(name)
            setattr(self, name, found)
            return found


def joined(first: Features, second: Features) -> Features:
    """Give two paragraphs as one."""
    length = first.length + second.length
    return Features(first.block, "prose", total((first, second)), length, parts=(first, second))


def recast(item: Features, strong: Mapping[str, int]) -> Features:
    """Give a block with other strong tokens."""
    return Features(item.block, item.kind, strong, item.length, item.plain)


def features(block: Block) -> Features:
    """Describe one block."""
    strong: dict[str, int] = defaultdict(int)
    for item in getattr(block, "inlines", ()):
        _count(strong, item)
    kind, text = "prose", ""
    match block:
        case Prose():
            text = block.text
        case Heading():
            kind, text = "heading", block.text
        case Code():
            return Features(block, "code", strong, len(block.body))
        case Table():
            kind, text = "table", "\n".join("\n".join(row) for row in block.rows)
        case Component():
            kind, text = "component", ""
            _count(strong, block)
        case Html():
            kind, text = "html", re.sub(r"<[^<>]+>", " ", block.text)
        case _:
            kind = type(block).__name__.lower()
    marked = "[" in text or "`" in text or "<" in text or "://" in text
    plain = _MARKUP.sub(_label, text) if marked else text
    for token in (*_NUMBER.findall(plain), *(_NAME if "_" in plain else _CAPITALS).findall(plain)):
        strong[token] += 1
    return Features(block, kind, strong, spoken_length(plain), plain)


def _label(markup: re.Match[str]) -> str:
    return f" {markup[1] or ''} "


def _sentences(plain: str) -> int:
    try:
        plain.encode("latin-1")
    except UnicodeEncodeError:
        return len(_SENTENCE.findall(plain))
    return len(_PLAIN_SENTENCE.findall(plain))


def _words(plain: str) -> frozenset[str]:
    return frozenset([word for word in runs(plain.casefold()) if len(word) >= _LEAST_LETTERS])


def _asks(plain: str) -> bool:
    marked = "?" in plain or "？" in plain or "؟" in plain
    return marked and _QUESTION.search(plain) is not None


def whole(item: Features) -> str:
    """Give what a paragraph says as a whole, whatever its case and blanks, marked so that it is no word."""
    return "=" + " ".join(item.block.text.casefold().split()) if isinstance(item.block, Prose) else ""


def is_item(item: Features) -> bool:
    """Say whether a block is the item of a list."""
    return isinstance(item.block, Prose) and item.block.role == "item"


def list_of(item: Features) -> int:
    """Give where the list begins that an item belongs to, as an offset into its page; -1 where it is no item."""
    return item.block.list_start if isinstance(item.block, Prose) and item.block.role == "item" else -1


def _count(strong: dict[str, int], item: Inline | Component) -> None:
    """Weigh what a translator leaves alone: code most, addresses next."""
    match item:
        case InlineCode():
            strong["`" + item.text] += 3
        case Link():
            strong["@" + address_key(item.target)] += 2
        case Image():
            strong["!" + item.target.rsplit("/", 1)[-1]] += 3
        case Component():
            strong["tag:" + item.name] += 2
            for value in _VALUE.findall(item.attributes):
                strong["=" + value] += 1
        case _:
            pass


def spoken_length(text: str) -> int:
    """Give how long a text is, in letters of an alphabet: an ideograph says as much as three of them."""
    if text.isascii() or not upper_halves(text).translate(None, _THIN):
        return len(text)
    return len(text) + round(sum((_weight(run[0]) - 1) * len(run) for run in _DENSE.findall(text)))


def _weight(char: str) -> float:
    if "\u3040" <= char <= "\u30ff":
        return _KANA
    return _HANGUL if "\uac00" <= char <= "\ud7a3" else _IDEOGRAPH


@lru_cache(maxsize=4096)
def address_key(target: str) -> str:
    """Give what of a link's target stays in translation: no fragment, locale, extension or relative climb."""
    path, _, fragment = target.partition("#")
    if not path:
        return "#" + fragment
    parts = [part for part in path.replace("\\", "/").split("/") if part not in _NO_PLACES and not may_be_tag(part)]
    return "/".join(parts[-2:]).removesuffix(".md").removesuffix(".mdx").removesuffix(".html").lower()


def overlap(source: Mapping[str, int], translation: Mapping[str, int], weight: int) -> float:
    """Give the share of strong tokens that both sides have (Dice), smoothed so that a lone token proves little.

    `weight` is how much both weigh together.
    """
    common = in_common(source, translation) if source and translation else 0
    return (2 * common + 1.5) / (weight + 3) if weight else 0.5


def shared_words(source: frozenset[str], translation: frozenset[str]) -> float:
    """Give how far the plain words agree, 0 to 1: names and borrowed terms, or a text left untranslated."""
    smaller = min(len(source), len(translation))
    return len(source & translation) / smaller if smaller else 0.0


@lru_cache(maxsize=1024)
def trigrams(text: str) -> frozenset[str]:
    """Give the letter trigrams of a text without accents and case, for cognates."""
    if text.isascii():
        bare = text.lower().encode().translate(None, _SIGNS).decode()
    else:
        bare = _NO_LETTER.sub("", unicodedata.normalize("NFD", text.casefold()))
    return frozenset(map("".join, zip(bare, bare[1:], bare[2:], strict=False)))


def cognates(source: str, translation: str) -> float:
    """Give the similarity of two short texts by their letters, 0 to 1 (Dice over trigrams)."""
    left, right = trigrams(source), trigrams(translation)
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def total(items: Iterable[Features]) -> Counter[str]:
    """Add up the strong tokens of several blocks."""
    result: Counter[str] = Counter()
    for item in items:
        for token, count in item.strong.items():
            result[token] = result.get(token, 0) + count
    return result
