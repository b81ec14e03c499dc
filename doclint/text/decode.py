"""Owns the way from bytes to text and back: every file can be read, and written back byte for byte.

Bytes that are not UTF-8 become lone surrogates (PEP 383, "surrogateescape"), so nothing is lost or guessed here.
"""

import codecs

from doclint.model import Encoding, Span
from doclint.regex import regex

_UNDECODABLE = regex("[\udc80-\udcff]+")
_NOWHERE = regex("[\x01-\x08\x0b\x0e-\x1f\ue000-\uf8ff\ufff0-\ufffc\ufffe\uffff\U000e1000-\U0010ffff]")
_HEAD = 8192  # bytes or code points in which binary data shows
_CONTROL = bytes(code for code in range(32) if chr(code) not in "\t\n\f\r\x1b")
# Longest first: the mark of UTF-32-LE begins with that of UTF-16-LE.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARKED = frozenset(mark[:1] for mark, _ in _MARKS)
_PLAIN = Encoding()


def decode(data: bytes) -> tuple[str, Encoding]:
    """Turn a file's bytes into text and say how. A leading byte order mark is not part of the text. Never raises."""
    for mark, name in _MARKS if data[:1] in _MARKED else ():
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
    try:
        return data.decode("utf-8"), Encoding("utf-8", bom) if bom else _PLAIN
    except UnicodeDecodeError:
        text = data.decode("utf-8", "surrogateescape")
    return text, Encoding("utf-8", bom, tuple(Span(*match.span()) for match in _UNDECODABLE.finditer(text)))


def _exactly(data: bytes, name: str) -> str | None:
    """Decode, unless writing the text back would not give the same bytes."""
    try:
        text = data.decode(name)
        return text if text.encode(name) == data else None
    except (UnicodeDecodeError, UnicodeEncodeError):
        return None


def _wide(data: bytes) -> str:
    """Recognise UTF-16 and UTF-32 without a mark: line ends, spaces and digits have zeros beside them."""
    if data.find(b"\0", 0, 4000) < 0 or len(data) < 8:
        return ""
    head = data[:4000]
    for name, unit in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        text = _exactly(head[: len(head) // unit * unit], name) if len(data) % unit == 0 else None
        if text is None and unit == 2:  # the head may end in the middle of a pair
            text = _exactly(head[: len(head) // unit * unit - 2], name)
        if text and "\0" not in text and _plain(text) > len(text) * 0.02 and not _NOWHERE.search(text):
            return name
    return ""


def _plain(text: str) -> int:
    """Count the characters that hold any text together: spaces, line ends, digits and marks of ASCII."""
    return sum(char < "\x7f" and (char >= " " or char in "\n\r\t") for char in text)


def broken(text: str) -> int:
    """Count the places where bytes could not be read, or where a character was lost (U+FFFD)."""
    return sum(1 for _ in _UNDECODABLE.finditer(text)) + text.count("\ufffd")


def is_binary(data: bytes, text: str) -> bool:
    """Say whether a file is no text: more than one in twenty of its first characters control something.

    So must be the bytes and the `text` that they were read as: in UTF-16 every other byte is 0.
    """
    return _is_controlled(data[:_HEAD]) and _is_controlled(text[:_HEAD].encode("utf-8", "surrogateescape"))


def _is_controlled(head: bytes) -> bool:
    return 20 * (len(head) - len(head.translate(None, _CONTROL))) > len(head)
