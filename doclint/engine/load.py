"""Owns the way from a file to a `Document`: read, decode, find the proven repairs, parse."""

import os
from collections.abc import Callable
from functools import partial

from doclint.model import Context, Document, Encoding, Page
from doclint.parse import parse
from doclint.record import replace
from doclint.text.decode import decode, is_binary
from doclint.text.traces import untouched

# Beyond this size a page is data, not prose: no translator works on it, and parsing it would take minutes.
MOST_BYTES = 3_000_000
_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0)  # Windows reads text otherwise
_PLAIN = Encoding()
_CLEAN = Context(clean=True)
_UNTOUCHED = Context(clean=True, untouched=True)


def load(page: Page, warn: Callable[[str], None]) -> Document | None:
    """Read a page. A file that cannot be read is named through `warn`, with the reason, and gives None."""
    try:
        data = _read(page)
    except OSError as error:
        warn(f"{page.name}: cannot be read ({error.strerror or error}); check that it exists and its permissions")
        return None
    if data is None:
        warn(f"{page.name}: skipped, larger than {MOST_BYTES // 1_000_000} MB; split it or exclude it")
        return None
    found = document(data, page.name, page.language)
    if not found.context.untouched and is_binary(data, found.text):  # what is untouched has no control characters
        warn(f"{page.name}: skipped, it holds binary data and no text; give it another name or exclude it")
        return None
    return found


def _read(page: Page) -> bytes | None:
    """Read a page's bytes with as few calls as can be, for there may be thousands; None where they are too many."""
    file = os.open(page.path, _READING)
    try:
        size = os.fstat(file).st_size
        if size > MOST_BYTES:
            return None
        data = os.read(file, size + 1)
        return data if len(data) == size else data + b"".join(iter(partial(os.read, file, size + 1), b""))
    finally:
        os.close(file)


def document(data: bytes, path: str, language: str) -> Document:
    """Turn the bytes of a page into a document, its damage healed where the repair is proven."""
    text, encoding = decode(data)
    if untouched(text, raw=data if encoding == _PLAIN else None):
        return parse(text, path, language, encoding=encoding, context=_UNTOUCHED)
    from doclint.text.repair import find_repairs

    found = find_repairs(text, language)
    repairs = tuple(repair.edit for repair in found if repair.safety == "safe")
    page = parse(text, path, language, encoding=encoding, repairs=repairs)
    return page if found else replace(page, context=_CLEAN)
