"""Owns bytes that are no UTF-8: tells from the words that they make in which encoding they were saved.

A file, or some of its lines, was saved in an encoding of old. Every candidate reads every damaged word; the one that
reads them best in the page's language wins, if it wins clearly.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from doclint.language import SCRIPTS, base
from doclint.model import Edit, Safety, Span
from doclint.record import record, replace
from doclint.regex import regex
from doclint.text.channels import MULTIBYTE, NAMES, channel, join_surrogates
from doclint.text.heard import Heard, heard, in_another_script
from doclint.text.plausible import Plausible, profile_name
from doclint.text.repairs import Repair

_BAD = regex("[\udc80-\udcff]+")
_HIGH = regex("[^\x00-\x7f]+")
_WORD = regex("[A-Za-z]{0,30}[^\x00-\x7f][A-Za-z'\x80-\U0010ffff]{0,60}")
_HALVES = regex("\udced[\udca0-\udcaf][\udc80-\udcbf]\udced[\udcb0-\udcbf][\udc80-\udcbf]")
_PAIRS = regex("[\ud800-\udbff][\udc00-\udfff]")
_SINGLE = (
    "cp1252 mac_roman cp850 cp437 iso8859_15 cp1250 iso8859_2 cp852 cp1251 koi8_r koi8_u cp866 iso8859_5 mac_cyrillic "
    "cp1253 iso8859_7 cp1254 cp1255 cp1256 cp1257 cp1258 cp874"
).split()
_HOME = {
    "ar": "cp1256",
    "bg": "cp1251",
    "cs": "cp1250",
    "el": "cp1253",
    "he": "cp1255",
    "hr": "cp1250",
    "hu": "cp1250",
    "lt": "cp1257",
    "lv": "cp1257",
    "pl": "cp1250",
    "ro": "cp1250",
    "ru": "cp1251",
    "sk": "cp1250",
    "sl": "cp1250",
    "th": "cp874",
    "tr": "cp1254",
    "uk": "cp1251",
    "vi": "cp1258",
}
_EAST = frozenset({"zh-cn", "zh-tw", "ja", "ko"})
_MOST_WORDS = 300
_STRAY = 0.15  # share of lines in a file of old that happen to be UTF-8
_CLEAR = 4.0  # nats between the best reading and the next different one
# A character of UTF-8 that was cut short: its end was lost, and no encoding of old can tell what it was.
_CUT = regex("(?:[\udce0-\udcef][\udc80-\udcbf]|[\udcf0-\udcf4][\udc80-\udcbf]{1,2})(?=[?\ufffd \n]|$)", re.MULTILINE)
_FAIR = 9.6  # mean cost of a character that a reading may have and still be text


@record
class _Line:
    """A line with bytes that are no UTF-8: where it starts, its text and its bytes."""

    start: int
    text: str

    @property
    def data(self) -> bytes:
        return self.text.encode("utf-8", "surrogateescape")


def suspicious(text: str) -> bool:
    """Say whether a text holds bytes that are no UTF-8, or halves of characters."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def read(text: str, model: Plausible, language: str | None) -> list[Repair]:
    """Read the bytes of a text that are no UTF-8. Empty where there are none, or nothing reads them well."""
    halves = list(_halves(text))
    if halves:
        return halves
    bad = list(_BAD.finditer(text))
    if not bad or all(_CUT.match(text, match.start()) for match in bad):
        return []
    lines = [line for line in _lines(text) if not line.text.isascii()]
    damaged = [line for line in lines if _BAD.search(line.text)]
    if len(lines) - len(damaged) > _STRAY * len(damaged):
        lines = damaged
    if base(language or "") not in SCRIPTS:
        data = b"\n".join(line.data for line in lines)
        if in_another_script(data):
            return _overheard(lines, heard(data))
    return (_multibyte(lines, model) if profile_name(language) in _EAST else []) or _single_byte(lines, model, language)


def _overheard(lines: Sequence[_Line], told: Heard | None) -> list[Repair]:
    """Read lines in the language that they speak; the page's own has another script, or nothing names it."""
    if told is None:
        return []
    model = Plausible(told.language)
    if told.codec not in MULTIBYTE:
        return _single_byte(lines, model, told.language)
    return [item if told.sure else replace(item, safety="unsafe", confidence=0.6) for item in _multibyte(lines, model)]


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for line in text.split("\n"):
        yield _Line(at, line)
        at += len(line) + 1


def _halves(text: str) -> Iterator[Repair]:
    """Yield characters that were written in two halves, as CESU-8 and careless JSON have them."""
    for pattern in (_HALVES, _PAIRS):
        for match in pattern.finditer(text):
            data = match[0].encode("utf-8", "surrogateescape" if pattern is _HALVES else "surrogatepass")
            joined = join_surrogates(data.decode("utf-8", "surrogatepass"))
            if pattern is _PAIRS and _BAD.fullmatch(match[0]):
                continue
            if len(joined) == 1:
                edit, why = Edit(Span(*match.span()), joined), "the two halves make one character"
                yield Repair(edit, "invalid-utf8", "a character in two halves (CESU-8)", "safe", 0.99, why)


def _single_byte(lines: Sequence[_Line], model: Plausible, language: str | None) -> list[Repair]:
    words: Counter[str] = Counter(word for line in lines for word in _WORD.findall(line.text) if _BAD.search(word))
    sample = words.most_common(_MOST_WORDS)
    home = _HOME.get(profile_name(language), "cp1252")
    scored = []
    for codec in _SINGLE:
        cost = sum(model.text(_decoded(word, codec)) * min(count, 5) for word, count in sample)
        scored.append((cost - (3 if codec == home else 0) - (1 if codec == "cp1252" else 0), codec))
    scored.sort()
    best, codec = scored[0]
    reading = [_decoded(word, codec) for word, _ in sample]
    marks = [char for word in reading for char in word if char > "\x7f"]
    if sum(map(model.char, marks)) / len(marks) > _FAIR:
        return []
    near = [other for cost, other in scored[1:] if cost - best < _CLEAR]
    why = f"{len(words)} word{'s' * (len(words) != 1)} read best that way"
    found = []
    for line in lines:
        # What all code pages that come near read alike is certain, whichever it was.
        others = [set(_line_edits(line, other, model)) for other in near]
        for edit in _line_edits(line, codec, model):
            clear = all(edit in rival for rival in others)
            safety: Safety = "safe" if clear else "unsafe"
            name = f"bytes of {NAMES[codec]}"
            found.append(Repair(edit, "invalid-utf8", name, safety, 0.98 if clear else 0.6, why))
    return found


def _decoded(text: str, codec: str) -> str:
    """Read the bytes in a text that are no UTF-8 through a code page, and leave the rest."""
    to_char = channel(codec).to_char
    return "".join(to_char[ord(char) - 0xDC00] if "\udc80" <= char <= "\udcff" else char for char in text)


def _line_edits(line: _Line, codec: str, model: Plausible) -> Iterator[Edit]:
    """Yield the edits of one line: of all its bytes where some only look like UTF-8, else of those that do not."""
    to_char = channel(codec).to_char
    for match in _HIGH.finditer(line.text):
        raw = match[0].encode("utf-8", "surrogateescape")
        whole, part = "".join(to_char[byte] for byte in raw), _decoded(match[0], codec)
        if model.run(whole) < model.run(part):
            yield Edit(Span(line.start + match.start(), line.start + match.end()), whole)
            continue
        for bad in _BAD.finditer(match[0]):
            start = line.start + match.start() + bad.start()
            yield Edit(Span(start, start + len(bad[0])), _decoded(bad[0], codec))


def _multibyte(lines: Sequence[_Line], model: Plausible) -> list[Repair]:
    """Read the lines as one of the encodings of East Asia, where all of them can be and give common characters."""
    best: tuple[float, str, list[str]] | None = None
    for codec in MULTIBYTE:
        try:
            texts = [line.data.decode(codec) for line in lines]
        except UnicodeDecodeError:
            continue
        marks = [char for text in texts for char in text if char > "\x7f"]
        mean = sum(map(model.char, marks)) / max(1, len(marks))
        if mean <= _FAIR and (best is None or mean < best[0]):
            best = (mean, codec, texts)
    if best is None:
        return []
    _, codec, texts = best
    why = f"all {len(lines)} lines read well that way"
    return [
        Repair(_trimmed(line, text), "invalid-utf8", f"bytes of {MULTIBYTE[codec]}", "safe", 0.98, why)
        for line, text in zip(lines, texts, strict=True)
    ]


def _trimmed(line: _Line, text: str) -> Edit:
    """Make the edit that turns a line into `text`, cut down to what changes."""
    head, short = 0, min(len(line.text), len(text))
    while head < short and line.text[head] == text[head]:
        head += 1
    tail = 0
    while tail < short - head and line.text[-1 - tail] == text[-1 - tail]:
        tail += 1
    return Edit(Span(line.start + head, line.start + len(line.text) - tail), text[head : len(text) - tail])
