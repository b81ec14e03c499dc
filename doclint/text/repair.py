"""Owns the repair of encoding damage: finds what is provably UTF-8 that was read as something else, and undoes it.

Damage is a channel: UTF-8 bytes read through a single-byte code page, once or several times. Evidence is pooled over
the whole document: one `√°` proves nothing, ninety others on the page do.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from doclint.model import Edit, Safety, Span

_CODECS = {
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "latin-1": "Latin-1",
    "cp850": "code page 850",
    "cp437": "code page 437",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "iso8859-2": "ISO 8859-2",
    "iso8859-15": "ISO 8859-15",
    "cp866": "code page 866",
}
_MOST_LAYERS = 3
_SURROGATES = re.compile("[\udc80-\udcff]+")
_CODE = re.compile(r"^([ \t>]*)(`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t>]*\2[`~]*[ \t]*$|\Z)|(`+)(?!`).+?(?<!`)\3(?!`)", re.DOTALL | re.MULTILINE)
_ABOUT = re.compile(r"mojibake|ftfy|latin-?1|utf-?8|encoding|codificaci|windows-125|\bcp125", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Repair:
    """One repair: the edit, which rule owns it, what happened to the text, how sure that is, and why."""

    edit: Edit
    kind: str
    codec: str
    safety: Safety
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class _Channel:
    """A code page as damage: the bytes of its characters, and the shape of UTF-8 read through it."""

    codec: str
    name: str
    to_byte: dict[str, int]
    run: re.Pattern[str]

    def undo(self, text: str) -> str | None:
        """Read `text` as the UTF-8 that it was; None where it was not."""
        try:
            return bytes(self.to_byte[char] for char in text).decode("utf-8")
        except (KeyError, UnicodeDecodeError):
            return None


@cache
def _channel(codec: str) -> _Channel:
    to_byte: dict[str, int] = {}
    for byte in range(0x80, 0x100):
        try:
            char = bytes([byte]).decode(codec)
        except UnicodeDecodeError:  # "sloppy": undefined bytes pass as control characters, as browsers do it
            char = chr(byte)
        to_byte[char] = byte

    def among(low: int, high: int) -> str:
        return "[" + re.escape("".join(char for char, byte in to_byte.items() if low <= byte <= high)) + "]"

    more = among(0x80, 0xBF)
    unit = f"{among(0xC2, 0xDF)}{more}|{among(0xE0, 0xEF)}{more}{{2}}|{among(0xF0, 0xF4)}{more}{{3}}"
    return _Channel(codec, _CODECS[codec], to_byte, re.compile(f"(?:{unit})+"))


@lru_cache(maxsize=64)
def find_repairs(
    text: str, language: str | None, *, reference: str | None = None, clean_words: Collection[str] = ()
) -> tuple[Repair, ...]:
    """Find the repairs of a text, sorted and not overlapping.

    `language` is what the text is written in, `reference` its counterpart. Cheap for text that is ASCII or shows no
    trace of damage.
    """
    if text.isascii():
        return ()
    del language, reference, clean_words
    found = list(_legacy_bytes(text))
    taken = [repair.edit.span for repair in found]
    code = [Span(*match.span()) for match in _CODE.finditer(text)]
    for channel, matches in _established(text, code):
        for match in matches:
            span = Span(*match.span())
            if any(span.start < other.end and other.start < span.end for other in taken):
                continue
            healed = _undo_layers(channel, match[0])
            if healed is not None:
                taken.append(span)
                why = f"{len(matches)} places of this page read as UTF-8 through {channel.name}"
                found.append(
                    Repair(Edit(span, healed), "mojibake", f"UTF-8 read as {channel.name}", "safe", 0.99, why)
                )
    return tuple(sorted(found))


def apply(text: str, repairs: Iterable[Repair]) -> str:
    """Give the text with repairs made, last first."""
    for repair in sorted(repairs, reverse=True):
        text = text[: repair.edit.span.start] + repair.edit.text + text[repair.edit.span.end :]
    return text


def explain(repairs: Iterable[Repair], text: str) -> Iterator[str]:
    """Say of each repair where it is (line and column from 1), what it does, why, and how sure it is."""
    for repair in repairs:
        span = repair.edit.span
        line = text.count("\n", 0, span.start) + 1
        column = span.start - (text.rfind("\n", 0, span.start) + 1) + 1
        was = text[span.start : span.end]
        yield (
            f"{line}:{column}: {was!a} -> {repair.edit.text!r}: {repair.codec}; {repair.why}"
            f" ({repair.safety}, {repair.confidence:.0%})"
        )


def _established(text: str, code: list[Span]) -> Iterator[tuple[_Channel, list[re.Match[str]]]]:
    """Yield the code pages that the page was read through, most evidence first, with the places that show it."""
    candidates = []
    about = _ABOUT.search(text) is not None
    for codec in _CODECS:
        channel = _channel(codec)
        matches = [match for match in channel.run.finditer(text) if channel.undo(match[0]) is not None]
        proofs = [match for match in matches if not _inside(match, code) and _proves(channel, match, text)]
        if not proofs or (about and len(proofs) < 20):
            continue
        kept = [match for match in matches if match in proofs or not _inside(match, code)] if matches else []
        if len(proofs) > 2:
            kept = matches
        if len(proofs) >= 2 or _strong(channel, proofs[0]):
            candidates.append((len(proofs), channel, kept))
    for _, channel, kept in sorted(candidates, key=lambda item: -item[0]):
        yield channel, kept


def _inside(match: re.Match[str], spans: list[Span]) -> bool:
    return any(span.start <= match.start() < span.end for span in spans)


def _proves(channel: _Channel, match: re.Match[str], text: str) -> bool:
    """Say whether a place shows damage by itself: odd as it stands, and ordinary once it is undone."""
    healed = _undo_layers(channel, match[0])
    if healed is None or not all(_ordinary(char) for char in healed):
        return False
    before = text[match.start() - 1] if match.start() else " "
    after = text[match.end()] if match.end() < len(text) else " "
    if before.isupper() and not after.isalpha() and len(match[0]) == 2:  # AMANHÃ”
        return False
    return _odd(match[0]) > 0


def _strong(channel: _Channel, match: re.Match[str]) -> bool:
    """Say whether a single place is proof enough: it is odd in itself, whatever stands around it."""
    healed = _undo_layers(channel, match[0]) or ""
    if len(match[0]) >= 3:
        return all(unicodedata.category(char)[0] in "PS" or ord(char) < 0x250 for char in healed)
    return _odd(match[0]) > 1 and healed.isalpha() and ord(healed[0]) < 0x250


_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "ARABIC", "HEBREW", "DEVANAGARI", "THAI")


def _ordinary(char: str) -> bool:
    """Say whether a character is one that documentation uses: a letter, a mark of punctuation, a symbol, an emoji."""
    kind = unicodedata.category(char)
    if kind[0] == "L":
        return ord(char) < 0x180 or (unicodedata.name(char, "").startswith(_SCRIPTS[1:]) and ord(char) > 0x36F)
    if char in "\u00a0\u00ad\u200d\ufe0f":
        return True
    return kind[0] in "PS" or kind in ("No", "Mn")


def _odd(run: str) -> int:
    """Count how many signs of damage a run shows: letters beside symbols, capitals before punctuation."""
    signs = 0
    for left, right in zip(run, run[1:], strict=False):
        kinds = unicodedata.category(left)[0], unicodedata.category(right)[0]
        signs += kinds[0] != kinds[1] or kinds == ("S", "S") or kinds == ("C", "C")
        signs += left in "ÃÂÐÑâ√┬├" or right in "\x80\x81\x8d\x8f\x90\x9d"
    return signs


def _undo_layers(channel: _Channel, run: str) -> str | None:
    healed = channel.undo(run)
    for _ in range(_MOST_LAYERS - 1):
        if healed is None or not channel.run.fullmatch(healed):
            break
        again = channel.undo(healed)
        if again is None:
            break
        healed = again
    return healed


def _legacy_bytes(text: str) -> Iterator[Repair]:
    """Read bytes that are no UTF-8 as Windows-1252, where that gives letters and punctuation throughout."""
    places = list(_SURROGATES.finditer(text))
    readings = []
    for place in places:
        data = place[0].encode("utf-8", "surrogateescape")
        try:
            readings.append(data.decode("cp1252"))
        except UnicodeDecodeError:
            return
    if not all(_ordinary(char) for reading in readings for char in reading):
        return
    for place, reading in zip(places, readings, strict=True):
        why = f"all {len(places)} places read well in it"
        yield Repair(Edit(Span(*place.span()), reading), "invalid-utf8", "bytes of Windows-1252", "safe", 0.9, why)


def counts(repairs: Iterable[Repair]) -> Counter[str]:
    """Count repairs by what happened to the text."""
    return Counter(repair.codec for repair in repairs)
