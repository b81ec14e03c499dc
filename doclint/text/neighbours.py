"""Owns what stands between given neighbours in clean text: learnt from a site's own pages, asked about lost characters.

Letters are restored from the letters around them after Mihalcea, "Diacritics Restoration: Learning from Letters versus
Learning from Words" (2002); wider neighbours are interpolated with narrower ones after Witten and Bell (1991).
"""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate

from doclint.record import record
from doclint.regex import regex
from doclint.text.rows import Rows

BLANK = "\0"
_BLOTTED = (
    "\x80-\u024f\u0300-\u036f\u1e00-\u1eff\u2000-\u2fff\u3000-\u303f\ufe00-\ufe0f\ufeff\ufffd\U0001f000-\U0001faff"
)
_WORD = regex(r"[^\W\d_]+")
_RUN = regex(f"[{_BLOTTED}]+")
_RUN_ASKED = regex(f"[{_BLOTTED}?]+")
# How many characters before and after a place are looked at, from narrow to wide: both sides, one side, the other.
_CHAINS = (
    ((1, 1), (2, 2), (3, 3), (4, 4), (6, 6), (9, 9)),
    ((1, 1), (1, 2), (1, 3), (2, 4), (2, 6), (3, 9)),
    ((1, 1), (2, 1), (3, 1), (4, 2), (6, 2), (9, 3)),
)
_WINDOWS = tuple(sorted({window for chain in _CHAINS for window in chain}))
REACH = max(map(max, _WINDOWS))
"""How many characters on each side of a place have a say in what stands there."""
_WIDEST = 12
_NEW = 0.5  # how much a kind of character seen between some neighbours makes others likely there
_MOST_LEARNT = 2_000_000
_FLOOR = 1e-9


@record(caching=True)
class Skeleton:
    """A text in which every run of characters that can be lost is one blank, so that lost and whole text look alike.

    `runs` are these runs as they stand in the text, by their offset in `text`; `starts` are their offsets there.
    """

    text: str
    runs: Mapping[int, str]
    starts: Mapping[int, int]

    def around(self, at: int, before: int, after: int) -> tuple[str, str]:
        """Give so many characters before and after a blank."""
        return self.text[max(0, at - before) : at], self.text[at + 1 : at + 1 + after]


def skeleton(text: str, *, asked: bool) -> Skeleton:
    """Give the skeleton of a text; where letters became question marks (`asked`), these are blanks, too."""
    pieces, runs, starts = ["\n" * _WIDEST], dict[int, str](), dict[int, int]()
    at, size = 0, _WIDEST
    for match in (_RUN_ASKED if asked else _RUN).finditer(text):
        pieces += (text[at : match.start()], BLANK)
        size += match.start() - at
        runs[size], starts[size] = match[0], match.start()
        at, size = match.end(), size + 1
    return Skeleton("".join((*pieces, text[at:], "\n" * _WIDEST)), runs, starts)


def edges(place: Skeleton) -> Iterator[list[int]]:
    """Yield the blanks of each line that has some, without those inside words."""
    line: list[int] = []
    last = 0
    for at in place.runs:
        if line and "\n" in place.text[last:at]:
            yield line
            line = []
        if not (place.text[at - 1].isalpha() and place.text[at + 1].isalpha()):
            line.append(at)
        last = at
    if line:
        yield line


class Neighbours:
    """What stands between which neighbours in clean pages."""

    def __init__(self, pages: Collection[str], *, asked: bool) -> None:
        self._pages, self._asked = pages, asked

    @cached_property
    def common(self) -> Counter[str]:
        """Everything that can be lost, by how often it stands anywhere."""
        return Counter(run for _, run in self._places())

    @cached_property
    def rows(self) -> Rows:
        """What follows what on a line."""
        places = (skeleton(page, asked=self._asked) for page in self._learnt())
        return Rows([[place.runs[at] for at in line] for place in places for line in edges(place)])

    @cached_property
    def telling(self) -> bool:
        """Say whether most of what can be lost on the pages is learnt: the letters of other scripts are not."""
        blotted = sum(len(run) * count for run, count in self.common.items())
        return 2 * blotted >= sum(len(page) - len(page.encode("ascii", "ignore")) for page in self._learnt())

    @cached_property
    def words(self) -> Counter[str]:
        """The words of the pages that are not ASCII, in small letters, by how often they stand there."""
        return Counter(word.lower() for page in self._pages for word in _WORD.findall(page) if not word.isascii())

    def says(self, phrase: str) -> bool:
        """Say whether a phrase, with blanks for what can be lost, stands on a page."""
        return any(phrase in text for text in self._texts)

    @cached_property
    def _texts(self) -> Sequence[str]:
        return [skeleton(page, asked=self._asked).text for page in self._learnt()]

    @cached_property
    def _seen(self) -> Mapping[tuple[str, str], Counter[str]]:
        found: dict[tuple[str, str], Counter[str]] = {}
        for (text, at), run in self._places():
            for before, after in _WINDOWS:
                found.setdefault((text[at - before : at], text[at + 1 : at + 1 + after]), Counter())[run] += 1
        return found

    def _places(self) -> Iterator[tuple[tuple[str, int], str]]:
        for page in self._learnt():
            plain = skeleton(page, asked=self._asked)
            yield from (((plain.text, at), run) for at, run in plain.runs.items())

    def _learnt(self) -> Iterator[str]:
        sizes = accumulate(map(len, self._pages))
        return (page for page, size in zip(self._pages, sizes, strict=True) if size <= _MOST_LEARNT)

    def between(self, before: str, after: str) -> Mapping[str, int]:
        """Give what stands between two neighbours, by how often."""
        return self._seen.get((before, after), {})

    def weigh(self, place: Skeleton, at: int, likely: Mapping[str, float]) -> dict[str, float]:
        """Give the log-probabilities of candidates for a blank; `likely` has their probabilities without neighbours."""
        logs = dict.fromkeys(likely, 0.0)
        for chain in _CHAINS:
            chances = dict(likely)
            for before, after in chain:
                seen = self.between(*place.around(at, before, after))
                fitting = {run: count for run, count in seen.items() if run in chances}
                if not fitting:
                    break
                new = _NEW * len(fitting)
                total = sum(fitting.values()) + new
                chances = {run: (fitting.get(run, 0) + new * chance) / total for run, chance in chances.items()}
            for run, chance in chances.items():
                logs[run] += math.log(chance + _FLOOR) / len(_CHAINS)
        return logs


@lru_cache(maxsize=4)
def neighbours(pages: tuple[str, ...], *, asked: bool) -> Neighbours:
    """Give what clean pages tell; learnt when first asked about a place."""
    return Neighbours(pages, asked=asked)
