"""Owns the words that pages say outside code: what a translator put into words of the language, and what is a name."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache

from doclint.code.literal import all_folded
from doclint.letters import runs
from doclint.model import Code, Document, Heading, Pair, Prose, Table
from doclint.regex import regex

_CODE = regex(r"`[^`\n]+`|<code>[^<\n]*</code>|https?://\S+|\]\([^()\s]*\)")
_LEAST_LETTERS = 2  # of a word


@lru_cache(maxsize=8)
def said(page: Document) -> frozenset[str]:
    """Give the words of a page's headings, paragraphs and tables, without case and accents."""
    return _folded([_text([page])])


@lru_cache(maxsize=8)
def written(page: Document) -> frozenset[str]:
    """Give all words of a page, its code included."""
    return _folded([page.text])


def stands_in(text: str, word: str) -> bool:
    """Say whether a text has a word of letters alone by itself, in this very case: then it is among its words."""
    at = text.find(word) if word.isalpha() and len(word) > 1 else -1
    while at >= 0:
        end = at + len(word)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            return True
        at = text.find(word, end)
    return False


@lru_cache(maxsize=4)
def repeated(pair: Pair) -> frozenset[str]:
    """Give the words that several code blocks of a translation have, and the source nowhere: no slips of the pen."""
    count = Counter(word for code in pair.translation.of(Code) for word in _folded([code.body]))
    return frozenset(word for word, number in count.items() if number > 1) - written(pair.source)


def spoken(pairs: Sequence[Pair]) -> Callable[[str], frozenset[str]]:
    """Give a function that tells the words which pages in a language say; each language is looked at when asked for."""

    @cache
    def words(language: str) -> frozenset[str]:
        pages = {page.path: page for pair in pairs for page in (pair.source, pair.translation)}
        return _folded([_text(page for page in pages.values() if page.language == language)])

    return words


def _folded(texts: Iterable[str]) -> frozenset[str]:
    # No word has a blank in it, and most of what stands between blanks stands there again and again.
    chunks: set[str] = set().union(*map(str.split, texts))
    return all_folded({word for word in runs("\n".join(chunks)) if len(word) >= _LEAST_LETTERS})


def _text(pages: Iterable[Document]) -> str:
    """Give what pages say outside code, one piece below the other: code in running text goes not beyond a line."""
    return _CODE.sub(" ", "\n".join(text for page in pages for text in _texts(page)))


def _texts(page: Document) -> Iterator[str]:
    for block in page.blocks:
        match block:
            case Heading() | Prose():
                yield block.text
            case Table():
                yield from (cell for row in block.rows for cell in row)
            case _:
                pass
