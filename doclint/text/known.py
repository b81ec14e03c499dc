"""Owns known whole words, found by what is left of them when everything beyond ASCII is lost."""

import re
from collections import defaultdict
from collections.abc import Iterable

from doclint.regex import regex

UNSPACED = regex("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


class Words:
    """Known whole words, found by what is left of them when everything beyond ASCII is lost."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_shape: defaultdict[str, set[str]] = defaultdict(set)
        for word in words:
            if not word.isascii() and "\ufffd" not in word and not UNSPACED.search(word):
                self._by_shape[_shape(word)].add(word)

    def like(self, shape: str) -> set[str]:
        """Give the words of a shape, in the case of its first letter; in both cases where that is lost."""
        found = set(self._by_shape.get(shape, ()))
        if shape[:1].isupper():
            lower = self._by_shape.get(shape[0].lower() + shape[1:], set())
            found |= {word[0].upper() + word[1:] for word in lower}
        if shape[:1] == "\0":
            found |= {other + word[1:] for word in set(found) for other in (word[0].lower(), word[0].upper())}
        return found

    def fitting(self, holed: str, hole: str) -> set[str]:
        """Give the words that fit a word with holes: a letter may have left one hole, or one for each of its bytes."""
        found = self.like(holed.replace(hole, "\0"))
        runs = re.findall(re.escape(hole) + "+", holed)
        if any(len(run) > 1 for run in runs):
            shape = re.sub(re.escape(hole) + "+", "\0", holed)
            found |= {word for word in self.like(shape) if _bytes_fit(word, shape, runs)}
        return found


def _bytes_fit(word: str, shape: str, runs: list[str]) -> bool:
    letters = [char for char, left in zip(word, shape, strict=True) if left == "\0"]
    return all(len(run) == len(char.encode()) for char, run in zip(letters, runs, strict=True))


def _shape(word: str) -> str:
    return "".join(char if char.isascii() else "\0" for char in word)
