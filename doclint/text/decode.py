"""Owns the way from bytes to text and back: every file can be read, and written back byte for byte.

Bytes that are not UTF-8 become lone surrogates (PEP 383, "surrogateescape"), so nothing is lost or guessed here.
"""

import codecs
import re

from doclint.model import Encoding, Span

_UNDECODABLE = re.compile("[\udc80-\udcff]+")
# Longest first: the mark of UTF-32-LE begins with that of UTF-16-LE.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes) -> tuple[str, Encoding]:
    """Turn a file's bytes into text and say how. A leading byte order mark is not part of the text. Never raises."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            decoded = _exactly(data[len(mark) :], name) if name != "utf-8" else None
            if decoded is not None:
                return decoded, Encoding(name, bom=True)
            if name == "utf-8":
                return _lenient(data[len(mark) :], bom=True)
    name = _wide(data)
    decoded = _exactly(data, name) if name else None
    if decoded is not None:
        return decoded, Encoding(name)
    return _lenient(data, bom=False)


def encode(text: str, encoding: Encoding) -> bytes:
    """Turn text back into bytes: the exact inverse of `decode` for a text that was not changed."""
    if encoding.name == "utf-8":
        return (codecs.BOM_UTF8 if encoding.bom else b"") + text.encode("utf-8", "surrogateescape")
    mark = next(mark for mark, name in _MARKS if name == encoding.name)
    return (mark if encoding.bom else b"") + text.encode(encoding.name)


def _lenient(data: bytes, *, bom: bool) -> tuple[str, Encoding]:
    text = data.decode("utf-8", "surrogateescape")
    bad = () if text.isascii() else tuple(Span(*match.span()) for match in _UNDECODABLE.finditer(text))
    return text, Encoding("utf-8", bom, bad)


def _exactly(data: bytes, name: str) -> str | None:
    """Decode, unless writing the text back would not give the same bytes."""
    try:
        text = data.decode(name)
        return text if text.encode(name) == data else None
    except (UnicodeDecodeError, UnicodeEncodeError):
        return None


def _wide(data: bytes) -> str:
    """Recognise UTF-16 without a mark: Latin text has a zero in every second byte."""
    head = data[:2000]
    if len(head) < 8 or len(data) % 2 or b"\0" not in head:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) * 0.3 and even < len(head) * 0.05:
        return "utf-16-le"
    if even > len(head) * 0.3 and odd < len(head) * 0.05:
        return "utf-16-be"
    return ""
