"""Owns the undoing of damage that lost nothing: UTF-8 that was read as a single-byte code page, up to three times.

Evidence is pooled over the whole page: one `√°` proves little, ninety others through the same code page prove it.
Damage comes by lines, pages and pastes, never by single letters: so a line whose other letters are whole needs more.
"""

import re
from collections.abc import Iterable, Iterator

from doclint.model import Edit, Span
from doclint.record import record
from doclint.text.channels import MULTIBYTE, NAMES, Channel
from doclint.text.evidence import CLEARLY, STRONG, VOUCHED, Case, Place, Reading, cases_of, places_of, readings_of
from doclint.text.lossy import fill
from doclint.text.plausible import Plausible
from doclint.text.repairs import Repair
from doclint.text.witness import Witnesses

# Gains, in nats, that are enough...
_AGAINST = 14.5  # on a line that has whole letters, too
_WEAK = 1.0  # once the page shows the code page elsewhere
_TOGETHER = -5.0  # where everything on the page reads through one code page
_IN_CODE = 20.0  # for a line of a code block where nothing else proves the damage
_NEVER = float("inf")
_ODD_CASE = 3.0  # what a capital inside a word costs
_CANDIDATES = 4
_SEVERAL = 3  # strong runs after which what is incomplete beside them is looked for, too
_MANY = 9  # strong runs elsewhere that outweigh a text about encodings


def undo(text: str, model: Plausible, witnesses: Witnesses) -> list[Repair]:
    """Undo the channel that explains most of the page. Empty where nothing is proven."""
    found = readings_of(text, model, least=VOUCHED)
    if not found:
        return []
    places = list(places_of(text))
    cases = _ranked(sorted(cases_of(places, found), key=lambda case: -case.total)[:_CANDIDATES], text, places, model)
    for case in cases:
        rivals = [rival for rival in cases if rival is not case and _adds(rival, case)]
        repairs = list(_Judge(text, case, rivals, witnesses).repairs(places))
        if repairs:
            return [*repairs, *_completed(text, case, places, repairs, model)]
    return []


def _ranked(cases: list[Case], text: str, places: list[Place], model: Plausible) -> list[Case]:
    """Put first what reads best: of two code pages that explain all else alike, the whole words decide."""
    for nth in range(1, len(cases)):
        first, other = cases[0], cases[nth]
        pairs = [(place, first.readings.get(place.run), other.readings.get(place.run)) for place in places]
        if any((one is None) != (two is None) for _, one, two in pairs):
            continue
        split = [(place, one, two) for place, one, two in pairs if one and two and one.text != two.text]
        if sum(_cost(text, place, one, model) - _cost(text, place, two, model) for place, one, two in split) > 0:
            cases = [other, *cases[:nth], *cases[nth + 1 :]]
    return cases


def _cost(text: str, place: Place, reading: Reading, model: Plausible) -> float:
    word = _word(text, place, reading)
    odd = not (word[1:].islower() or word.isupper() or word.isascii())
    return model.text(f" {word} ") + (_ODD_CASE if odd else 0.0)


def _completed(text: str, case: Case, places: list[Place], repairs: list[Repair], model: Plausible) -> Iterator[Repair]:
    """Yield the repairs of what the same damage left incomplete on the lines that show it."""
    if not case.established or case.strong < _SEVERAL or not isinstance(case.channel, Channel):
        return
    changed = {repair.edit.span.start for repair in repairs}
    damaged: dict[int, list[str]] = {}
    for place in places:
        if not changed.isdisjoint(range(place.start, place.start + len(place.run))):
            damaged.setdefault(place.line, []).append(place.run)
    yield from fill(text, case.channel, damaged, model, f"UTF-8 read as {NAMES[case.channel.codec]}")


def _adds(rival: Case, case: Case) -> bool:
    """Say whether a second channel explains runs of the page that the first does not: then there are two kinds."""
    own = 0.0
    for run, reading in rival.readings.items():
        other = case.readings.get(run)
        if reading.gain >= STRONG and (other is None or reading.gain > other.gain + CLEARLY):
            own += reading.gain
    return own >= STRONG


@record
class _Judge:
    """Decides run by run whether the evidence of the page, the line and the run itself suffices."""

    text: str
    case: Case
    rivals: list[Case]
    witnesses: Witnesses

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
        strongest, together = max(gains, default=0.0), sum(gains)
        if not gains or (len(gains) < len(line) and not self._enough(strongest)):
            return
        coherent = len(gains) == len(line)
        needs = [self._need(place, strongest, together, coherent) for place in line]
        vouched = [False] * len(line)
        if coherent and any(gain < need for gain, need in zip(gains, needs, strict=True)):
            vouched = list(self.witnesses.vouch(line, self.case.readings))
        for place, reading, need, known in zip(line, readings, needs, vouched, strict=True):
            if not reading or reading.at(place) < (min(need, VOUCHED) if known else need):
                continue
            if self._fits(place, reading, coherent):
                yield _repair(place, reading, self.case, known=known)

    def _need(self, place: Place, strongest: float, together: float, coherent: bool) -> float:
        """Give the gain that a run must have, from what its page and its line (its gains) prove."""
        if not self._enough(strongest):
            return _NEVER
        if place.shown:
            return self._on_purpose(place)
        if place.guarded:
            return self._in_code(place, plain=coherent and together >= _IN_CODE)
        proven = self.case.established or (coherent and together >= _AGAINST and strongest >= STRONG)
        return self._in_prose(coherent, proven)

    def _enough(self, strongest: float) -> bool:
        """Say whether a line whose strongest gain is this proves enough by itself, or the page for it."""
        return strongest >= (_TOGETHER if self.case.whole else _WEAK if self.case.established else STRONG)

    def _in_prose(self, coherent: bool, proven: bool) -> float:
        """Give the gain that a run in running text must have."""
        if self._together:
            return _TOGETHER
        if coherent:
            return _WEAK if proven else STRONG
        return STRONG if self.case.established else _AGAINST

    def _in_code(self, place: Place, *, plain: bool) -> float:
        """Give the gain that a run in code or markup must have."""
        if place.fenced and plain:
            return _WEAK
        if self.case.established:
            return _TOGETHER if self._together else STRONG
        return _NEVER

    def _on_purpose(self, place: Place) -> float:
        """Give the gain that a run must have where a page may show damage on purpose."""
        many = self.case.established and self.case.strong >= _MANY
        return STRONG if many and not place.guarded else _NEVER

    @property
    def _together(self) -> bool:
        return self.case.whole and self.case.strong >= _SEVERAL

    def _fits(self, place: Place, reading: Reading, coherent: bool) -> bool:
        """Say whether nothing else speaks against a reading."""
        if self._better_elsewhere(place, reading):
            return False
        if coherent:
            return self.case.established or not _mixes_scripts(self.text, place, reading)
        return not _mixes_scripts(self.text, place, reading) and not _contrasted(self.text, place, reading)

    def _better_elsewhere(self, place: Place, reading: Reading) -> bool:
        """Say whether another channel that the page shows, too, explains a run clearly better."""
        others = (rival.readings.get(place.run) for rival in self.rivals)
        return any(other and other.text != reading.text and other.gain > reading.gain + CLEARLY for other in others)


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


def _repair(place: Place, reading: Reading, case: Case, *, known: bool) -> Repair:
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
    if known and not case.established:
        why = "so it is known from elsewhere: the page's own words, its counterpart or its folder"
    confidence = 0.999 if case.established else 0.95
    edit = Edit(span, healed[head : len(healed) - tail])
    return Repair(edit, "mojibake", _described(reading.layers), "safe", confidence, why)


def _described(layers: tuple[str, ...]) -> str:
    """Tell what happened, first things first."""
    names = [NAMES.get(codec) or MULTIBYTE[codec] for codec in reversed(layers)]
    if len(set(names)) == 1:
        return f"UTF-8 read as {names[0]}" + ("", ", twice", ", three times")[len(names) - 1]
    return "UTF-8 read as " + ", then as ".join(names)
