"""Owns the evidence for damage that lost nothing: what on a page reads as UTF-8 through which code page, and its worth.

A stretch of text is worth what it gains in plausibility when it is read back, in nats, through up to three layers.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from doclint.record import record
from doclint.regex import regex
from doclint.text.channels import Channel, Way, channels, everyday, multibyte, suspected
from doclint.text.plausible import Plausible, well_formed
from doclint.text.regions import Stretches, about_encodings, fences, protected, shows_damage
from doclint.text.traces import doubtful, glued

# A run is all that stands between two ASCII characters; a decomposed letter belongs to it with its base.
_RUN = regex("(?:[^\x00-\x7f]|[A-Za-z](?=[\u0300-\u036f]))+")
_BEYOND = regex("[^\x00-\x7f]+")  # the same where nothing is decomposed
_PAIR = regex("[^\x00-\x7f]{2,}")
_APART = regex("[A-Za-z][\u0300-\u036f][^\x00-\x7f]*")
_MARKED = regex("[\u0300-\u036f]")
# A short word of an alphabet of its own is no sign of damage, whatever its bytes may mean elsewhere.
_SHORT_WORD = regex("[\u0370-\u06ff]{1,3}")
_SYMBOLS = frozenset(("Sm", "So", "Sk", "Sc", "Cc", "Co"))

STRONG = 9.0
"""The gain that is enough alone, where nothing speaks against it."""
VOUCHED = 4.0
"""The gain that is enough where the reading is known from elsewhere."""
CLEARLY = 6.0
"""By how much a second code page must explain a run better than the first."""
_ESTABLISHED = 24.0  # what the strong runs of a page must add up to
_UNSURE = 0.5  # the most that a reading with unusual characters is worth
_DEEPER = 5.0  # what a further layer must gain
_AGAIN, _COMMONEST = 6.0, 3.0  # what speaks for the same program twice, and for Windows
_INSIDE = 3.0  # what a symbol inside a word is worth as a sign of damage
_MOST_A_RUN = 40.0
_MOST_LAYERS = 3
_FEW = 500  # characters that are looked at one by one sooner than the tables of all code pages are made


@record
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


@record
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


@record
class Case:
    """A channel with everything on the page that reads through it."""

    channel: Way
    readings: Mapping[str, Reading]
    total: float
    evidence: float
    strong: int
    whole: bool

    @property
    def established(self) -> bool:
        """Say whether the page as a whole proves the channel."""
        return (self.evidence >= _ESTABLISHED and self.strong >= 2) or (self.whole and self.evidence >= STRONG)


def suspicious(text: str) -> bool:
    """Say quickly whether anything in a text could be UTF-8 read through a single-byte code page."""
    text = _beyond_ascii(text)
    runs = set(_PAIR.findall(text))
    if _MARKED.search(text):
        runs.update(_APART.findall(text))
    alone = glued(text)
    runs.update(alone)
    if not runs:
        return False
    joined = unicodedata.normalize("NFC", "\n".join(runs))
    if (len(joined) > _FEW or any(map(doubtful, joined.split("\n")))) and suspected(joined):
        return True
    chars = frozenset(joined)
    east = [way for way in multibyte() if way.suspects(chars)]
    rare = chars - everyday() if east else chars
    odd = [*alone, *(run for run in runs if not rare.isdisjoint(run))] if east else []
    return any(any(way.back_all(odd)) for way in east)


def _beyond_ascii(text: str) -> str:
    """Give the lines of a text that are not ASCII: most are, and have nothing to be looked at."""
    return "\n".join(line for line in text.split("\n") if not line.isascii())


def places_of(text: str) -> Iterator[Place]:
    """Yield every run of a text, with what there is to know about its place."""
    guarded, about = protected(text, beyond_ascii=True), about_encodings(text)
    # A page that handles damage on purpose anywhere may do so in any of its code blocks.
    shows = shows_damage(text)
    blocks = Stretches(() if about or shows else ((span.start, span.end) for span in fences(text)))
    at = 0
    for number, line in enumerate(text.split("\n")):
        if not line.isascii():
            shown = shows and shows_damage(line)
            for match in _RUN.finditer(line):
                start, sides = at + match.start(), line[match.start() - 1 : match.start()] + line[match.end() :][:1]
                glued = any(side.isalpha() for side in sides)
                yield Place(start, match[0], number, glued, start in guarded, start in blocks, shown or start in about)
        at += len(line) + 1


def readings_of(text: str, model: Plausible, *, least: float = STRONG) -> dict[Way, dict[str, Reading]]:
    """Give, by the way it was damaged, what every run of a text was; ways through which nothing gains are left out."""
    lines = _beyond_ascii(text)
    runs = list(dict.fromkeys((_RUN if _MARKED.search(lines) else _BEYOND).findall(lines)))
    chars = frozenset(unicodedata.normalize("NFC", "".join(runs))).union(*runs)
    found = {}
    for channel in _suspected(runs, chars):
        readings = _readings(channel, _touched(channel, runs), model)
        if any(max(reading.gain, reading.glued) >= least for reading in readings.values()):
            found[channel] = readings
    return found


def _suspected(runs: Sequence[str], chars: frozenset[str]) -> Iterator[Way]:
    """Yield the ways that may have made a part of some runs; they are made of these characters."""
    if any(map(_MARKED.search, runs)):  # an accent apart may be a part of a sequence once it is joined
        yield from (way for way in channels() if way.suspects(chars))
    else:
        yield from suspected("\n".join(runs))
    yield from (way for way in multibyte() if way.suspects(chars))


def _touched(channel: Way, runs: Sequence[str]) -> list[str]:
    """Give the runs that hold anything of a channel, at the speed of one search."""
    if not isinstance(channel, Channel):
        return list(runs)
    joined = "\n".join((*runs, ""))
    marked = _MARKED.search(joined) is not None
    found = dict.fromkeys(run for run in runs if _MARKED.search(run)) if marked else {}
    for start, end in channel.sequences(joined):
        found[joined[joined.rfind("\n", 0, start) + 1 : joined.find("\n", end)]] = None
    return list(found)


def cases_of(places: Sequence[Place], found: Mapping[Way, Mapping[str, Reading]]) -> Iterator[Case]:
    """Yield the cases that the readings of a page make, each channel with all that speaks for it."""
    runs = Counter((place.run, place.glued) for place in places)
    unguarded = Counter((place.run, place.glued) for place in places if not place.guarded and not place.shown)
    texts = {run for run, _ in runs}
    for channel, readings in found.items():
        gains = {key: readings[key[0]].glued if key[1] else readings[key[0]].gain for key in runs if key[0] in readings}
        strong = {key: unguarded[key] for key, gain in gains.items() if gain >= STRONG}
        evidence = sum(min(gains[key], _MOST_A_RUN) * min(count, 4) for key, count in strong.items())
        total = sum(max(gain, 0.0) * runs[key] for key, gain in gains.items())
        yield Case(channel, readings, total, evidence, sum(strong.values()), len(readings) == len(texts))


def _readings(channel: Way, runs: Sequence[str], model: Plausible) -> dict[str, Reading]:
    """Read every run back that can be, as a whole or in part, through as many layers as gain something."""
    once = dict(_backs(channel, runs, model))
    found: dict[str, tuple[str, tuple[str, ...]]] = {run: (text, (channel.codec,)) for run, text in once.items()}
    for _ in range(_MOST_LAYERS - 1):
        deeper = _deeper({text for text, _ in found.values()}, model, channel.codec)
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
            gain = min(gain, STRONG - 0.1)
        if run.islower() and run.isalpha() and not text.isalpha():
            gain, glued = min(gain, _UNSURE), min(glued, _UNSURE)
        if text.isalpha() and most > _UNSURE and any(unicodedata.category(char) in _SYMBOLS for char in run):
            glued += _INSIDE
        readings[run] = Reading(text, gain, glued, layers)
    return readings


def _backs(channel: Way, runs: Sequence[str], model: Plausible) -> Iterator[tuple[str, str]]:
    for run, back in zip(runs, channel.back_all(runs), strict=True):
        healed = back
        if healed is None and _MARKED.search(run):
            healed = channel.back(unicodedata.normalize("NFC", run))
        if healed is None:
            healed = _in_part(channel, run, model)
        if healed is not None and healed != run:
            yield run, healed


def _deeper(texts: Iterable[str], model: Plausible, codec: str) -> dict[str, tuple[str, str]]:
    """Give, of texts that were read back once, those that were damaged before already, with the code page.

    All went the same way, most likely: the code page that gains most over all texts has the first say, and the one
    that did the later damage, or the commonest, the benefit of the doubt.
    """
    wanted = [text for text in texts if len(text) > 1 and not _is_word(text)]
    chars = frozenset().union(*wanted)
    options: list[tuple[float, str, dict[str, tuple[str, float]]]] = []
    for channel in _suspected(wanted, chars):
        backs = {text: (back, model.run(text) - model.run(back)) for text, back in _backs(channel, wanted, model)}
        gains = {text: way for text, way in backs.items() if way[1] >= _DEEPER}
        good = {text: way for text, way in gains.items() if model.ordinary(way[0])}
        total = sum(gain for _, gain in good.values())
        total += _AGAIN * (channel.codec == codec) + _COMMONEST * (channel.codec == "cp1252")
        if good:  # what is proven may give rare characters, too
            options.append((total, channel.codec, gains if total >= _ESTABLISHED else good))
    options.sort(key=lambda option: -option[0])
    found: dict[str, tuple[str, str, float]] = {}
    for _, name, good in options:
        # A second code page has a say in what the first explains only if it is proven by what the first does not.
        own = sum(gain for text, (_, gain) in good.items() if text not in found) >= _ESTABLISHED
        for text, (back, gain) in good.items():
            if text not in found or (own and gain > found[text][2] + CLEARLY):
                found[text] = (back, name, gain)
    return {text: (back, name) for text, (back, name, _) in found.items()}


def _is_word(text: str) -> bool:
    """Say whether a text is a word of an alphabet of its own, as it should be."""
    return len(text) > 2 and text.isalpha() and "\u0370" <= text[0] < "\u0700" and well_formed(text)


def _in_part(channel: Way, run: str, model: Plausible) -> str | None:
    """Read back what can be of a run whose rest is marks that stood whole beside it; whole letters speak against it."""
    spans = list(channel.sequences(run)) if isinstance(channel, Channel) else []
    ends = [0, *(end for span in spans for end in span), len(run)]
    rest = "".join(run[low:high] for low, high in zip(ends[::2], ends[1::2], strict=True))
    if not spans or any(char.isalpha() or model.char(char) > 10.5 for char in rest):
        return None
    pieces = []
    at = 0
    for start, end in spans:
        back = channel.back(run[start:end])
        if back is None:
            return None
        pieces += [run[at:start], back]
        at = end
    return "".join((*pieces, run[at:]))
