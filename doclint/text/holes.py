"""Owns the holes that U+FFFD or question marks left in a text: where they are, and what each may have been.

What stood there is weighed by the characters around it, as the language and the site's clean pages use them.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from doclint.model import Span
from doclint.record import record
from doclint.regex import regex
from doclint.text.counterpart import fits
from doclint.text.neighbours import REACH, Neighbours, Skeleton, edges, skeleton
from doclint.text.plausible import Plausible
from doclint.text.rows import Ranked
from doclint.text.traces import INSIDE_WORDS

_ADDRESS = regex(r"[=&/%#\\]|[.:]\w")
_STARTS = regex(r"(?:^|[.!?:…\0]\s)[\s\W\d_]*\Z", re.MULTILINE)  # what stands before a sentence
_SHOWN = 3.0  # nats that a sign is worth for standing at the same place of the counterpart
_RARE = 9.0  # the cost of the rarest letters that are thought of
_MOST_FILLED = 4
_STRANGE = 5.0  # nats against everything where clean pages never had anything
_START = 12  # characters before a blank among which the start of its sentence is looked for
_SEEN = (max(_START + 1, REACH), REACH)  # characters before and after a blank that have a say in what it was
_ALPHABET = 200  # letters, both cases; scripts with more of them cannot be guessed
_FEW = 50  # characters beyond ASCII: clean pages with no more tell little
_SURE = 0.99  # the rest is for what nobody thought of
_HEARD = 0.2


@record
class Blank:
    """A run with holes: its place in the skeleton, its span, what it may have been and how likely (log), best first.

    `alone` is by how many nats the best would be ahead if nothing were known of the other holes.
    """

    at: int
    span: Span
    run: str
    ranked: Ranked
    alone: float

    @property
    def best(self) -> str:
        """What it most likely was; empty where that is something nobody thought of."""
        return self.ranked[0][1]

    @property
    def margin(self) -> float:
        """By how many nats the best is ahead of the next."""
        return _ahead(self.ranked, self.best)


def _ahead(ranked: Ranked, best: str) -> float:
    others = [cost for cost, one in ranked if one != best]
    return next(cost for cost, one in ranked if one == best) - max(others) if others else 0.0


class Holes:
    """The holes of one page; `signs` are what the counterpart has at their places, by offset."""

    def __init__(self, text: str, hole: str, model: Plausible, near: Neighbours, signs: Mapping[int, str]) -> None:
        self._text, self._hole, self._model, self._near, self._signs = text, hole, model, near, signs
        self.place: Skeleton = skeleton(text, asked=hole == "?")
        letters = tuple(char for char in sorted(model.alphabet) if model.char(char) <= _RARE)
        self._letters = letters if len(letters) <= _ALPHABET else ()
        # No letter beyond ASCII has a single byte: where most holes in words are single, each was a character.
        runs = re.findall(rf"(?<=[^\W\d_]){re.escape(hole)}+(?=[^\W\d_])", text)
        self._bytewise = 2 * sum(len(run) == 1 for run in runs) <= len(runs)
        self._total = near.common.total()
        self._common: dict[str, Sequence[tuple[str, int]]] = {}
        self._known: dict[tuple[str | None, ...], Ranked] = {}
        self._guessed: dict[tuple[str | None, ...], Mapping[str, float]] = {}

    def blanks(self) -> Iterator[Blank]:
        """Yield the runs that have holes, with what they may have been."""
        ranked: dict[int, Ranked] = {}
        for at, run in self.place.runs.items():
            start = self.place.starts[at]
            filled = self._hole not in run or len(run) > 3 * _MOST_FILLED
            if not filled and not (self._hole == "?" and self._asks_on_purpose(start, start + len(run))):
                ranked[at] = self._ranked(at, run)
        alone = dict(ranked)
        for line in edges(self.place) if self._total else ():
            if any(at in ranked for at in line):
                row = [self._in_row(at, ranked) for at in line]
                anew = zip(line, self._near.rows.weigh(row), strict=True)
                told = (at in ranked and not self._strange(at) for at in line)
                ranked |= {at: candidates for (at, candidates), new in zip(anew, told, strict=True) if new}
        for at, candidates in ranked.items():
            start, run = self.place.starts[at], self.place.runs[at]
            yield Blank(at, Span(start, start + len(run)), run, candidates, _ahead(alone[at], candidates[0][1]))

    def _in_row(self, at: int, ranked: Mapping[int, Ranked]) -> Ranked:
        """Give what may stand at a place of a row; one between strange neighbours tells nothing, nor is it told."""
        if at not in ranked:
            return ((0.0, self.place.runs[at]),)
        return ((0.0, ""),) if self._strange(at) else ranked[at]

    def _ranked(self, at: int, run: str) -> Ranked:
        """Rank what a blank may have been; blanks with the same around them are the same."""
        sign = self._signs.get(self.place.starts[at])
        key = run, sign, *self.place.around(at, *_SEEN)
        if key not in self._known:
            self._known[key] = self._weighed(at, run, sign)
        return self._known[key]

    def _weighed(self, at: int, run: str, sign: str | None) -> Ranked:
        weighed = self._near.weigh(self.place, at, self._likely(run, sign, *self.place.around(at, 2, 2)))
        strange = self._strange(at)
        for one in weighed:
            if strange and one not in (run, sign, ""):
                weighed[one] -= _STRANGE
            if one == run:
                weighed[one] += self._kept
            elif one == sign:
                weighed[one] += _SHOWN
            elif one[:1].isalpha():
                weighed[one] += self._case(at, one)
        return tuple(sorted(((cost, one) for one, cost in weighed.items()), reverse=True))

    def _strange(self, at: int) -> bool:
        """Say whether a blank stands between words, and clean pages have nothing between such neighbours."""
        alone = not any(side.isalpha() for side in self.place.around(at, 1, 1))
        return alone and not self._near.between(*self.place.around(at, 2, 2))

    def _asks_on_purpose(self, first: int, last: int) -> bool:
        start, end = first, last
        while start and not self._text[start - 1].isspace() and first - start < 80:
            start -= 1
        while end < len(self._text) and not self._text[end].isspace() and end - last < 80:
            end += 1
        return _ADDRESS.search(self._text[start:end]) is not None

    @cached_property
    def _kept(self) -> float:
        """Give what is to be added for a question mark that is one: the more letters survive, the fewer were lost."""
        lost = len(INSIDE_WORDS.findall(self._text))
        left = len(re.findall(r"(?<=[a-z])[\u00df-\u024f\u1e00-\u1eff](?=[a-z])", self._text))
        return math.log((lost + left + 1) / (lost + 1))

    def _likely(self, run: str, sign: str | None, before: str, after: str) -> Mapping[str, float]:
        """Give what may stand at a blank with its probability, before any but its nearest neighbours are heard."""
        key = run, sign, before, after
        if key not in self._guessed:
            self._guessed[key] = self._guess(run, sign, before, after)
        return self._guessed[key]

    def _guess(self, run: str, sign: str | None, before: str, after: str) -> Mapping[str, float]:
        heard = 0.5 / (self._total + _FEW)
        found = {one: heard * count for one, count in self._common_in(run)}
        sides = before[-1], after[0]
        if run.strip(self._hole) == "" and any(side.isalpha() for side in sides):
            capitals = not sides[0].isalpha() or sides[0].isupper()
            able = [one for one in self._letters if (capitals or one.islower()) and self._fits(run, one)]
            chances = {one: math.exp(-self._model.text(f"{before}{one}{after}")) for one in able}
            whole = sum(chances.values()) or 1.0
            for one, chance in chances.items():
                found[one] = found.get(one, 0.0) + (_SURE - heard * self._total) * chance / whole
        if sign and self._fits(run, sign):
            found[sign] = found.get(sign, 0.0) + _HEARD
        found[""] = max(1.0 - sum(found.values()), 1.0 - _SURE)
        return found

    def _fits(self, run: str, one: str) -> bool:
        return fits(run, one, self._hole, bytewise=self._bytewise)

    def _common_in(self, run: str) -> Sequence[tuple[str, int]]:
        """Give what clean pages have that may have left a run, by how often."""
        if run not in self._common:
            every = self._near.common.items()
            self._common[run] = [(one, count) for one, count in every if self._fits(run, one)]
        return self._common[run]

    def _case(self, at: int, one: str) -> float:
        """Give what speaks against a letter's case: sentences begin with capitals, and few words inside do."""
        if self.place.text[at - 1].isalpha():
            return 0.0
        starts = _STARTS.search(self.place.text, max(0, at - _START), at) is not None
        if starts:
            return -2.0 if one[0].islower() else 0.0
        return -1.0 if one[0].isupper() else 0.0
