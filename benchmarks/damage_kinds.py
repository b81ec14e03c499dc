"""The kinds of encoding damage that benchmarks/encoding.py does to clean pages, by families."""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator

from doclint.text.channels import MULTIBYTE, channel

CODE_PAGES = [
    "cp1252",
    "latin-1",
    "mac_roman",
    "cp437",
    "cp850",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1257",
    "iso8859_2",
    "iso8859_7",
    "iso8859_9",
    "iso8859_15",
    "koi8_r",
    "cp866",
    "cp852",
    "cp1256",
    "cp1258",
    "mac_cyrillic",
    "cp874",
]
LEGACY = {
    "cp1252": "en es fr de pt it",
    "mac_roman": "en es fr de",
    "cp850": "es fr de",
    "iso8859_15": "es fr",
    "cp1250": "pl",
    "iso8859_2": "pl",
    "cp1251": "ru uk",
    "koi8_r": "ru",
    "cp866": "ru",
    "cp1253": "el",
    "cp1254": "tr",
    "shift_jis": "ja",
    "euc_jp": "ja",
    "gb18030": "zh",
    "cp949": "ko",
}
Damage = Callable[[str, random.Random], "str | bytes"]


def through(*codecs: str) -> Damage:
    def damage(text, rng):
        for codec in codecs:
            text = channel(codec).there(text)
        return text

    return damage


def some_lines(damage: Damage, share: float) -> Damage:
    def partly(text, rng):
        lines = text.split("\n")
        able = [number for number, line in enumerate(lines) if not line.isascii()]
        chosen = set(rng.sample(able, max(1, round(len(able) * share)))) if able else set()
        return "\n".join(damage(line, rng) if n in chosen else line for n, line in enumerate(lines))

    return partly


def a_paragraph(damage: Damage) -> Damage:
    def partly(text, rng):
        parts = re.split(r"(\n\s*\n)", text)
        able = [number for number, part in enumerate(parts) if not part.isascii()]
        chosen = rng.choice(able) if able else -1
        return "".join(damage(part, rng) if n == chosen else part for n, part in enumerate(parts))

    return partly


def two_kinds(first: Damage, second: Damage) -> Damage:
    return lambda text, rng: some_lines(first, 0.2)(some_lines(second, 0.2)(text, rng), rng)


def then(damage: Damage, *more: Callable[[str], str]) -> Damage:
    def both(text, rng):
        text = damage(text, rng)
        for step in more:
            text = step(text)
        return text

    return both


def replaced(pattern: str, by: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, by, text)


def halves(text: str) -> str:
    pairs = (text if text < "\U00010000" else "".join(map(chr, _utf16(text))) for text in text)
    return "".join(pairs)


def _utf16(char: str) -> Iterator[int]:
    data = char.encode("utf-16-be")
    return (int.from_bytes(data[at : at + 2], "big") for at in (0, 2))


def multibyte(codec: str, errors: str = "strict") -> Damage:
    """Read UTF-8 as an encoding of East Asia; without loss only the lines that it can read."""

    def read(line: str) -> str:
        try:
            return line.encode("utf-8").decode(codec, errors)
        except UnicodeDecodeError:
            return line

    return lambda text, _: "\n".join(map(read, text.split("\n")))


def decomposed(text: str, rng: random.Random) -> str:
    return unicodedata.normalize("NFD", text)


def legacy(codec: str, share: float = 1.0) -> Damage:
    def saved(text, rng):
        lines = text.split("\n")
        chosen = {n for n, line in enumerate(lines) if not line.isascii() and (share == 1.0 or rng.random() < share)}
        return b"\n".join(line.encode(codec if n in chosen else "utf-8") for n, line in enumerate(lines))

    return saved


def kinds() -> Iterator[tuple[str, str, Damage, str]]:
    """Yield family, name, damage, and the languages it can happen to (empty: any)."""
    for codec in CODE_PAGES:
        yield "whole file", codec, through(codec), ""
        yield "10 % of lines", codec, some_lines(through(codec), 0.1), ""
        yield "one paragraph", codec, a_paragraph(through(codec)), ""
        yield "one line", codec, some_lines(through(codec), 0.0), ""
    for pair in ("cp1252 cp1252", "cp1252 cp1252 cp1252", "mac_roman mac_roman", "latin-1 latin-1", "cp1252 mac_roman"):
        yield "2-3 layers, whole file", pair, through(*pair.split()), ""
        yield "2-3 layers, 10 % of lines", pair, some_lines(through(*pair.split()), 0.1), ""
    for pair in ("cp437 cp437", "cp850 cp1252", "cp1251 cp1251"):
        yield "2-3 layers, whole file", pair, through(*pair.split()), ""
    yield "two kinds in a file", "cp1252, mac_roman", two_kinds(through("cp1252"), through("mac_roman")), ""
    yield "two kinds in a file", "cp850, cp1252", two_kinds(through("cp850"), through("cp1252")), ""
    yield from lossy_kinds()
    for codec, languages in LEGACY.items():
        yield "legacy bytes, whole file", codec, legacy(codec), languages
    for codec in ("cp1252", "cp1251"):
        yield "legacy bytes, 20 % of lines", codec, legacy(codec, 0.2), LEGACY[codec]
    for codec in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        yield "wide", codec, lambda text, _, codec=codec: text.encode(codec), ""
    yield "other", "decomposed", decomposed, "es fr de pt pl vi tr it"
    yield "other", "decomposed, 10 % of lines", some_lines(decomposed, 0.1), "es fr de pt pl vi tr it"
    yield "other", "cp1252 decomposed", lambda text, rng: decomposed(through("cp1252")(text, rng), rng), "es fr de pt"
    yield "other", "surrogate pairs", lambda text, _: halves(text), ""
    yield "other", "CESU-8 as mac_roman", lambda text, rng: through("mac_roman")(halves(text), rng), ""
    yield "other", "BOM as cp1252", lambda text, _: "ï»¿" + text, ""
    yield "other", "BOM inside", lambda text, _: text.replace("\n\n", "\n\n\ufeff", 3), ""
    for codec, name in MULTIBYTE.items():
        languages = "en es fr de pt it" if codec != "cp949" else ""
        yield "multi-byte, whole file", name, multibyte(codec), languages
        yield "multi-byte with loss, whole file", name, multibyte(codec, "replace"), languages
    yield "clean", "clean", lambda text, _: text, ""


def lossy_kinds():
    gone, asked, unknown = replaced("[\x80-\x9f]", ""), replaced("[\x80-\x9f]", "?"), replaced("[\x80-\x9f]", "\ufffd")
    blank = replaced("\xa0", " ")
    for codec in ("cp1252", "latin-1", "iso8859_7"):
        for name, loss in (("dropped", gone), ("?", asked), ("U+FFFD", unknown)):
            yield "lossy, whole file", f"{codec}, {name}", then(through(codec), loss), ""
    for codec in ("cp1252", "mac_roman", "cp1251"):
        yield "lossy, whole file", f"{codec}, NBSP to space", then(through(codec), blank), ""
        yield "lossy, 10 % of lines", f"{codec}, NBSP to space", some_lines(then(through(codec), blank), 0.1), ""
    yield "all lost", "U+FFFD", lambda text, _: re.sub(r"[^\x00-\x7f]", "\ufffd", text), "es fr de pt pl tr en"


def blotted(by: str, share: float, each_byte: bool = False) -> Callable[[str, random.Random], str]:
    """Replace a share of all characters beyond ASCII, once or once for each of their bytes."""

    def blot(text: str, rng: random.Random) -> str:
        def one(match: re.Match[str]) -> str:
            if rng.random() >= share:
                return match[0]
            return by * (len(match[0].encode()) if each_byte else 1)

        return re.sub(r"[^\x00-\x7f]", one, text)

    return blot


LOSSES = {
    "U+FFFD, all": blotted("\ufffd", 1.0),
    "U+FFFD, one in ten": blotted("\ufffd", 0.1),
    "U+FFFD for each byte, all": blotted("\ufffd", 1.0, each_byte=True),
    "?, all": blotted("?", 1.0),
    "?, one in ten": blotted("?", 0.1),
    "? for each byte, all": blotted("?", 1.0, each_byte=True),
}
