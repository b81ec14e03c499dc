"""Owns the undoing of damage that lost nothing: UTF-8 that was read as a single-byte code page.

Evidence is pooled over the whole page: one `√°` proves little, ninety others through the same code page prove it.
Damage comes by lines, pages and pastes, never by single letters: so a line whose other letters are whole needs more.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from doclint.model import Edit, Span
from doclint.text.channels import Channel, channels
from doclint.text.plausible import Plausible
from doclint.text.regions import Stretches, about_encodings, protected, shows_damage
from doclint.text.repairs import Repair

# A run is all that stands between two ASCII characters; a decomposed letter belongs to it with its base.
_RUN = re.compile("(?:[^\x00-\x7f]|[A-Za-z](?=[\u0300-\u036f]))+")
_PAIR = re.compile("[^\x00-\x7f]{2,}|[A-Za-z][\u0300-\u036f][^\x00-\x7f]*")
_MARKED = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W\d_]+")

# Gains are in nats: by how much more plausible a run becomes when it is read back.
_STRONG = 9.0  # alone enough where nothing speaks against it
_AGAINST = 14.5  # enough on a line that has whole letters, too
_WEAK = 1.0  # enough once the page shows the code page elsewhere
_UNSURE = 4.0  # the most that a reading with unusual characters is worth
_ESTABLISHED = 24.0  # what the strong runs of a page must add up to
_MOST_A_RUN = 40.0
_CANDIDATES = 4
_MANY = 9  # strong runs elsewhere that outweigh a text about encodings


@dataclass(frozen=True, slots=True)
class Place:
    """A run where it stands: its offset, the line it is on, and whether it is in code, an address or a tag."""

    start: int
    run: str
    line: int
    guarded: bool
    shown: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What a run was before a channel damaged it, and by how much more plausible that is."""

    text: str
    gain: float


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


def undo(text: str, model: Plausible) -> list[Repair]:
    """Undo one layer of one channel: the one that explains most of the page. Empty where nothing is proven."""
    places = list(_places(text))
    cases = sorted(_cases(places, model), key=lambda case: -case.total)[:_CANDIDATES]
    for case in cases:
        others = [other for other in cases if other is not case and other.evidence >= _STRONG]
        repairs = list(_judged(text, places, case, others))
        if repairs:
            return repairs
    return []


def _places(text: str) -> Iterator[Place]:
    guarded, about = protected(text), about_encodings(text)
    at = 0
    for number, line in enumerate(text.split("\n")):
        if not line.isascii():
            shown = shows_damage(line)
            for match in _RUN.finditer(line):
                start = at + match.start()
                yield Place(start, match[0], number, start in guarded, shown or start in about)
        at += len(line) + 1


def _cases(places: list[Place], model: Plausible) -> Iterator[Case]:
    """Yield the channels through which something on the page gets more plausible."""
    runs = Counter(place.run for place in places)
    open_runs = Counter(place.run for place in places if not place.guarded and not place.shown)
    chars = frozenset().union(*runs)
    if _MARKED.search("".join(chars)):
        chars |= frozenset(unicodedata.normalize("NFC", "".join(runs)))
    for channel in channels():
        if not channel.suspects(chars):
            continue
        readings = _readings(channel, list(runs), model)
        strong = {run: open_runs[run] for run, reading in readings.items() if reading.gain >= _STRONG}
        if not any(reading.gain >= _STRONG for reading in readings.values()):
            continue
        evidence = sum(min(readings[run].gain, _MOST_A_RUN) * min(count, 4) for run, count in strong.items())
        total = sum(max(reading.gain, 0.0) * runs[run] for run, reading in readings.items())
        yield Case(channel, readings, total, evidence, sum(strong.values()), len(readings) == len(runs))


def _readings(channel: Channel, runs: list[str], model: Plausible) -> dict[str, Reading]:
    """Read every run back that can be, as a whole or in part."""
    found: dict[str, Reading] = {}
    for run, back in zip(runs, channel.back_all(runs), strict=True):
        healed = back
        if healed is None and _MARKED.search(run):
            healed = channel.back(unicodedata.normalize("NFC", run))
        if healed is None:
            healed = _in_part(channel, run, model)
        if healed is None or healed == run:
            continue
        gain = model.run(run) - model.run(healed)
        if gain < 25 and not model.ordinary(healed):
            gain = min(gain, _UNSURE)
        found[run] = Reading(healed, gain)
    return found


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


def _judged(text: str, places: list[Place], case: Case, others: list[Case]) -> Iterator[Repair]:
    """Yield the repairs of the runs that the evidence of the page, the line and the run itself suffices for."""
    lines: dict[int, list[Place]] = {}
    for place in places:
        lines.setdefault(place.line, []).append(place)
    for line in lines.values():
        readings = [case.readings.get(place.run) for place in line]
        coherent = all(reading is not None for reading in readings)
        gains = [reading.gain for reading in readings if reading]
        if not gains or max(gains) < (_WEAK if case.established else _STRONG):
            continue
        proven = case.established or (coherent and sum(gains) >= _AGAINST and max(gains) >= _STRONG)
        for place, reading in zip(line, readings, strict=True):
            if reading is None or _better_elsewhere(place.run, reading, others):
                continue
            need = _threshold(place, case, coherent=coherent, proven=proven)
            if reading.gain >= need and not _glued(text, place, reading) and not _contrasted(text, place, reading):
                yield _repair(place, reading, case)


def _threshold(place: Place, case: Case, *, coherent: bool, proven: bool) -> float:
    """Give the gain that a run must have."""
    if place.shown:
        return _STRONG if case.established and case.strong >= _MANY and not place.guarded else float("inf")
    if place.guarded:
        if not case.established:
            return float("inf")
        return _WEAK if case.whole else _STRONG
    if coherent:
        return _WEAK if proven else _STRONG
    return _STRONG if case.established else _AGAINST


def _better_elsewhere(run: str, reading: Reading, others: list[Case]) -> bool:
    """Say whether another channel that the page shows, too, explains a run clearly better."""
    rivals = (other.readings.get(run) for other in others)
    return any(rival and rival.text != reading.text and rival.gain > reading.gain + 5 for rival in rivals)


def _glued(text: str, place: Place, reading: Reading) -> bool:
    """Say whether a reading would put letters of another script right beside Latin ones, which no word does."""
    end = place.start + len(place.run)
    sides = ((text[place.start - 1 : place.start], reading.text[:1]), (text[end : end + 1], reading.text[-1:]))
    return any(
        outer.isascii() and outer.isalpha() and inner.isalpha() and not unicodedata.name(inner, "").startswith("LATIN")
        for outer, inner in sides
    )


def _contrasted(text: str, place: Place, reading: Reading) -> bool:
    """Say whether the line shows the whole word as well: then it shows damage on purpose."""
    start, end = place.start, place.start + len(place.run)
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    word = text[start : place.start] + reading.text + text[place.start + len(place.run) : end]
    low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    around = text[low:start] + "\n" + text[end : high if high >= 0 else len(text)]
    return word in around and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", around) is not None


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
    name = case.channel.name("".join(case.readings))
    places = f"{case.strong} place{'s' * (case.strong != 1)} of this page read well through it"
    why = "everything on this page reads through it" if case.whole and case.strong > 1 else places
    confidence = 0.999 if case.established else 0.95
    edit = Edit(span, healed[head : len(healed) - tail])
    return Repair(edit, "mojibake", f"UTF-8 read as {name}", "safe", confidence, why)
