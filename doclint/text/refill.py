"""Owns characters that were replaced by U+FFFD or by question marks: words and signs are put where holes are.

A word that is known, is the only one of its shape, and has no rival in the language or in the site's clean pages, is
proof; everything else gives suggestions.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from doclint.model import Edit, Safety, Span
from doclint.record import record
from doclint.regex import regex
from doclint.text.holes import Blank, Holes
from doclint.text.known import UNSPACED, Words
from doclint.text.neighbours import BLANK, Neighbours
from doclint.text.plausible import Plausible
from doclint.text.regions import protected
from doclint.text.repairs import Repair
from doclint.text.traces import HITS

LOST, ASKED = "\ufffd", "?"
_LETTERS = regex(r"[^\W\d_]+")
_BEFORE, _AFTER = regex(r"[^\W\d_]*\Z"), regex(r"[^\W\d_]*")
_LAST = regex(r"(?P<other>(?:[^\W\d_]|\0)\S*\s+)(?P<word>(?:[^\W\d_]|\0)*)\Z")
_NEXT = regex(r"(?P<word>(?:[^\W\d_]|\0)*)(?P<other>\s+\S*(?:[^\W\d_]|\0))")
_MANY = 6  # question marks inside known words that prove a loss
_OFTEN = 20  # times that a word stands on clean pages
_SOMETIMES = 3  # the same for a word between the same words
_LEAST_WORD = 3
_FAR = 40  # how far around a hole its word and the next ones are looked for
_LIKELY, _CLEAR = (
    1.0,
    4.0,
)  # nats by which the best must be ahead of the next: among neighbours, or by the language alone
_SAFE = 3.0
_KNOWN = 3.0  # nats that a word is worth for being known
_IMPOSSIBLE = -30.0


@record
class _Word:
    """A word with holes: its span, its pieces of whole letters, and the holes between them, one fewer."""

    span: Span
    pieces: tuple[str, ...]
    blanks: tuple[Blank, ...]

    def filled(self, made: Sequence[str]) -> str:
        return self.pieces[0] + "".join(new + piece for new, piece in zip(made, self.pieces[1:], strict=True))

    def cut(self, word: str) -> tuple[str, ...] | None:
        """Give what a known word has at the holes."""
        pattern = "([^\x00-\x7f]+)".join(map(re.escape, self.pieces))
        match = re.fullmatch(pattern, word)
        return match.groups() if match else None


@record
class _Choice:
    """What a word is taken for, by how many nats that is ahead, and whether it is the only known word of its shape."""

    text: str
    margin: float
    known: bool
    only: bool


class Refill:
    """Fills the holes of one page; `signs` are what the counterpart has at their places, by offset."""

    def __init__(
        self, text: str, hole: str, words: Words, model: Plausible, near: Neighbours, signs: Mapping[int, str]
    ) -> None:
        self._text, self._hole, self._words, self._model, self._near = text, hole, words, model, near
        self._code = protected(text)
        self._said = Counter(_LETTERS.findall(text.lower()))
        holes = Holes(text, hole, model, near, signs)
        self._place, self._blanks = holes.place, tuple(holes.blanks())
        self._signs, self._heard = signs, bool(near.common)
        self._choices: dict[tuple[object, ...], _Choice | None] = {}

    def repairs(self) -> Iterator[Repair]:
        """Yield the repairs of the words and signs that were lost."""
        chosen = [(word, self._choice(word)) for word in self._cut()]
        hits = 0
        if self._hole == ASKED:
            hits = sum(choice.known and self._inside(word) for word, choice in chosen if choice)
            if hits < HITS:
                return
        for word, choice in chosen:
            if choice and self._allowed(word, choice) and choice.text != self._text[word.span.start : word.span.end]:
                yield self._repair(word, choice, hits)

    def _allowed(self, word: _Word, choice: _Choice) -> bool:
        """Say whether a place may be touched: in code only known words may."""
        return word.span.start not in self._code or (choice.known and choice.margin >= _SAFE)

    def _inside(self, word: _Word) -> bool:
        return bool(word.pieces[0] and word.pieces[-1])

    def _cut(self) -> Iterator[_Word]:
        """Yield words with their holes; a hole that was a sign stands alone."""
        pending: list[Blank] = []
        for blank in self._blanks:
            if pending and not (self._joined(pending[-1], blank) and blank.best.isalpha()):
                yield self._word(pending)
                pending = []
            if blank.best.isalpha():
                pending.append(blank)
            else:
                yield _Word(blank.span, ("", ""), (blank,))
        if pending:
            yield self._word(pending)

    def _joined(self, one: Blank, other: Blank) -> bool:
        return _LETTERS.fullmatch(self._text[one.span.end : other.span.start]) is not None

    def _word(self, blanks: Sequence[Blank]) -> _Word:
        first, last = blanks[0].span.start, blanks[-1].span.end
        before = _BEFORE.search(self._text, max(0, first - 60), first)
        after = _AFTER.match(self._text, last)
        start, end = before.start() if before else first, after.end() if after else last
        ends = [start, *(edge for blank in blanks for edge in (blank.span.start, blank.span.end)), end]
        pieces = tuple(self._text[low:high] for low, high in zip(ends[::2], ends[1::2], strict=True))
        return _Word(Span(start, end), pieces, tuple(blanks))

    def _choice(self, word: _Word) -> _Choice | None:
        """Choose what a word was, by its neighbours and by what is known; None where that is not clear."""
        shape, sign = self._text[word.span.start : word.span.end], self._signs.get(word.span.start)
        key = shape, sign, word.pieces, *(blank.ranked for blank in word.blanks)
        if key not in self._choices:
            self._choices[key] = self._chosen(word, shape, sign)
        return self._choices[key]

    def _chosen(self, word: _Word, shape: str, sign: str | None) -> _Choice | None:
        free = tuple(blank.best for blank in word.blanks)
        if not all(free) or UNSPACED.search(word.filled(free)):
            return None
        margin = min(blank.margin for blank in word.blanks)
        known = self._words.fitting(shape, self._hole) if any(word.pieces) else set()
        tables = [{one: cost for cost, one in blank.ranked} for blank in word.blanks]
        ranked: list[tuple[float, str]] = []
        for candidate in known:
            made = word.cut(candidate)
            if made:
                costs = (
                    t.get(new, _IMPOSSIBLE) - blank.ranked[0][0]
                    for t, new, blank in zip(tables, made, word.blanks, strict=True)
                )
                ranked.append((sum(costs), candidate))
        ranked.sort(reverse=True)
        only = len(known) == 1
        plain = word.filled(free)
        if ranked and (ranked[0][1] == plain or ranked[0][0] + _KNOWN >= 0):
            score, best = ranked[0]
            ahead = score - ranked[1][0] if len(ranked) > 1 else _KNOWN + score + (margin if best == plain else 0.0)
            return _Choice(best, ahead, known=True, only=only and best == plain)
        if margin < (_LIKELY if self._heard or free[0] == sign else _CLEAR) or known:
            return None
        return _Choice(plain, margin, known=False, only=False)

    def _repair(self, word: _Word, choice: _Choice, hits: int) -> Repair:
        sure = choice.only and self._safe(word, choice, hits)
        safety: Safety = "safe" if sure else "unsafe"
        edit = Edit(word.span, choice.text)
        if self._hole == ASKED:
            why = f"{hits} known words of this page lost letters to question marks"
            return Repair(edit, "mojibake", "letters replaced by question marks", safety, 0.95 if sure else 0.8, why)
        why = "the only known word of this shape" if sure else "the letters that the language likes best here"
        return Repair(edit, "replacement-character", "a letter was lost", safety, 0.95 if sure else 0.6, why)

    def _safe(self, word: _Word, choice: _Choice, hits: int) -> bool:
        """Say whether a known word is proof: one that stands so often would have shown a rival if it had one."""
        if self._hole == ASKED and (hits < _MANY or not self._inside(word)):
            return False
        clear = all(blank.alone >= _SAFE for blank in word.blanks)
        fits = clear and len(choice.text) >= _LEAST_WORD and word.span.start not in self._code
        return fits and (self._times(choice.text) >= _OFTEN or self._in_company(word, choice.text))

    def _times(self, word: str) -> int:
        """Give how often clean pages say a word; the page itself where there are none, or a repair would prove more."""
        return (self._near.words if self._heard else self._said)[word.lower()]

    def _in_company(self, word: _Word, text: str) -> bool:
        """Say whether clean pages have a word after the same word as here, and before the same word."""
        before, after = self._place.around(word.blanks[0].at, _FAR, _FAR)
        ahead, rest = _LAST.search(before), _NEXT.match(after)
        if not ahead or not rest or self._times(text) < _SOMETIMES:
            return False
        inside = ahead["word"] + BLANK + rest["word"]
        return self._near.says(ahead["other"] + inside) and self._near.says(inside + rest["other"])
