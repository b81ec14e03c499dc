"""Owns what pages tell about each other's encoding damage: gathered only where a page has lost something."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from doclint.model import Context, Document, Page, Scope, Span
from doclint.parse import parse
from doclint.record import replace
from doclint.regex import regex
from doclint.text.repair import find_repairs
from doclint.text.traces import LEAST_TOLD, asked, has_letters, untouched

_WORD = regex(rf"[^\W\d_]{{{LEAST_TOLD},}}")


def informed(scope: Scope, documents: Mapping[str, Document]) -> dict[str, Document]:
    """Give the documents, those that lost characters read anew with their counterpart and their folder at hand."""

    @cache
    def around(language: str) -> tuple[frozenset[str], tuple[str, ...]]:
        pages = (page for page in documents.values() if page.language == language)
        return _whole(page.read(Span(0, len(page.text))) for page in pages)

    found = dict(documents)
    for name, reference in _references(scope, documents).items():
        page = documents[name]
        plain = page.context.untouched and (reference is None or untouched(page.text, counterpart=True))
        if _asks(page.text, page.language, reference, plain=plain):
            found[name] = _read_anew(page, Context(reference, *around(page.language)))
    return found


def context_of(page: Page, text: str, scope: Scope, read: Callable[[Page], str | None]) -> Context:
    """Give what the site tells about one page; `read` gives a page's text, or None. Reads no more than it needs."""
    reference = reference_of(page, scope, read)
    if not _asks(text, page.language, reference, plain=untouched(text, counterpart=reference is not None)):
        return Context(reference)
    others = (each for each in scope.pages if each.language == page.language and each != page)
    return Context(reference, *_whole(map(read, others)))


def _asks(text: str, language: str, reference: str | None, *, plain: bool) -> bool:
    """Say quickly whether a text is damaged in a way that the folder's other pages can tell more about.

    `plain` says that a quick look found it `untouched`: then it may have lost letters to question marks, and no more.
    """
    if plain:
        return asked(text)
    from doclint.text import lossy, normal, search, witness

    if lossy.lost_something(text, reference) or normal.asks(text):
        return True
    return witness.asks(text) and not (reference is None and search.settled(text, language))


def reference_of(page: Page, scope: Scope, read: Callable[[Page], str | None]) -> str | None:
    """Give the text of a page's counterpart."""
    pairs = [pair for pair in scope.pairs if page in (pair.source, pair.translation)]
    other = next((p.source if p.translation == page else p.translation for p in pairs), None)
    return read(other) if other else None


def _references(scope: Scope, documents: Mapping[str, Document]) -> dict[str, str | None]:
    """Give each page's counterpart, healed: a translation's source, else a source's first translation."""
    other: dict[str, str] = {}
    for pair in scope.pairs:
        other.setdefault(pair.translation.name, pair.source.name)
        other.setdefault(pair.source.name, pair.translation.name)
    texts: dict[str, str | None] = {}
    for name in documents:
        counterpart = documents.get(other.get(name, ""))
        texts[name] = counterpart.read(Span(0, len(counterpart.text))) if counterpart else None
    return texts


def _whole(texts: Iterable[str | None]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Give the words of the texts that lost nothing, as far as they had anything to lose, and these texts."""
    whole = tuple(text for text in texts if text and not text.isascii() and "\ufffd" not in text and not asked(text))
    lines = (line for text in whole if has_letters(text) for line in text.split("\n") if not line.isascii())
    return frozenset(word for line in lines for word in _WORD.findall(line) if not word.isascii()), whole


def _read_anew(page: Document, context: Context) -> Document:
    repairs = find_repairs(
        page.text,
        page.language,
        reference=context.reference,
        clean_words=context.words,
        clean_pages=context.pages,
    )
    safe = tuple(repair.edit for repair in repairs if repair.safety == "safe")
    if safe != page.repairs:
        page = parse(page.text, page.path, page.language, encoding=page.encoding, repairs=safe)
    context = replace(context, clean=not repairs, pages=context.pages if repairs else ())
    return replace(page, context=context)
