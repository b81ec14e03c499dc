"""Owns the reading of numbers in running text: what figures mean in a language, whatever separators and digits it uses.

A number has readings rather than a value: `1.000` may be a thousand or one, and translators keep the source's format
often enough. Two numbers are one where a reading of each agrees. Versions stay texts: `3.10` is not `3.1`.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from doclint.locales import pack
from doclint.record import record
from doclint.regex import regex

if TYPE_CHECKING:  # hardly a page has a number whose value matters
    from decimal import Decimal

_BLANK = " \u00a0\u202f\u2009"
_UNITS = "(?:[kKMGTP]i?[Bb]|[kKMG]?Hz|[mµn]?s|min|h|px|r?em|pt|[cmk]?m|k?g|k|x|st|nd|rd|th|er|re|e|ème|os?|as?)"
_FIGURES = rf"\d+(?:[{_BLANK}]\d{{3}}(?!\d))*(?:['’٬.,٫．，]\d+)*"
# Written without blanks, so that a number touches the words around it.
_UNSPACED = ("ja", "zh", "ko")
_SAID_IN_WORDS = 12
_CURRENCIES = "$€£¥₹"
_UNIT = regex(
    rf"[{_BLANK}]?([$€£¥₹%]|°[CF]?|[kKMGTP]i?[Bb]|[kKMG]?Hz|[kMG]|[mµn]?s|min|h|[kcm]?m|mi|ft|k?g|lbs?|oz|px|r?em|pt)(?!\w)"
)
_TIMES = (7, 24, 60, 3600)  # days, hours, minutes, seconds
_RATIOS = (*_TIMES, 100, 1000, 1024, 1_000_000)
_HALF_A_DAY = 12
_YEARS = range(1900, 2100)
_DIGITS = regex(r"\d\d*")
_TAIL = regex(r"\w*")
# What stands around a run of figures: before it makes it a part of something; behind it may go on with it, does so
# before another figure, or makes it the begin of a range.
_GLUED, _JOINING, _PARTING, _DASHES = map(frozenset, ("_.,/#&-~", "-~/", " .,:'", "-–~"))
_UNIT_NAMES = frozenset(
    (
        *(prefix + infix + unit for prefix in "kKMGTP" for infix in ("", "i") for unit in "Bb"),
        *"Hz kHz KHz MHz GHz s ms ns min h px em rem pt m cm mm km g kg k x st nd rd th er re e o os a as".split(),
    )
)
_LONGEST_UNIT, _HEAD = 3, 4
_DENSE = r"[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"


@record
class _Patterns:
    """What numbers look like: a range, a date, any of these or a plain number, and what may not stand behind one."""

    span: re.Pattern[str]
    date: re.Pattern[str]
    any: re.Pattern[str]


@cache
def _patterns(*, dense: bool) -> _Patterns:
    """Make the patterns; `dense` for a language without blanks, whose letters take `re` long to compile."""
    letter = _DENSE if dense else r"\w"
    behind = rf"(?<!{letter})(?<![.,:/#&\-–~])"
    # Not part of a name, a path or a time of day, but an address's port.
    ahead = rf"(?={_UNITS}?(?!{letter}))(?![/]|[.,:]\d|{_UNITS}?[-–~]\w)"
    span = r"(\d{1,6})[-–—~〜～](\d{1,6})"
    date = r"(?:(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{1,2})([-/.])(\d{1,2})\6(\d{4}))"
    # A group's number depends on where its pattern stands, so the date's own groups are named apart by a second look.
    loose = date.replace(r"\2", "[-/.]").replace(r"\6", "[-/.]")
    number = rf"{behind}(?:{loose}|{span}|{_FIGURES}){ahead}|(?<=\d:)\d{{4,5}}(?![\w/:])"
    return _Patterns(regex(behind + span + ahead), regex(behind + date + ahead), regex(number))


@record
class Number:
    """A number, `text` at `start`…`end`: its readings, and those with the word of scale (`million`) behind it."""

    start: int
    end: int
    text: str
    plain: frozenset[str]
    scaled: frozenset[str] = frozenset()

    @property
    def figures(self) -> int:
        """Give with how many figures it is written at most."""
        return max(len(re.sub(r"\D", "", reading)) for reading in self.plain)

    def same(self, other: "Number") -> bool:
        """Say whether two numbers may be one; scales count where both sides have one."""
        if self.scaled and other.scaled:  # a title that was not translated keeps the source's words
            return bool(self.scaled & other.scaled) or self.text.casefold() == other.text.casefold()
        return bool(self.plain & other.plain or self.scaled & other.plain or self.plain & other.scaled)


@record
class Said:
    """A number where it stands: its page's text, from where to where its block goes, and the page's language."""

    number: Number
    text: str
    start: int
    end: int
    language: str

    def value(self) -> "Decimal | None":
        """Give what it means, with its word of scale; None for a version of three parts."""
        from decimal import Decimal

        reading = min(self.number.scaled or self.number.plain, key=len)
        return Decimal(reading) if reading.count(".") < 2 else None

    def unit(self) -> str:
        """Give the unit or currency right beside it, or nothing."""
        before = self.text[max(self.start, self.number.start - 1) : self.number.start]
        behind = _UNIT.match(self.text, self.number.end, min(self.end, self.number.end + 12))
        return before if before and before in _CURRENCIES else behind[1] if behind else ""

    def in_words(self, value: "Decimal") -> bool:
        """Say whether the block may say `value` in words; of a language without a row of them nobody knows."""
        if not 0 <= value <= _SAID_IN_WORDS or value % 1:
            return False
        said = pack(self.language).counts
        words = re.findall(r"[^\W\d_]+", self.text[self.start : self.end].casefold())
        return not said or not set(said[int(value)].split()).isdisjoint(words)


def same_otherwise(source: Said, translation: Said) -> bool:
    """Say whether two unequal numbers may both be right: one stands there in words too, or in another unit or form."""
    ours, theirs = source.value(), translation.value()
    if ours is None or theirs is None:
        return False
    if source.in_words(theirs) or translation.in_words(ours):
        return True
    low, high = sorted((ours, theirs))
    units = source.unit().casefold(), translation.unit().casefold()
    if all(units) and units[0] != units[1]:
        return True
    scaled = low > 0 and high / low in _RATIOS and (high / low in _TIMES or units[0] != units[1])
    return scaled or high - low == _HALF_A_DAY or (high in _YEARS and high % 100 == low)


def has_figures(text: str, start: int, end: int) -> bool:
    """Say whether `text[start:end]` has any figure."""
    return _DIGITS.search(text, start, end) is not None


def numbers(text: str, language: str, start: int, end: int) -> Iterator[Number]:
    """Yield the numbers in `text[start:end]` in order; the parts of a date and the ends of a range each are one."""
    at = start
    for digits in _DIGITS.finditer(text, start, end):  # no number begins between two digits
        first, last = digits.span()
        if first < at:
            continue
        alone = _stands_alone(text, first, last, end)
        if alone:
            at = last
            yield _number(text, first, last, language)
        if alone is not None:
            continue
        patterns = _patterns(dense=language[:2] in _UNSPACED and not text.isascii())
        match = patterns.any.match(text, first, end)
        if match is None:
            continue
        at = match.end()
        parts = None
        if not match[0].isdecimal():
            parts = patterns.date.fullmatch(match[0]) or patterns.span.fullmatch(match[0])
        if parts is None:
            yield _number(text, first, at, language)
            continue
        for group in range(1, len(parts.groups()) + 1):
            if parts[group] and parts[group][0].isdigit():
                begin, behind = parts.span(group)
                value = str(int(parts[group]))
                yield Number(first + begin, first + behind, parts[group], frozenset({value}))


def _stands_alone(text: str, first: int, last: int, end: int) -> bool | None:
    """Say whether a run of figures is a number by itself, or part of none; None where only the patterns can tell.

    Most runs are: the signs around them are plain ones, and it takes `re` a while to compile the patterns.
    """
    before = text[first - 1 : first] if first else ""
    if not before.isascii() or before == ":":
        return None
    if before.isalnum() or before in _GLUED:
        return False
    return _ends(text, last, end)


def _ends(text: str, last: int, end: int) -> bool | None:
    """Say whether a number may end where a run of figures does; None where only the patterns can tell."""
    behind, then = text[last : min(last + 1, end)], text[last + 1 : min(last + 2, end)]
    if not behind.isascii() or behind in _JOINING or (behind in _PARTING and then.isdecimal()):
        return None
    if not behind.isalnum() and behind != "_":
        return True
    tail = _TAIL.match(text, last, min(last + _LONGEST_UNIT + 1, end))
    if tail is None or not tail[0].isascii():
        return None
    unit = tail[0] in _UNIT_NAMES
    return None if unit and text[tail.end() : min(tail.end() + 1, end)] in _DASHES else unit


def _number(text: str, first: int, last: int, language: str) -> Number:
    shown = text[first:last]
    plain = frozenset((shown,) if shown.isascii() and shown.isdecimal() else _readings(shown))
    found = _scale(language).match(text, last) if _may_scale(text, last, language) else None
    if found is None:
        return Number(first, last, shown, plain)
    power = pack(language).scales[" ".join(found[1].lower().split())]
    scaled = frozenset(_scaled(reading, power) for reading in plain if reading.count(".") < 2)
    return Number(first, found.end(), text[first : found.end()], plain, scaled)


def _may_scale(text: str, at: int, language: str) -> bool:
    """Say whether what stands behind a number may be a word of scale, by its first letters.

    Only where they are ASCII is it plain which letters are the same but for their case.
    """
    at += text.startswith((" ", "\n"), at)
    head = text[at : at + _HEAD]
    known = _scale_heads(language, _HEAD if head.isascii() else 1)
    return bool(known) and (not head[:1].isascii() or head.lower().startswith(known))


@cache
def _scale_heads(language: str, length: int) -> tuple[str, ...]:
    return tuple({name.split()[0][:length].lower() for name in pack(language).scales})


@cache
def _scale(language: str) -> re.Pattern[str]:
    """Make the pattern of a language's words of scale, behind a blank or, in Chinese and Japanese, right behind."""
    names = sorted(pack(language).scales, key=len, reverse=True)
    words = "|".join(r"\s+".join(re.escape(part) for part in name.split()) for name in names)
    letter = _DENSE if language[:2] in _UNSPACED else r"\w"
    return re.compile(rf"[{_BLANK}\n]?({words})(?!{letter})", re.IGNORECASE)


def _scaled(reading: str, power: int) -> str:
    """Move a number's point by so many places to the right, without zeros that say nothing."""
    whole, _, rest = reading.partition(".")
    rest = rest.ljust(power, "0")
    whole, rest = (whole + rest[:power]).lstrip("0") or "0", rest[power:].rstrip("0")
    return f"{whole}.{rest}" if rest else whole


def _readings(shown: str) -> Iterator[str]:
    """Yield what a number may mean, a point before decimals: `1.000,5` is `1000.5`, `1.000` is `1000` or `1.000`."""
    text = "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in shown)
    text = text.translate(str.maketrans("٬٫．，’", "'..,'"))
    text = re.sub(rf"[{_BLANK}']", "", text)
    marks = re.findall(r"[.,]", text)
    if not marks:
        yield text
        return
    whole, last, rest = text.rpartition(marks[-1])
    if len(set(marks)) == 2:  # the last mark is the decimal one, the others divide groups
        yield re.sub(r"[.,]", "", whole) + "." + rest
        return
    groups = text.split(last)
    grouped = all(len(group) in (2, 3) for group in groups[1:-1]) and len(groups[-1]) == 3 and len(groups[0]) <= 3
    if grouped and groups[0] != "0":
        yield "".join(groups)
    if len(marks) == 1 or not grouped or last == ".":  # a decimal, or a version
        yield ".".join(groups)
