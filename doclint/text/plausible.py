"""Owns the question how plausible a stretch of text is in a language: a cost in nats, dear where nobody writes that.

Letters and their neighbours are counted in langdetect's own profiles (Nakatani Shuyo's n-grams of Wikipedia); marks
and symbols are graded by a table, by how often documentation uses them.
"""

import json
import math
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from doclint.regex import regex

# What documentation in any language uses beside letters, by its cost.
_MARKS: Mapping[float, str] = {
    7.0: "’“”–—\ufe0f\ufeff",
    8.0: "…‘•«»\u00a0„→├└─│✅❌，。、：；？！（）「」《》",
    9.0: "°·©®™✓✔←↔⇒⚠¿¡º\u202f\u200d🤗🚀💡📝🎉🔥👉👍✨🐛📚🔧📦🔍🌟⭐💻🐍🎨🔒🔑🧪🤖🏆💬📌🔗📊🧠⚡🚧🚨🎓",
    10.0: "ʻʼ×²³±µ€£¥§ª½¼¾÷≈≠≤≥∞√∑π■□●○▶►\u2011\u2009\u2212\u200c✗☑★",
    11.0: "¶¢†‡‰∂∫∏∆Ω\u200e\u200f\u2010‚‹›\u200b",
}
_ODD_MARKS = frozenset("¤¦¨¬¯¸¹ƒˆ˜´\uf8ff◊ˇ˘˙˚˛˝ﬁﬂ")
# Upper bounds of stretches of Unicode and what a character there costs in a page of another script.
_STRETCHES = (
    (0xA0, 20.0),  # control characters
    (0xC0, 11.0),
    (0xDF, 11.0),  # capitals with accents: the first halves of damage
    (0x100, 9.5),
    (0x180, 11.0),
    (0x250, 15.0),
    (0x370, 16.0),
    (0x386, 15.0),
    (0x3D0, 11.0),
    (0x400, 15.0),
    (0x460, 11.5),
    (0x530, 16.0),
    (0x590, 14.0),
    (0x5D0, 15.0),
    (0x5F0, 11.0),
    (0x621, 14.0),
    (0x64B, 11.0),
    (0x700, 13.0),
    (0x900, 17.0),
    (0x1000, 12.5),
    (0x1100, 13.0),
    (0x1E00, 15.0),
    (0x1F00, 12.0),
    (0x2000, 13.0),
    (0x2070, 12.0),
    (0x2190, 11.5),
    (0x2300, 11.0),
    (0x2500, 12.0),
    (0x2580, 9.5),
    (0x2800, 11.0),
    (0x2B00, 13.0),
    (0x2C00, 11.0),
    (0x3000, 15.0),
    (0x3040, 10.5),
    (0x3100, 11.0),
    (0x3400, 13.0),
    (0x4E00, 16.0),
    (0xA000, 12.0),
    (0xAC00, 15.0),
    (0xD7A4, 12.0),
    (0xE000, 20.0),  # halves of characters
    (0xF900, 19.0),  # private use
    (0xFF00, 15.0),
    (0xFF61, 11.0),
    (0xFFA0, 14.0),
    (0x10000, 18.0),
    (0x1F1E6, 15.0),
    (0x1FB00, 10.0),  # emoji
    (0x110000, 17.0),
)
_BOUNDS = tuple(bound for bound, _ in _STRETCHES)
# Letters that a language needs although they are too rare for the profile of its Wikipedia.
_ALPHABETS = {
    "ar": "،؛؟",
    "ca": "àçèéíïòóúü·",
    "cs": "áčďéěíňóřšťúůýž",
    "da": "æøåé",
    "de": "äöüß",
    "el": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
    "es": "áéíóúüñ",
    "et": "äõöüšž",
    "fa": "،؛؟پچژکگیآأئؤ\u200c",
    "fi": "äöå",
    "fr": "àâçéèêëîïôùûüœæÿ",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű",
    "it": "àèéìíòóùú",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "nl": "éëïöüèáó",
    "no": "æøåéò",
    "pl": "ąćęłńóśźż",
    "pt": "àáâãçéêíóôõú",
    "ro": "ăâîșțşţ",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čšž",
    "sv": "åäöé",
    "tr": "çğıöşüâîû",
    "ur": "،؛؟پچژکگیٹڈڑںھہےۓآ",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "vi": "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ",
}
_PROFILE_OF = {"zh": "zh-cn", "zh-hant": "zh-tw", "zh-tw": "zh-tw", "zh-hk": "zh-tw", "nb": "no", "nn": "no"}
_IDEOGRAPHS = {"zh-cn": ("gb2312",), "zh-tw": ("big5",), "ja": ("euc_jp",), "ko": ("euc_kr",)}
_FAMILIAR = 7.0
_MOST, _LEAST = 12.0, 3.0
_SMOOTH = 1e-7
# A word of one script, at home nowhere on the page, is still a word.
_FOREIGN_WORD = regex(
    "[\u0386-\u03ce]{3,}|[\u0401-\u045f\u0490\u0491]{3,}|[\u05d0-\u05ea]{2,}|[\u0621-\u0652\u067e\u0686\u0698\u06a9\u06af\u06cc\u200c]{2,}"
    "|[\u0900-\u0fff\u200c\u200d]{2,}|[\u3040-\u30ff\u4e00-\u9fff\u3001\u3002\uff01-\uff5e]{2,}|[\uac00-\ud7a3]{2,}"
)
_FOREIGN_LETTER = 5.5
_WORDLY = 4.4  # nats a letter


class Plausible:
    """The model of one language, or of none where the language is unknown. Costs are in nats; ASCII is free."""

    def __init__(self, language: str | None, familiar: Iterable[str] = ()) -> None:
        """`familiar` are characters that the page's surroundings are known to use, as its counterpart does."""
        self.counts, self.totals = _profile(profile_name(language))
        self.known = bool(self.counts)
        self._chars = dict(_letters(profile_name(language)))
        self.alphabet = frozenset(char for char, cost in self._chars.items() if char.isalpha() and cost < _MOST)
        for char in familiar:
            if not char.isascii() and general(char) < 14:
                self._chars[char] = min(self.char(char), _FAMILIAR)
        self._runs: dict[str, float] = {}

    def char(self, char: str) -> float:
        """Give the cost of a character by itself."""
        cost = self._chars.get(char)
        return general(char) if cost is None else cost

    def bare(self, run: str) -> float:
        """Give the cost of a run's characters, whatever they make together."""
        return sum(map(self.char, run))

    def run(self, run: str) -> float:
        """Give the cost of a run of characters that are not ASCII; words of other scripts are words, too."""
        cost = self._runs.get(run)
        if cost is None:
            cost = self.bare(run)
            for word in _FOREIGN_WORD.findall(run) if len(run) > 1 else ():
                if well_formed(word):
                    cost -= sum(max(0.0, self.char(char) - _FOREIGN_LETTER) for char in word)
            self._runs[run] = cost
        return cost

    def ordinary(self, run: str) -> bool:
        """Say whether every character of a run is one that such a page uses."""
        return all(self.char(char) <= 11.5 for char in run) or self.run(run) <= _FOREIGN_LETTER * len(run)

    def letter(self, before: str, middle: str, after: str) -> float:
        """Give the cost of the letter `after` where the two others stand before it (interpolated trigrams)."""
        first, second, third = map(_folded, (before, middle, after))
        if third == " ":
            return 2.0
        count = self.counts.get
        single = (count(third, 0) + 0.3) / self.totals[0]
        of = count(second, 0) if second != " " else self.totals[1] * 0.15
        double = count(second + third, 0) / of if of else 0.0
        of = count(first + second, 0) if second != " " else 0
        triple = count(first + second + third, 0) / of if of else 0.0
        return -math.log(0.55 * min(triple, 1.0) + 0.3 * min(double, 1.0) + 0.15 * single + _SMOOTH)

    def text(self, text: str) -> float:
        """Give the cost of a text, its ASCII letters included: trigrams for letters, the table for the rest."""
        cost, before, middle = 0.0, " ", " "
        for char in text:
            if char.isalpha():
                cost += self.letter(before, middle, char)
                cost += 0.3 * self.char(char) if char > "\x7f" else 0.0
                cost += 3.0 if char.isupper() and middle.islower() else 0.0
            elif char > "\x7f":
                cost += self.char(char) + 1.0
            before, middle = middle, char
        return cost

    def like_a_word(self, word: str) -> bool:
        """Say whether a word, in small letters, might be one of the language: nineteen in twenty true ones are."""
        return all(char in self.alphabet for char in word if char > "\x7f") and self.text(f" {word} ") <= _WORDLY * len(
            word
        )


@lru_cache(maxsize=65536)
def general(char: str) -> float:
    """Give the cost of a character where nothing is known about the language."""
    if char.isascii():
        return 0.0
    if char in _ODD_MARKS:
        return 14.0
    cost = marks().get(char)
    if cost is not None:
        return cost
    if unicodedata.category(char) == "Cn":
        return 24.0
    return _STRETCHES[bisect_right(_BOUNDS, ord(char))][1]


@cache
def marks() -> Mapping[str, float]:
    """Give the marks and symbols that documentation uses, with their costs."""
    return {char: cost for cost, chars in _MARKS.items() for char in chars}


def profile_name(language: str | None) -> str:
    """Give the name of langdetect's profile for a language tag, empty where there is none to name."""
    tag = (language or "").lower().replace("_", "-")
    return _PROFILE_OF.get(tag) or _PROFILE_OF.get(tag.split("-")[0]) or tag.split("-")[0]


@cache
def _profile(name: str) -> tuple[Mapping[str, int], tuple[int, int, int]]:
    data = _shelved(name) if name.isascii() and re.fullmatch(r"[a-z-]+", name) else b""
    if not data:
        return {}, (1, 1, 1)
    read = json.loads(data)
    first, second, third = read["n_words"]
    return read["freq"], (first, second, third)


def _shelved(name: str) -> bytes:
    """Read a profile of langdetect's, which need not be imported for it; empty where it has none of this name."""
    spec: Any = find_spec("langdetect")
    try:  # from a folder as from a zip file
        return bytes(spec.loader.get_data(str(Path(spec.submodule_search_locations[0], "profiles", name))))
    except OSError:
        return b""


@cache
def _letters(name: str) -> Mapping[str, float]:
    """Give the costs of the letters of a language, both cases."""
    counts, totals = _profile(name)
    costs: dict[str, float] = {}
    for char, count in counts.items():
        if len(char) == 1 and not char.isascii() and (char.isalpha() or name in _IDEOGRAPHS or char == "।"):
            costs[char] = min(_MOST, max(_LEAST, -math.log(count / totals[0])))
    for char in _ALPHABETS.get(name, "") if counts else _any_letter():
        costs[char] = min(costs.get(char, _MOST), 7.5)
    for char, cost in list(costs.items()):
        upper = char.upper()
        if len(upper) == 1 and upper != char and cost < 9.2:
            costs[upper] = min(costs.get(upper, _MOST), cost + 3, 9.5)
    for char in _ideographs(name):
        costs[char] = min(costs.get(char, _MOST), 6.5)
    return costs


def _any_letter() -> Iterator[str]:
    """Yield small letters that some language with Latin letters uses."""
    for code in (*range(0xDF, 0x180), *range(0x1EA0, 0x1EFA), 0x219, 0x21B, 0x1A1, 0x1B0):
        if chr(code).islower():
            yield chr(code)


@cache
def _ideographs(name: str) -> frozenset[str]:
    """Give the characters of an East Asian language that its old national standards hold."""
    found: set[str] = set()
    for codec in _IDEOGRAPHS.get(name, ()):
        for lead in range(0xA1, 0xFA):
            for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
                try:
                    found.add(bytes((lead, trail)).decode(codec))
                except UnicodeDecodeError:
                    continue
    return frozenset(char for char in found if len(char) == 1 and char >= "\u3000")


@cache
def _common_ideographs() -> frozenset[str]:
    return frozenset().union(*map(_ideographs, _IDEOGRAPHS))


def well_formed(word: str) -> bool:
    """Say whether a word of another script looks like one: no capitals inside, no characters that nobody uses."""
    if word[0] < "\u0590":
        return word[1:].islower() or word.isupper()
    if word[0] >= "\u3000":
        return all(char in _common_ideographs() for char in word)
    return True


def _folded(char: str) -> str:
    return char.lower() if char.isalpha() and len(char.lower()) == 1 else " "
