"""Owns damage that lost something: characters that were dropped, blanked or replaced on the way.

What was lost cannot be read back; it can only be found again among known characters and words. A candidate counts
where, damaged and thinned in the same way, it gives exactly what stands there. One candidate is proof, several are
suggestions.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from doclint.model import Edit, Safety, Span
from doclint.text.channels import Channel, channels
from doclint.text.plausible import Plausible, marks
from doclint.text.regions import protected
from doclint.text.repairs import Repair

_C1 = re.compile("[\x80-\x9f]")
_RUN = re.compile("[^\x00-\x7f]{2,}")
_HOLED = re.compile(r"(?:[^\W\d_]|\ufffd)+")
_HOLES = re.compile("\ufffd+")
# A question mark inside a word, or at its end where the sentence goes on; addresses are full of them.
_ASKED = re.compile(r"(?<![\w/?=&.%#:-])(?:[A-Za-z]+\?[a-z?]*[a-z](?![\w/=&%])|[A-Za-z]+\?(?= [a-z]))")
_INSIDE_WORDS = re.compile(r"\?(?<=[A-Za-z]\?)[a-z]")
_LOSSES: tuple[Callable[[str], str], ...] = (
    lambda image: image.replace("\xa0", " "),
    lambda image: image.replace("\xad", ""),
    lambda image: _C1.sub("", image),
    lambda image: _C1.sub("?", image),
    lambda image: _C1.sub("\ufffd", image),
)
_CLEAR = 4.0  # nats by which the best word must be ahead of the next
_HITS = 2  # question marks inside known words that prove a loss
_LEAST_WORD = 4
_MOST_FILLED = 4


def _thinned(channel: Channel, chars: Iterable[str]) -> Mapping[str, set[str]]:
    """Give, by what stands there after damage and loss, the characters that it may have been."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for char in chars:
        image = channel.there(char)
        for loss in _LOSSES:
            left = loss(image)
            if left != image and left and not left[0].isascii():
                found[left].add(char)
    return found


def _letters(model: Plausible) -> Iterator[str]:
    """Yield the letters and marks that a page in the language may have lost."""
    yield from (char for char in model.alphabet if model.char(char) <= 10)
    yield from marks()


def asked(text: str) -> bool:
    """Say quickly whether letters of a text may have become question marks."""
    return len(_INSIDE_WORDS.findall(text)) >= _HITS


def lost_something(text: str, reference: str | None) -> bool:
    """Say quickly whether a text shows a loss that its counterpart, or its folder, can tell more about."""
    if "\ufffd" in text or asked(text):
        return True
    if not reference or text.isascii():
        return False
    looks = {left for char in _signs(text, reference) for left in _looks_of(char)}
    return bool(looks) and any(run in looks for run in _RUN.findall(text))


def _signs(text: str, reference: str) -> set[str]:
    """Give the signs that a counterpart shows and a text lacks."""
    return {char for char in set(reference) - set(text) if char > "\u2000" and not char.isalpha()}


@cache
def _looks_of(char: str) -> Mapping[str, str]:
    """Give what damage and loss can have made of a character, with the code page that it was read in."""
    found: dict[str, str] = {}
    for channel in channels():
        for left in _thinned(channel, char):
            found[left] = min(channel.name, found.get(left, channel.name))
    return found


def fill(
    text: str, channel: Channel, damaged: Mapping[int, Iterable[str]], model: Plausible, codec: str
) -> Iterator[Repair]:
    """Yield the repairs of what a proven channel left incomplete on damaged lines, given as runs by line number."""
    table = _thinned(channel, _letters(model))
    sure = {left: min(chars) for left, chars in table.items() if len(chars) == 1}
    if not sure:
        return
    pattern = re.compile("|".join(re.escape(left) for left in sorted(sure, key=lambda left: (-len(left), left))))
    kept = any(_tells(channel, run) for runs in damaged.values() for run in runs)
    code = protected(text)
    at = 0
    for number, line in enumerate(text.split("\n")):
        for match in pattern.finditer(line) if number in damaged else ():
            left, start, before = match[0], at + match.start(), line[: match.start()][-1:]
            whole = channel.sequences.match(line, match.start()) or before in channel.leads
            if whole or start in code or model.bare(left) <= model.char(sure[left]):
                continue
            # A single space may be the next word's own, and what stands before it something else that was lost.
            doubled = left.endswith(" ") and line.startswith(" ", match.end())
            if doubled or ((kept or _tells(channel, left)) and left.rstrip(" ") not in table.keys() - {left}):
                edit = Edit(Span(start, start + len(left)), sure[left])
                why = "only this character looks so when a part of it is lost"
                yield Repair(edit, "mojibake", f"{codec}, and a part was lost", "safe", 0.95, why)
        at += len(line) + 1


def _tells(channel: Channel, run: str) -> bool:
    """Say whether a run kept a byte from 0x80 to 0x9F: they tell a Windows code page from its ISO ancestor.

    Where none is left, all of them may have been lost, and with them whole letters.
    """
    return any(0x80 <= channel.to_byte.get(char, 0) < 0xA0 for char in run)


def from_reference(text: str, reference: str, model: Plausible) -> Iterator[Repair]:
    """Yield the repairs of signs that the counterpart shows, and that damage and loss made of what stands here."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for char in _signs(text, reference):
        for left in _looks_of(char):
            found[left].add(char)
    if not found:
        return
    code = protected(text)
    for match in _RUN.finditer(text):
        chars = found.get(match[0], set())
        if len(chars) != 1 or match.start() in code or match[0] in reference:
            continue
        char = min(chars)
        if model.bare(match[0]) > model.char(char) + 3:
            name = _looks_of(char)[match[0]]
            edit, why = Edit(Span(*match.span()), char), "the counterpart has this sign, and this page lacks it"
            yield Repair(edit, "mojibake", f"UTF-8 read as {name}, and a part was lost", "safe", 0.95, why)


class Words:
    """Known whole words, found by what is left of them when everything beyond ASCII is lost."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_shape: defaultdict[str, set[str]] = defaultdict(set)
        for word in words:
            if not word.isascii() and "\ufffd" not in word:
                self._by_shape[_shape(word)].add(word)

    def like(self, shape: str) -> set[str]:
        """Give the words of a shape, in the case of its first letter."""
        found = set(self._by_shape.get(shape, ()))
        if shape[:1].isupper():
            lower = self._by_shape.get(shape[0].lower() + shape[1:], set())
            found |= {word[0].upper() + word[1:] for word in lower}
        return found


def _shape(word: str) -> str:
    return "".join(char if char.isascii() else "\0" for char in word)


def refill(text: str, words: Words, model: Plausible) -> Iterator[Repair]:
    """Yield the repairs of words that lost a letter to U+FFFD, or several to question marks.

    A word that is known, and is the only one of its shape, is proof; else the letters that the language likes best
    are a suggestion.
    """
    code = protected(text)
    if "\ufffd" in text:
        for match in _HOLED.finditer(text):
            if "\ufffd" in match[0] and match.start() not in code:
                yield from _filled(match, words, model)
    if "?" in text:
        asked = [match for match in _ASKED.finditer(text) if match.start() not in code]
        known = [(match, words.like(match[0].replace("?", "\0"))) for match in asked]
        hits = sum(len(found) == 1 and not match[0].endswith("?") for match, found in known)
        for match, found in known if hits >= _HITS else ():
            word = next(iter(found)) if len(found) == 1 else _guessed(match[0].replace("?", "\0"), model)
            if word is not None:
                edit = Edit(Span(*match.span()), word)
                why = f"{hits} known words of this page lost letters to question marks"
                yield Repair(edit, "mojibake", "letters replaced by question marks", "unsafe", 0.8, why)


def _filled(match: re.Match[str], words: Words, model: Plausible) -> Iterator[Repair]:
    """Yield the repair of one word with U+FFFD in it; a letter may have left one for each of its bytes."""
    holed = match[0]
    letters = sum(char != "\ufffd" for char in holed)
    if letters < 1 or any(len(hole) > _MOST_FILLED for hole in _HOLES.findall(holed)):
        return
    shapes = {holed.replace("\ufffd", "\0"), _HOLES.sub("\0", holed)}
    known = set().union(*(words.like(shape) for shape in shapes))
    safety: Safety
    if len(known) == 1 and letters + 1 >= _LEAST_WORD:
        word, safety, confidence, why = known.pop(), "safe", 0.95, "the only known word of this shape"
    else:
        guess = _guessed(_HOLES.sub("\0", holed), model)
        if guess is None:
            return
        word, safety, confidence, why = guess, "unsafe", 0.6, "the letters that the language likes best here"
    edit = Edit(Span(*match.span()), word)
    yield Repair(edit, "replacement-character", "a letter was lost", safety, confidence, why)


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
