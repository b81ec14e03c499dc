"""See rules/double-escaped-entity.md."""

from collections.abc import Iterator

from doclint.model import Document, Finding, Fix
from doclint.text.repair import repairs_of


def check(document: Document) -> Iterator[Finding]:
    """Yield HTML entities that were escaped twice, so that readers see the entity and not the character."""
    for repair in repairs_of(document, "double-escaped-entity"):
        edit = repair.edit
        shown = document.text[edit.span.start : edit.span.end]
        message = f"“{shown}” was escaped twice: readers see “{shown.replace('amp;', '')}”; write “{edit.text}”"
        yield Finding(document, edit.span, message, fix=Fix((edit,), repair.safety))
