"""Owns the words that pages say outside code: what a translator put into words of the language, and what is a name."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from doclint.code.literal import folded
from doclint.model import Code, Document, Heading, Pair, Prose, Table
from doclint.regex import regex

_CODE = regex(r"`[^`\n]+`|<code>[^<\n]*</code>|https?://\S+|\]\([^()\s]*\)")
_WORD = regex(r"[^\W\d_]{2,}")


def said(page: Document) -> frozenset[str]:
    """Give the words of a page's headings, paragraphs and tables, without case and accents."""
    return _folded(_texts(page))


def written(page: Document) -> frozenset[str]:
    """Give all words of a page, its code included."""
    return _folded([page.text])


def repeated(pair: Pair) -> frozenset[str]:
    """Give the words that several code blocks of a translation have, and the source nowhere: no slips of the pen."""
    count = Counter(word for code in pair.translation.of(Code) for word in _folded([code.body]))
    return frozenset(word for word, number in count.items() if number > 1) - written(pair.source)


def spoken(pairs: Sequence[Pair]) -> Callable[[str], frozenset[str]]:
    """Give a function that tells the words which pages in a language say; each language is looked at when asked for."""

    @cache
    def words(language: str) -> frozenset[str]:
        pages = {page.path: page for pair in pairs for page in (pair.source, pair.translation)}
        return _folded(text for page in pages.values() if page.language == language for text in _texts(page))

    return words


def _folded(texts: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for text in texts:
        found.update(_WORD.findall(text))
    return frozenset(map(folded, found))


def _texts(page: Document) -> Iterator[str]:
    for block in page.blocks:
        match block:
            case Heading() | Prose():
                yield _CODE.sub(" ", block.text)
            case Table():
                yield from (_CODE.sub(" ", cell) for row in block.rows for cell in row)
            case _:
                pass
