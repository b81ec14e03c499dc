"""Owns the question whether a paragraph is in a third language: neither its page's nor its source's."""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache

from doclint.chinese import KANA, has_kana, is_chinese
from doclint.language import SCRIPTS, base, detected, function_words, prose_of, tabled, votes, words
from doclint.letters import upper_halves
from doclint.regex import regex

_LEAST_LETTERS = 20  # in a script of its own
_MOST, _HARDLY = 0.7, 0.05  # of the letters
# What may be a letter of one of the scripts: none of their letters stands elsewhere in Unicode.
_OTHER_SCRIPT = regex("[^\x00-\u036f\u2000-\u27ff\ufe00-\uffff\U00010000-\U0010ffff]")
# The upper halves of all code units of UTF-16 among which none of these stands.
_NONE_OTHER = bytes((*range(0x03), *range(0x20, 0x28), *range(0xD8, 0xE0), 0xFE, 0xFF))
# Of the languages that share letters, the one that most text in them is written in; langdetect tells the others.
_OF_SCRIPT = ("ko", "ja", "zh", "ru", "el", "ar", "he", "hi", "th", "bn", "te", "ta")
_CYRILLIC = ("ru", "uk", "bg")
_LEAST_VOTES = 2
_LONG = 10  # words of a paragraph that few votes decide
_MOST_ASKED = 300  # paragraphs of a page
_LEAST_WORDS = 12  # of a language that no table of words knows
# Everyday words of a language that speak for another one in its table (Dutch): they are no sign of a stranger.
_HOMOGRAPHS = {"es": "de en", "fr": "de en", "pt": "de", "gl": "de en", "ca": "de en"}
_LATIN = ("cs", "sv", "da", "fi", "hu", "ro", "tr", "vi", "id", "ca", "hr", "sk", "no")


def third_languages(paragraphs: Iterable[str], own: str, source: str) -> Iterator[str | None]:
    """Yield for each paragraph its language where that is neither `own` nor `source`, None where that is not sure.

    Letters decide where they can. Among languages in Latin letters the words that hold sentences together must speak
    for another language, and langdetect agree; and where hardly a word speaks for its own, langdetect alone is asked.
    It takes its time, so of a page's paragraphs only the first few hundred in doubt are given to it.
    """
    own, source = base(own), base(source)
    asked = 0
    paragraphs = tuple(paragraphs)
    among_kana = own == "ja" and source != "zh" and any(map(has_kana, paragraphs))
    for markdown in paragraphs:
        told, in_own_letters = None, False
        if not markdown.isascii() and _is_of_other_script(markdown):
            text = prose_of(markdown)
            told = "zh" if among_kana and is_chinese(markdown) else _of_script(text, own, source)
            in_own_letters = own in SCRIPTS and len(re.findall(SCRIPTS[own], text)) > _HARDLY * len(text)
        if told is None and not in_own_letters and asked < _MOST_ASKED:
            found = words(markdown)
            likely, others = _likely(found, own, source)
            if likely:
                asked += 1
                told = detected(" ".join(found), (own, source, *others, *likely))
                told = told if told in likely else None
        yield told


def _is_of_other_script(text: str) -> bool:
    return bool(upper_halves(text).translate(None, _NONE_OTHER)) and _OTHER_SCRIPT.search(text) is not None


def _likely(found: Sequence[str], own: str, source: str) -> tuple[Sequence[str], Sequence[str]]:
    """Give the languages that words may be in, besides those that are expected, and what else to tell them from."""
    mine, known, strange = _tables(own, source)
    telling = [word for word in found if word in strange]
    least = _LEAST_VOTES if len(found) >= _LONG else _LEAST_VOTES + 1
    others = [code for code in tabled() if code not in (own, source)] if len(telling) >= least else []
    likely = [
        code for code in others if (count := votes(telling, code)) >= least and count > _against(found, code, known)
    ]
    if likely:
        return likely, ()
    if len(found) < _LEAST_WORDS or not function_words(own):
        return (), ()
    if sum(map(mine.__contains__, found)) > _HARDLY * len(found):
        return (), ()
    return ((), ()) if votes(found, source) > _HARDLY * len(found) else (_LATIN, tabled())


@cache
def _tables(own: str, source: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Give the function words of a page's language, those that are expected on it, and those of all other languages."""
    mine = function_words(own) | frozenset(_HOMOGRAPHS.get(own, "").split())
    known = mine | function_words(source)
    return mine, known, frozenset().union(*map(function_words, tabled())) - known


def _against(found: Sequence[str], language: str, known: AbstractSet[str]) -> int:
    """Count the function words of the languages that are expected, but for those that another language has, too."""
    expected = known - function_words(language)
    return sum(word in expected for word in found)


def _of_script(text: str, own: str, source: str) -> str | None:
    """Give the language whose letters a text is written in, where these are neither its page's nor its source's."""
    letters = [char for char in text if char.isalpha()]
    if len(letters) < _LEAST_LETTERS:
        return None
    if own == "ja" and source != "zh" and not has_kana(text) and _share(text, "zh", letters) >= _MOST:
        return "zh"
    if any(_share(text, code, letters) > _HARDLY for code in (own, source) if code in SCRIPTS):
        kana = own == "zh" and source != "ja" and len(KANA.findall(text)) >= _HARDLY * len(letters)
        return "ja" if kana and _share(text, "ja", letters) >= _MOST else None
    for code in _OF_SCRIPT:
        if _share(text, code, letters) >= _MOST:
            if code == "ja" and not has_kana(text):
                continue
            return (detected(text, _CYRILLIC) or code) if code == "ru" else code
    return None


def _share(text: str, language: str, letters: list[str]) -> float:
    return len(re.findall(SCRIPTS[language], text)) / len(letters)
