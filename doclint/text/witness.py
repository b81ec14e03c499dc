"""Owns what other text says about a damaged place: words known to be whole, lines and signs of the counterpart.

The damage of a whole page proves itself. A single damaged line, and one inside a code block most of all, needs somebody
who has seen the same thing whole.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from doclint.regex import regex
from doclint.text.evidence import Place, Reading, suspicious
from doclint.text.plausible import Plausible
from doclint.text.regions import Stretches, fences, mentions_encodings
from doclint.text.traces import LEAST_TOLD

_LETTERS = regex(r"[^\W\d_]+")
_LEAST_WORD = 4  # letters of a word that is proof alone
_NEAR, _AROUND = 3, 2  # of so many words on each side so many must be known for a shorter one


def asks(text: str) -> bool:
    """Say quickly whether the code of a text may be damaged, so that other pages should be heard."""
    if text.isascii():
        return False
    code = "\n".join(part for part in (text[span.start : span.end] for span in fences(text)) if not part.isascii())
    return bool(code) and suspicious(code)


class Witnesses:
    """The page's own prose, its counterpart, and the words of the folder. Read only once they are asked."""

    def __init__(self, text: str, model: Plausible, reference: str | None, clean_words: Collection[str]) -> None:
        self._text, self._model, self._reference, self._clean = text, model, reference or "", clean_words
        self.asked = False
        """Whether it was of any weight what words the folder tells."""

    def vouch(self, places: Sequence[Place], readings: Mapping[str, Reading]) -> Iterator[bool]:
        """Say of each place of one line whether its reading is known from elsewhere. All have one in `readings`."""
        start, end = self._text.rfind("\n", 0, places[0].start) + 1, self._text.find("\n", places[-1].start)
        line = self._text[start : end if end >= 0 else len(self._text)]
        pieces: list[str] = []
        spans: list[tuple[int, int]] = []
        at, size = start, 0
        for place in places:
            between, healed = self._text[at : place.start], readings[place.run].text
            pieces += (between, healed)
            spans.append((size + len(between), size + len(between) + len(healed)))
            size, at = spans[-1][1], place.start + len(place.run)
        healed_line = "".join((*pieces, line[at - start :]))
        same = healed_line.strip() in self._lines and line.strip() not in self._lines
        for place, span in zip(places, spans, strict=True):
            seen = same or self._sign(place, readings[place.run]) or self._said(place, healed_line, span)
            yield seen and not place.shown and not self._explained(place)

    def _said(self, place: Place, line: str, span: tuple[int, int]) -> bool:
        """Say whether the words that a reading makes are known, and do not stand beside it as a contrast."""
        words = list(_LETTERS.finditer(line))
        made = [nth for nth, word in enumerate(words) if word.end() > span[0] and word.start() < span[1]]
        return bool(made) and all(self._known(words, nth) and not self._beside(place, words[nth][0]) for nth in made)

    def _known(self, words: Sequence[re.Match[str]], nth: int) -> bool:
        word = words[nth][0].lower()
        if word.isascii():
            return True
        half_ascii = len(word) >= _LEAST_WORD and any(char.isascii() for char in word)
        near = (*words[max(0, nth - _NEAR) : nth], *words[nth + 1 : nth + 1 + _NEAR])
        sentence = len(near) >= _AROUND and sum(other[0].lower() in self._words for other in near) >= _AROUND
        if not half_ascii and not sentence:
            return False
        self.asked = self.asked or len(word) >= LEAST_TOLD
        said = self._stands(word) and (word in self._words or word in self._others)
        return said or (half_ascii and sentence and self._model.like_a_word(word))

    def _sign(self, place: Place, reading: Reading) -> bool:
        """Say whether the counterpart shows the sign that a reading gives, and nothing like what stands here."""
        signs = not any(char.isalpha() and char < "\u0250" for char in reading.text)
        return signs and not place.guarded and reading.text in self._reference and place.run not in self._reference

    def _beside(self, place: Place, word: str) -> bool:
        """Say whether the place shows a word whole as well: on its line, or, outside code blocks, in its paragraph."""
        mark = "\n" if place.fenced else "\n\n"
        low, high = self._text.rfind(mark, 0, place.start), self._text.find(mark, place.start)
        return word in _LETTERS.findall(self._text[max(0, low) : high if high >= 0 else len(self._text)])

    def _explained(self, place: Place) -> bool:
        return place.guarded and place.start in self._mentions

    @cached_property
    def _mentions(self) -> Stretches:
        return mentions_encodings(self._text)

    def _stands(self, word: str) -> bool:
        """Say quickly whether a word, in small letters, can be among those of the page, the counterpart, the folder."""
        return word in self._everything

    @cached_property
    def _everything(self) -> str:
        return "\n".join((self._text, self._reference, *self._clean)).lower()

    @cached_property
    def _words(self) -> frozenset[str]:
        """Give the words of the page's prose, in small letters."""
        found, at = [], 0
        for span in fences(self._text):
            found.append(self._text[at : span.start])
            at = span.end
        return frozenset(_LETTERS.findall("\n".join((*found, self._text[at:])).lower()))

    @cached_property
    def _others(self) -> frozenset[str]:
        """Give the words of the counterpart and the folder, in small letters."""
        return frozenset(_LETTERS.findall("\n".join((self._reference, *self._clean)).lower()))

    @cached_property
    def _lines(self) -> frozenset[str]:
        return frozenset(line.strip() for line in self._reference.split("\n"))
