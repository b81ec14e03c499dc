"""Owns the front door to the repair of encoding damage, past which only what a quick look cannot clear goes."""

from collections.abc import Collection

from doclint.model import Document
from doclint.text.repairs import Repair, apply, explain, of_encoding
from doclint.text.traces import asked, untouched

__all__ = ["Repair", "apply", "explain", "find_repairs", "of_encoding", "repairs_of"]


def find_repairs(
    text: str,
    language: str | None,
    *,
    reference: str | None = None,
    clean_words: Collection[str] = (),
    clean_pages: Collection[str] = (),
) -> tuple[Repair, ...]:
    """Find the repairs of a text, sorted and not overlapping.

    `language` is what the text is written in, `reference` its counterpart, `clean_pages` are other pages in this
    language that are known to be whole, `clean_words` their words. Cheap for text that shows no trace of damage.
    """
    if untouched(text, counterpart=reference is not None) and not (clean_words and asked(text)):
        return ()
    from doclint.text.search import searched

    return searched(text, language, reference, frozenset(clean_words), tuple(clean_pages))


def repairs_of(document: Document, kind: str = "") -> list[Repair]:
    """Give the repairs of a page, those of one kind if it is named, with all that other pages tell."""
    around = document.context
    if around.clean:
        return []
    found = find_repairs(
        document.text, document.language, reference=around.reference, clean_words=around.words, clean_pages=around.pages
    )
    return [repair for repair in found if kind in ("", repair.kind)]
