"""Owns the ways in which UTF-8 gets damaged: each is a code page that was read in its place, with a way back.

The tables are "sloppy", as ftfy calls it: a byte that a code page leaves undefined passes as a control character, as
browsers let it, so that the way there and back is the same for every byte.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache

from doclint.record import record
from doclint.regex import regex
from doclint.text.traces import families

# Commonest first: where two explain a text equally well, the first is named.
NAMES: Mapping[str, str] = {
    "cp1252": "Windows-1252",
    "latin-1": "Latin-1",
    "mac_roman": "Mac Roman",
    "cp1251": "Windows-1251",
    "cp1250": "Windows-1250",
    "cp437": "code page 437",
    "cp850": "code page 850",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "iso8859_15": "ISO 8859-15",
    "iso8859_2": "ISO 8859-2",
    "iso8859_7": "ISO 8859-7",
    "cp1257": "Windows-1257",
    "koi8_r": "KOI8-R",
    "cp866": "code page 866",
    "cp852": "code page 852",
    "iso8859_5": "ISO 8859-5",
    "mac_cyrillic": "Mac Cyrillic",
    "koi8_u": "KOI8-U",
    "cp1255": "Windows-1255",
    "cp1256": "Windows-1256",
    "cp1258": "Windows-1258",
    "cp874": "Windows-874",
    "iso8859_8": "ISO 8859-8",
    "iso8859_6": "ISO 8859-6",
    "iso8859_9": "ISO 8859-9",
    "iso8859_4": "ISO 8859-4",
    "iso8859_10": "ISO 8859-10",
    "iso8859_13": "ISO 8859-13",
    "iso8859_16": "ISO 8859-16",
    "mac_greek": "Mac Greek",
    "mac_latin2": "Mac Central European",
    "mac_turkish": "Mac Turkish",
    "cp737": "code page 737",
    "cp775": "code page 775",
    "cp857": "code page 857",
    "cp858": "code page 858",
}
MULTIBYTE: Mapping[str, str] = {
    "gb18030": "GBK",
    "big5": "Big5",
    "cp932": "Shift JIS",
    "cp949": "CP949",
    "euc_jp": "EUC-JP",
}
_SAME_BYTE = {"mac_roman": {"€": 0xDB, "¤": 0xDB, "Ω": 0xBD}}
"""Characters that changed in later versions of a code page."""
_DOS = frozenset("cp437 cp737 cp775 cp850 cp852 cp857 cp858 cp866".split())
_HIGH = bytes(range(0x80, 0x100))
_STARTS = {2: (0xC2, 0xDF), 3: (0xE0, 0xEF), 4: (0xF0, 0xF4)}
_SEQUENCES = regex("(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+")
_PAIR = regex("[\ud800-\udbff][\udc00-\udfff]")
_LONE = regex("[\ud800-\udfff]")


@record(eq=False, caching=True)
class Channel:
    """A code page as damage. `to_char` is the way there, `to_byte` the way back, both for bytes from 0x80."""

    codec: str
    to_char: Mapping[int, str]
    to_byte: Mapping[str, int]

    @cached_property
    def leads(self) -> frozenset[str]:
        """Characters that the first byte of a UTF-8 sequence becomes."""
        return self._among(0xC2, 0xF4)

    @cached_property
    def trails(self) -> frozenset[str]:
        """Characters that the other bytes become."""
        return self._among(0x80, 0xBF)

    @cached_property
    def table(self) -> dict[int, int | str]:
        """The way back for `str.translate`, into Latin-1; what the code page lacks becomes U+FFFF."""
        back: dict[int, int | str] = dict.fromkeys(range(128, 256), "\uffff")
        back.update({ord(char): byte for char, byte in self.to_byte.items()})
        return back

    def sequences(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where a text has what one or more UTF-8 sequences become."""
        return (match.span() for match in _SEQUENCES.finditer(text.translate(self.table)))

    def begins(self, text: str, at: int) -> bool:
        """Say whether what a UTF-8 sequence becomes begins at a place of a text."""
        return _SEQUENCES.match(text[at : at + 4].translate(self.table)) is not None

    @property
    def name(self) -> str:
        """The code page as a reader knows it."""
        return NAMES[self.codec]

    def there(self, text: str) -> str:
        """Damage a text as this channel does."""
        return "".join(
            chr(byte) if byte < 0x80 else self.to_char[byte] for byte in text.encode("utf-8", "surrogatepass")
        )

    def back(self, damaged: str) -> str | None:
        """Read a damaged text as the UTF-8 that it was; None where it was not."""
        return self.back_all([damaged])[0]

    def back_all(self, damaged: Sequence[str]) -> list[str | None]:
        """Read many damaged texts (none with a line end) at once."""
        joined = "\n".join(damaged).translate(self.table)
        return [as_utf8(raw) for raw in joined.split("\n")] if damaged else []

    def suspects(self, chars: frozenset[str]) -> bool:
        """Say whether a text made of these characters can hold anything of this channel."""
        return not (chars.isdisjoint(self.leads) or chars.isdisjoint(self.trails))

    def starts(self, size: int) -> frozenset[str]:
        """Give the characters that the first byte of a UTF-8 sequence of so many bytes becomes."""
        return self._among(*_STARTS[size])

    def _among(self, low: int, high: int) -> frozenset[str]:
        return frozenset(char for char, byte in self.to_byte.items() if low <= byte <= high)


@record(eq=False, caching=True)
class Multibyte:
    """An East Asian encoding as damage: two bytes of UTF-8 make one character, and some were lost for good.

    Only what kept every byte can be read back, and only whole.
    """

    codec: str

    def back_all(self, damaged: Sequence[str]) -> list[str | None]:
        """Read many damaged texts as the UTF-8 that they were; None where one was not."""
        return [self.back(text) if _begins(self.codec, text[:1]) else None for text in damaged]

    def back(self, damaged: str) -> str | None:
        """Read a damaged text as the UTF-8 that it was; None where it was not."""
        try:
            return damaged.encode(self.codec).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            return None

    def suspects(self, chars: frozenset[str]) -> bool:
        """Say whether a text made of these characters can hold anything of this channel."""
        return any("\u3400" <= char <= "\u9fff" or "\uff61" <= char <= "\uff9f" for char in chars)


@lru_cache(maxsize=65536)
def _begins(codec: str, char: str) -> bool:
    """Say whether the bytes of a text that begins with this character can be UTF-8: most runs fail at their first."""
    try:
        raw = char.encode(codec)
    except UnicodeEncodeError:
        return False
    return raw[:1] < b"\x80" or (b"\xc2" <= raw[:1] <= b"\xf4" and not b"" < raw[1:2] < b"\x80" and raw[1:2] < b"\xc0")


Way = Channel | Multibyte


@cache
def everyday() -> frozenset[str]:
    """Give the ideographs of simplified Chinese and Japanese that everybody uses."""
    cells = bytes(range(0xA1, 0xFF))
    found: set[str] = set()
    for codec, last in (("gb2312", 0xF7), ("euc_jp", 0xCF)):
        for row in range(0xB0, last + 1):
            both = bytearray(2 * len(cells))
            both[::2], both[1::2] = bytes([row]) * len(cells), cells
            found.update(both.decode(codec, "ignore"))
    return frozenset(found)


def as_utf8(raw: str) -> str | None:
    """Decode bytes, given as Latin-1 characters, as UTF-8 or CESU-8, which has astral characters in two halves."""
    try:
        data = raw.encode("latin-1")
    except UnicodeEncodeError:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        if b"\xed" not in data:
            return None
    try:
        joined = join_surrogates(data.decode("utf-8", "surrogatepass"))
    except UnicodeDecodeError:
        return None
    return None if _LONE.search(joined) else joined


def join_surrogates(text: str) -> str:
    """Join the two halves of astral characters."""
    return _PAIR.sub(lambda pair: pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le"), text)


@cache
def channel(codec: str) -> Channel:
    """Give a channel by the name of its codec."""
    read = _HIGH.decode(codec, "replace")
    to_char = {byte: chr(byte) if char == "\ufffd" else char for byte, char in zip(_HIGH, read, strict=True)}
    to_byte = {char: byte for byte, char in reversed(to_char.items())}  # of two bytes for one character, the first
    for char, byte in _SAME_BYTE.get(codec, {}).items():
        to_byte.setdefault(char, byte)
    return Channel(codec, to_char, to_byte)


@cache
def channels() -> tuple[Channel, ...]:
    """Give all single-byte channels, commonest first."""
    return tuple(channel(codec) for codec in NAMES)


@cache
def multibyte() -> tuple[Multibyte, ...]:
    """Give all East Asian encodings."""
    return tuple(map(Multibyte, MULTIBYTE))


def suspected(text: str) -> tuple[Channel, ...]:
    """Give the channels that may have made a part of a text out of one character, commonest first.

    All are looked for at once: each has its bit in what the characters of a text may have been. Families of code pages
    that have nothing in common with the text are left alone: to make the tables of all takes its time.
    """
    near = families(text)
    likely = tuple(codec for codec in NAMES if _family(codec) in near)
    starts, trails = _roles(likely)
    found = 0
    for part in {text[at : at + 4].ljust(4) for at, char in enumerate(text) if char in starts}:
        if after := trails.get(part[1], 0):
            two, three, four = starts[part[0]]
            found |= after & (two | (trails.get(part[2], 0) & (three | (trails.get(part[3], 0) & four))))
    return tuple(channel(codec) for nth, codec in enumerate(likely) if found >> nth & 1) if found else ()


def _family(codec: str) -> int:
    """Give the number of the family that a code page belongs to."""
    return 2 if codec.startswith("mac_") else int(codec in _DOS)


@cache
def _roles(codecs: tuple[str, ...]) -> tuple[Mapping[str, tuple[int, ...]], Mapping[str, int]]:
    """Give the channels, by bits, in which a character begins a sequence of two, three or four, and is a later byte."""
    sizes: tuple[dict[str, int], ...] = tuple({} for _ in _STARTS)
    trails: dict[str, int] = {}
    for nth, way in enumerate(map(channel, codecs)):
        for bits, chars in (*zip(sizes, map(way.starts, _STARTS), strict=True), (trails, way.trails)):
            for char in chars:
                bits[char] = bits.get(char, 0) | 1 << nth
    return {char: tuple(bits.get(char, 0) for bits in sizes) for char in frozenset().union(*sizes)}, trails
