"""Owns characters that were replaced by U+FFFD or by question marks: they can only be found again among known words.

A word that is known, and is the only one of its shape, is proof; several, or none, give suggestions.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from doclint.model import Edit, Safety, Span
from doclint.text.plausible import Plausible
from doclint.text.regions import protected
from doclint.text.repairs import Repair

_HOLED = re.compile(r"(?:[^\W\d_]|\ufffd)+")
_HOLES = re.compile("\ufffd+")
_ALONE = re.compile(r"(?<![^\W\d_])\ufffd{1,12}(?![^\W\d_]|\ufffd)")
_SIGNS = re.compile(r"[^\w\s\x00-\x7f]+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
# A question mark inside a word, or at its end where the sentence goes on; addresses are full of them.
_ASKED = re.compile(r"(?<![\w/?=&.%#:-])(?:[A-Za-z]+\?[a-z?]*[a-z](?![\w/=&%])|[A-Za-z]+\?{1,2}(?= [a-z]))")
_INSIDE_WORDS = re.compile(r"\?(?<=[A-Za-z]\?)\??[a-z]")
_ASKED_INSIDE = re.compile(r"(?<![\w/?=&.%#:-])[A-Za-z]+\?{1,2}[a-z]+(?![\w/=&%])")
_GOES_ON = re.compile(r"[^\W\d_][,;]? $")
_CLEAR = 4.0  # nats by which the best word must be ahead of the next
_HITS, _MANY = 2, 6  # question marks inside known words that make a loss likely, and that prove it
_LEAST_WORD = 4
_LEAST_ASKED = 6
_ENDING = 2  # letters
_LARGE = 500  # shapes of words that know a language well enough to tell its short ones
_MOST_FILLED = 4


def asked(text: str) -> bool:
    """Say quickly whether letters of a text may have become question marks."""
    return len(_INSIDE_WORDS.findall(text)) >= _HITS and len(_ASKED_INSIDE.findall(text)) >= _HITS


class Words:
    """Known whole words, found by what is left of them when everything beyond ASCII is lost."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_shape: defaultdict[str, set[str]] = defaultdict(set)
        for word in words:
            if not word.isascii() and "\ufffd" not in word and not _UNSPACED.search(word):
                self._by_shape[_shape(word)].add(word)
        self._all = frozenset().union(*self._by_shape.values())
        self.large = len(self._by_shape) >= _LARGE

    def like(self, shape: str) -> set[str]:
        """Give the words of a shape, in the case of its first letter; in both cases where that is lost."""
        found = set(self._by_shape.get(shape, ()))
        if shape[:1].isupper():
            lower = self._by_shape.get(shape[0].lower() + shape[1:], set())
            found |= {word[0].upper() + word[1:] for word in lower}
        if shape[:1] == "\0":
            found |= {other + word[1:] for word in set(found) for other in (word[0].lower(), word[0].upper())}
        return found

    def fitting(self, holed: str, hole: str, *, goes_on: bool) -> set[str]:
        """Give the words that fit a word with holes: a letter may have left one hole, or one for each of its bytes.

        `goes_on`: the word stands inside a sentence, where only names have capitals.
        """
        found = self.like(holed.replace(hole, "\0"))
        runs = re.findall(re.escape(hole) + "+", holed)
        if any(len(run) > 1 for run in runs):
            shape = re.sub(re.escape(hole) + "+", "\0", holed)
            found |= {word for word in self.like(shape) if _bytes_fit(word, shape, runs)}
        if holed.startswith(hole) and goes_on:
            found = {word for word in found & self._all if word[0].islower()} or found
        return found


def _bytes_fit(word: str, shape: str, runs: list[str]) -> bool:
    letters = [char for char, left in zip(word, shape, strict=True) if left == "\0"]
    return all(len(run) == len(char.encode()) for char, run in zip(letters, runs, strict=True))


def _shape(word: str) -> str:
    return "".join(char if char.isascii() else "\0" for char in word)


def by_place(text: str, reference: str) -> Iterator[Repair]:
    """Yield suggestions for signs that were lost between words, where the counterpart has as many on the same line."""
    lines, others = text.split("\n"), reference.split("\n")
    if len(lines) != len(others):
        return
    code = protected(text)
    at = 0
    for line, other in zip(lines, others, strict=True):
        holes = [match for match in _ALONE.finditer(line) if at + match.start() not in code] if "\ufffd" in line else []
        signs = _SIGNS.findall(other) if holes else []
        if holes and len(holes) == len(signs) and all(sign.isprintable() for sign in signs):
            for hole, sign in zip(holes, signs, strict=True):
                edit = Edit(Span(at + hole.start(), at + hole.end()), sign)
                why = "the counterpart has this sign at the same place"
                yield Repair(edit, "replacement-character", "a sign was lost", "unsafe", 0.8, why)
        at += len(line) + 1


def refill(text: str, words: Words, model: Plausible) -> Iterator[Repair]:
    """Yield the repairs of words that lost letters to U+FFFD, or several to question marks."""
    code = protected(text)
    if "\ufffd" in text:
        for match in _HOLED.finditer(text):
            if "\ufffd" in match[0] and match.start() not in code and not _UNSPACED.search(match[0]):
                yield from _filled(match, words, model)
    if "?" in text:
        matches = [match for match in _ASKED.finditer(text) if match.start() not in code]
        yield from _answered([(match, words.fitting(match[0], "?", goes_on=False)) for match in matches], model)


def _answered(known: list[tuple[re.Match[str], set[str]]], model: Plausible) -> Iterator[Repair]:
    """Yield the repairs of words with question marks, if enough of them are known words."""
    hits = sum(len(found) == 1 and not match[0].endswith("?") for match, found in known)
    for match, found in known if hits >= _HITS else ():
        word = next(iter(found)) if len(found) == 1 else _guessed(match[0].replace("?", "\0"), model)
        if word is None:
            continue
        shape = re.sub(r"\?+", "\0", match[0])
        sure = len(found) == 1 and hits >= _MANY and len(word) >= _LEAST_ASKED and _settled(shape, word, model)
        safety: Safety = "safe" if sure else "unsafe"
        edit = Edit(Span(*match.span()), word)
        why = f"{hits} known words of this page lost letters to question marks"
        yield Repair(edit, "mojibake", "letters replaced by question marks", safety, 0.95 if sure else 0.8, why)


def _filled(match: re.Match[str], words: Words, model: Plausible) -> Iterator[Repair]:
    """Yield the repair of one word with U+FFFD in it."""
    holed = match[0]
    letters = sum(char != "\ufffd" for char in holed)
    if letters < 1 or any(len(hole) > _MOST_FILLED for hole in _HOLES.findall(holed)):
        return
    goes_on = _GOES_ON.search(match.string, max(0, match.start() - 4), match.start()) is not None
    known = words.fitting(holed, "\ufffd", goes_on=goes_on)
    least = _LEAST_WORD - 1 if words.large and letters > 1 else _LEAST_WORD
    safety: Safety
    if len(known) == 1 and letters + 1 >= least and _settled(_HOLES.sub("\0", holed), min(known), model):
        word, safety, confidence, why = known.pop(), "safe", 0.95, "the only known word of this shape"
    else:
        guess = _chosen(known, model) or _guessed(_HOLES.sub("\0", holed), model)
        if guess is None:
            return
        word, safety, confidence, why = guess, "unsafe", 0.6, "the letters that the language likes best here"
    edit = Edit(Span(*match.span()), word)
    yield Repair(edit, "replacement-character", "a letter was lost", safety, confidence, why)


def _settled(shape: str, word: str, model: Plausible) -> bool:
    """Say whether one known word is proof. Endings bend: there another form may be meant, and the language decides."""
    return "\0" not in shape[-_ENDING:] or _guessed(shape, model) == word


def _chosen(known: Collection[str], model: Plausible) -> str | None:
    """Choose the known word that the language likes best, if several fit."""
    return min(known, key=lambda word: (model.text(f" {word} "), word)) if model.known and known else None


def _guessed(shape: str, model: Plausible) -> str | None:
    """Fill the holes of a word with the letters that cost least, if nothing else comes near."""
    candidates = [char for char in sorted(model.alphabet) if char.islower() and model.char(char) <= 9]
    inside = shape[0] != "\0" and shape[-1] != "\0" and all(char.isascii() or char in model.alphabet for char in shape)
    if not model.known or not inside or shape.count("\0") > 2 or not 0 < len(candidates) <= 60:
        return None
    made = [shape]
    for _ in range(shape.count("\0")):
        made = [word.replace("\0", char, 1) for word in made for char in candidates]
    ranked = sorted((model.text(f" {word} "), word) for word in made)
    clear = len(ranked) == 1 or ranked[1][0] - ranked[0][0] >= _CLEAR
    return ranked[0][1] if clear and unicodedata.is_normalized("NFC", ranked[0][1]) else None
