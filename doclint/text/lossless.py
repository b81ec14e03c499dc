"""Owns the undoing of damage that lost nothing: UTF-8 that was read as a single-byte code page, up to three times.

Evidence is pooled over the whole page: one `√°` proves little, ninety others through the same code page prove it.
Damage comes by lines, pages and pastes, never by single letters: so a line whose other letters are whole needs more.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from doclint.model import Edit, Span
from doclint.text.channels import NAMES, Channel, channels
from doclint.text.lossy import fill
from doclint.text.plausible import Plausible, well_formed
from doclint.text.regions import Stretches, about_encodings, fences, protected, shows_damage
from doclint.text.repairs import Repair

# A run is all that stands between two ASCII characters; a decomposed letter belongs to it with its base.
_RUN = re.compile("(?:[^\x00-\x7f]|[A-Za-z](?=[\u0300-\u036f]))+")
_PAIR = re.compile("[^\x00-\x7f]{2,}|[A-Za-z][\u0300-\u036f][^\x00-\x7f]*")
_MARKED = re.compile("[\u0300-\u036f]")
# A short word of an alphabet of its own is no sign of damage, whatever its bytes may mean elsewhere.
_SHORT_WORD = re.compile("[\u0370-\u06ff]{1,3}")

_SYMBOLS = frozenset(("Sm", "So", "Sk", "Sc", "Cc", "Co"))

# Gains are in nats: by how much more plausible a run becomes when it is read back.
_STRONG = 9.0  # alone enough where nothing speaks against it
_AGAINST = 14.5  # enough on a line that has whole letters, too
_WEAK = 1.0  # enough once the page shows the code page elsewhere
_UNSURE = 0.5  # the most that a reading with unusual characters is worth
_TOGETHER = -5.0  # enough where everything on the page reads through one code page
_ESTABLISHED = 24.0  # what the strong runs of a page must add up to
_DEEPER = 5.0  # what a further layer must gain
_CLEARLY = 6.0  # by how much a second code page must explain a run better than the first
_IN_CODE = 20.0  # what a line of a code block must add up to where nothing else proves the damage
_INSIDE = 3.0  # what a symbol inside a word is worth as a sign of damage
_MOST_A_RUN = 40.0
_MOST_LAYERS = 3
_CANDIDATES = 4
_SEVERAL = 3  # strong runs after which what is incomplete beside them is looked for, too
_MANY = 9  # strong runs elsewhere that outweigh a text about encodings


@dataclass(frozen=True, slots=True)
class Place:
    """A run where it stands: its offset, its line, whether ASCII letters touch it.

    It is `guarded` in code, addresses and tags, `fenced` in a code block, `shown` where damage may be meant.
    """

    start: int
    run: str
    line: int
    glued: bool
    guarded: bool
    fenced: bool
    shown: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What a run was before it was damaged, by how much more plausible that is, and how it was damaged, last first.

    `gain` holds where the run stands alone, `glued` where it stands beside ASCII letters, as no foreign word does.
    """

    text: str
    gain: float
    glued: float
    layers: tuple[str, ...]

    def at(self, place: Place) -> float:
        """Give the gain at one place."""
        return self.glued if place.glued else self.gain


@dataclass(frozen=True, slots=True)
class Case:
    """A channel with everything on the page that reads through it."""

    channel: Channel
    readings: Mapping[str, Reading]
    total: float
    evidence: float
    strong: int
    whole: bool

    @property
    def established(self) -> bool:
        """Say whether the page as a whole proves the channel."""
        return (self.evidence >= _ESTABLISHED and self.strong >= 2) or (self.whole and self.evidence >= _STRONG)


def suspicious(text: str) -> bool:
    """Say quickly whether anything in a text could be UTF-8 read through a single-byte code page."""
    runs = set(_PAIR.findall(text))
    if not runs:
        return False
    joined = "\n".join(runs)
    if _MARKED.search(joined):
        joined = unicodedata.normalize("NFC", joined)
    chars = frozenset(joined)
    return any(channel.suspects(chars) and channel.sequences.search(joined) for channel in channels())


def undo(text: str, model: Plausible, known_words: Callable[[str], bool] = lambda _: False) -> list[Repair]:
    """Undo the channel that explains most of the page. Empty where nothing is proven.

    `known_words` says of a word whether it is known to be whole: that lets damage inside code blocks be undone.
    """
    places = list(_places(text))
    cases = sorted(_cases(places, model), key=lambda case: -case.total)[:_CANDIDATES]
    for case in cases:
        rivals = [rival for rival in cases if rival is not case and _adds(rival, case)]
        repairs = list(_Judge(text, case, rivals, known_words).repairs(places))
        if repairs:
            return [*repairs, *_completed(text, case, places, repairs, model)]
    return []


def _completed(text: str, case: Case, places: list[Place], repairs: list[Repair], model: Plausible) -> Iterator[Repair]:
    """Yield the repairs of what the same damage left incomplete on the lines that show it."""
    if not case.established or case.strong < _SEVERAL:
        return
    damaged = {repair.edit.span.start for repair in repairs}
    lines = {place.line for place in places if not damaged.isdisjoint(range(place.start, place.start + len(place.run)))}
    yield from fill(text, case.channel, lines, model, f"UTF-8 read as {case.channel.name}")


def _places(text: str) -> Iterator[Place]:
    guarded, about = protected(text), about_encodings(text)
    # A page that handles damage on purpose anywhere may do so in any of its code blocks.
    blocks = Stretches(() if about or shows_damage(text) else ((span.start, span.end) for span in fences(text)))
    at = 0
    for number, line in enumerate(text.split("\n")):
        if not line.isascii():
            shown = shows_damage(line)
            for match in _RUN.finditer(line):
                start, sides = at + match.start(), line[match.start() - 1 : match.start()] + line[match.end() :][:1]
                glued = any(side.isalpha() for side in sides)
                yield Place(start, match[0], number, glued, start in guarded, start in blocks, shown or start in about)
        at += len(line) + 1


def _cases(places: list[Place], model: Plausible) -> Iterator[Case]:
    """Yield the channels through which something on the page gets more plausible."""
    runs = Counter((place.run, place.glued) for place in places)
    unguarded = Counter((place.run, place.glued) for place in places if not place.guarded and not place.shown)
    texts = list(dict.fromkeys(run for run, _ in runs))
    chars = frozenset(unicodedata.normalize("NFC", "".join(texts))).union(*texts)
    for channel in channels():
        if not channel.suspects(chars):
            continue
        readings = _readings(channel, texts, model)
        gains = {key: readings[key[0]].glued if key[1] else readings[key[0]].gain for key in runs if key[0] in readings}
        if not any(gain >= _STRONG for gain in gains.values()):
            continue
        strong = {key: unguarded[key] for key, gain in gains.items() if gain >= _STRONG}
        evidence = sum(min(gains[key], _MOST_A_RUN) * min(count, 4) for key, count in strong.items())
        total = sum(max(gain, 0.0) * runs[key] for key, gain in gains.items())
        yield Case(channel, readings, total, evidence, sum(strong.values()), len(readings) == len(texts))


def _adds(rival: Case, case: Case) -> bool:
    """Say whether a second channel explains runs of the page that the first does not: then there are two kinds."""
    own = 0.0
    for run, reading in rival.readings.items():
        other = case.readings.get(run)
        if reading.gain >= _STRONG and (other is None or reading.gain > other.gain + _CLEARLY):
            own += reading.gain
    return own >= _STRONG


def _readings(channel: Channel, runs: Sequence[str], model: Plausible) -> dict[str, Reading]:
    """Read every run back that can be, as a whole or in part, through as many layers as gain something."""
    once = dict(_backs(channel, runs, model))
    found: dict[str, tuple[str, tuple[str, ...]]] = {run: (text, (channel.codec,)) for run, text in once.items()}
    for _ in range(_MOST_LAYERS - 1):
        deeper = _deeper({text for text, _ in found.values()}, model)
        if not deeper:
            break
        for run, (text, layers) in found.items():
            if text in deeper:
                found[run] = (deeper[text][0], (*layers, deeper[text][1]))
    readings = {}
    for run, (text, layers) in found.items():
        cost = model.run(text)
        most = float("inf") if model.ordinary(text) else _UNSURE
        gain, glued = (
            gain if gain >= 25 else min(gain, most) for gain in (model.run(run) - cost, model.bare(run) - cost)
        )
        if _SHORT_WORD.fullmatch(run) and (well_formed(run) or not run.isalpha()):
            gain = min(gain, _STRONG - 0.1)
        if run.islower() and run.isalpha() and not text.isalpha():
            gain, glued = min(gain, _UNSURE), min(glued, _UNSURE)
        if text.isalpha() and most > _UNSURE and any(unicodedata.category(char) in _SYMBOLS for char in run):
            glued += _INSIDE
        readings[run] = Reading(text, gain, glued, layers)
    return readings


def _backs(channel: Channel, runs: Sequence[str], model: Plausible) -> Iterator[tuple[str, str]]:
    for run, back in zip(runs, channel.back_all(runs), strict=True):
        healed = back
        if healed is None and _MARKED.search(run):
            healed = channel.back(unicodedata.normalize("NFC", run))
        if healed is None:
            healed = _in_part(channel, run, model)
        if healed is not None and healed != run:
            yield run, healed


def _deeper(texts: Iterable[str], model: Plausible) -> dict[str, tuple[str, str]]:
    """Give, of texts that were read back once, those that were damaged before already, with the code page.

    All went the same way, most likely: the code page that gains most over all texts has the first say.
    """
    wanted = [text for text in texts if len(text) > 1 and not _is_word(text)]
    chars = frozenset().union(*wanted)
    options: list[tuple[float, str, dict[str, tuple[str, float]]]] = []
    for channel in channels():
        if not channel.suspects(chars):
            continue
        backs = {text: (back, model.run(text) - model.run(back)) for text, back in _backs(channel, wanted, model)}
        good = {text: way for text, way in backs.items() if way[1] >= _DEEPER and model.ordinary(way[0])}
        if good:
            options.append((sum(gain for _, gain in good.values()), channel.codec, good))
    options.sort(key=lambda option: -option[0])
    found: dict[str, tuple[str, str, float]] = {}
    for _, codec, good in options:
        for text, (back, gain) in good.items():
            if text not in found or gain > found[text][2] + _CLEARLY:
                found[text] = (back, codec, gain)
    return {text: (back, codec) for text, (back, codec, _) in found.items()}


def _is_word(text: str) -> bool:
    """Say whether a text is a word of an alphabet of its own, as it should be."""
    return len(text) > 2 and text.isalpha() and "\u0370" <= text[0] < "\u0700" and well_formed(text)


def _in_part(channel: Channel, run: str, model: Plausible) -> str | None:
    """Read back what can be of a run whose rest is marks that stood whole beside it; whole letters speak against it."""
    rest = channel.sequences.sub("", run)
    if rest == run or any(char.isalpha() or model.char(char) > 10.5 for char in rest):
        return None
    pieces = []
    at = 0
    for match in channel.sequences.finditer(run):
        back = channel.back(match[0])
        if back is None:
            return None
        pieces += [run[at : match.start()], back]
        at = match.end()
    return "".join((*pieces, run[at:]))


@dataclass(frozen=True, slots=True)
class _Judge:
    """Decides run by run whether the evidence of the page, the line and the run itself suffices."""

    text: str
    case: Case
    rivals: list[Case]
    known_words: Callable[[str], bool]

    def repairs(self, places: Iterable[Place]) -> Iterator[Repair]:
        """Yield the repairs of a page, line by line."""
        lines: dict[int, list[Place]] = {}
        for place in places:
            lines.setdefault(place.line, []).append(place)
        for line in lines.values():
            yield from self._line(line)

    def _line(self, line: list[Place]) -> Iterator[Repair]:
        readings = [self.case.readings.get(place.run) for place in line]
        gains = [reading.at(place) for place, reading in zip(line, readings, strict=True) if reading]
        least = _TOGETHER if self.case.whole else _WEAK if self.case.established else _STRONG
        if not gains or max(gains) < least:
            return
        coherent = len(gains) == len(line)
        proven = self.case.established or (coherent and sum(gains) >= _AGAINST and max(gains) >= _STRONG)
        plain = coherent and sum(gains) >= _IN_CODE
        for place, reading in zip(line, readings, strict=True):
            if reading is None or reading.at(place) < self._threshold(place, reading, coherent, proven, plain):
                continue
            if self._better_elsewhere(place, reading):
                continue
            if not (self.case.established and coherent) and _mixes_scripts(self.text, place, reading):
                continue
            if coherent or not _contrasted(self.text, place, reading):
                yield _repair(place, reading, self.case)

    def _threshold(self, place: Place, reading: Reading, coherent: bool, proven: bool, plain: bool) -> float:
        """Give the gain that a run must have."""
        if place.shown:
            many = self.case.established and self.case.strong >= _MANY
            return _STRONG if many and not place.guarded else float("inf")
        if place.fenced and plain:
            return _WEAK
        if place.guarded and not self.case.established:
            return _STRONG if coherent and self._known(place, reading) else float("inf")
        if place.guarded:
            return _TOGETHER if self.case.whole and self.case.strong > 2 else _STRONG
        if self.case.whole and self.case.strong > 2:
            return _TOGETHER
        if coherent:
            return _WEAK if proven else _STRONG
        return _STRONG if self.case.established else _AGAINST

    def _known(self, place: Place, reading: Reading) -> bool:
        """Say whether the word that a reading makes is known to be whole."""
        word = _word(self.text, place, reading)
        return len(word) > 3 and any(char.isascii() for char in word) and self.known_words(word)

    def _better_elsewhere(self, place: Place, reading: Reading) -> bool:
        """Say whether another channel that the page shows, too, explains a run clearly better."""
        others = (rival.readings.get(place.run) for rival in self.rivals)
        return any(other and other.text != reading.text and other.gain > reading.gain + _CLEARLY for other in others)


def _mixes_scripts(text: str, place: Place, reading: Reading) -> bool:
    """Say whether a reading would put letters of another alphabet right beside Latin ones, which no word does."""
    end = place.start + len(place.run)
    sides = ((text[place.start - 1 : place.start], reading.text[:1]), (text[end : end + 1], reading.text[-1:]))
    return any(
        outer.isascii() and outer.isalpha() and inner.isalpha() and "\u0370" <= inner < "\u0900"
        for outer, inner in sides
    )


def _word(text: str, place: Place, reading: Reading) -> str:
    """Give the word around a run as it reads once repaired."""
    start, end = place.start, place.start + len(place.run)
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start : place.start] + reading.text + text[place.start + len(place.run) : end]


def _contrasted(text: str, place: Place, reading: Reading) -> bool:
    """Say whether the line shows the whole word as well: then it shows damage on purpose."""
    word = _word(text, place, reading)
    low, high = text.rfind("\n", 0, place.start) + 1, text.find("\n", place.start)
    line = text[low : high if high >= 0 else len(text)]
    return word in line and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", line) is not None


def _repair(place: Place, reading: Reading, case: Case) -> Repair:
    """Make the repair, cut down to what really changes."""
    run, healed = place.run, reading.text
    head = 0
    while head < min(len(run), len(healed)) and run[head] == healed[head]:
        head += 1
    tail = 0
    while tail < min(len(run), len(healed)) - head and run[-1 - tail] == healed[-1 - tail]:
        tail += 1
    span = Span(place.start + head, place.start + len(run) - tail)
    count = f"{case.strong} place{'s' * (case.strong != 1)} of this page read well that way"
    why = "everything on this page does" if case.whole and case.strong > 1 else count
    confidence = 0.999 if case.established else 0.95
    edit = Edit(span, healed[head : len(healed) - tail])
    return Repair(edit, "mojibake", _described(reading.layers), "safe", confidence, why)


def _described(layers: tuple[str, ...]) -> str:
    """Tell what happened, first things first."""
    names = [NAMES[codec] for codec in reversed(layers)]
    if len(set(names)) == 1:
        return f"UTF-8 read as {names[0]}" + ("", ", twice", ", three times")[len(names) - 1]
    return "UTF-8 read as " + ", then as ".join(names)
