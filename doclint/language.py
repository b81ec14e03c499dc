"""Owns the question in which language a stretch of prose is written.

Function words vote first: they are frequent, short and belong to one language. Where they are silent or at odds,
langdetect decides (Shuyo's n-gram method), with the site's few languages as its only candidates and a fixed seed.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from doclint.letters import spread, table
from doclint.regex import regex

# Words that hold sentences together; none of them is a word of another language in this table with like frequency.
_FUNCTION_WORDS = {
    "en": (
        "the and of is are was with this that these from you your it its be will can which when how we our "
        "they has have not if into than then there their what should would been while about each also more "
        "such where by an at "
    ),
    "es": (
        "el los las una del y es son con por para que como este esta estos estas desde tu su sus se más pero "
        "puede pueden cuando donde también ser está están hay muy sin sobre entre cada porque nos al lo si "
        "debe "
    ),
    "fr": (
        "le les des est sont avec pour dans que qui ce cette ces vous votre nous notre sur pas plus aux du "
        "une par ou peut être comme mais vos leur sans entre chaque elle il où si au ont fait "
    ),
    "de": (
        "der die das und ist sind mit für auf ein eine einen nicht wird werden von zu den dem des sie wir "
        "oder auch wenn als wie kann können bei nach aus über durch ihre sich noch nur zur zum "
    ),
    "pt": (
        "os as uma da dos das e é são com para que como esta você seu sua não mais mas pode podem quando "
        "também ser em no na nos nas ao por um do pela pelo muito isso até sem "
    ),
    "it": (
        "il lo gli le una della dei delle e è sono con per che come questo questa questi tuo si non più ma "
        "può quando anche essere nel nella alla dal sul di ogni senza tra degli "
    ),
    "nl": (
        "de het een en is zijn met voor van dat deze dit op niet worden wordt je uw bij ook als naar door om "
        "kan kunnen "
    ),
    "pl": ("i w na z do nie się jest to że są jak po dla lub przez od można może który która które oraz czy tym "),
}
_WORD = regex(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NOISE = regex(
    r"```.*?```|(?<!\w)\w*+`[^`\n]*`\w*|`[^`\n]*`\w*|<[^<>]*>|\{[^{}]*\}|!?\[[^\[\]]*\](?:\([^()]*\)|\[[^\]]*\])|https?://\S+|[\"“«„][^\"”»“\n]{2,600}[\"”»“]"
    r"|(?<![\w*_])[*_][^*_\n]+[*_](?!\w)|(?<!\w)[*_]{2,3}[^*_\n]{1,40}[*_]{2,3}(?!\w)|&\w+;|(?<!\w)\S[^\s@/\\]{0,300}[@/\\]\S+",
    re.DOTALL,
)
_SIGN = regex(r"[`<{\[\"“«„*_&@/\\]")
_SENTENCES = table(kept="'", ends=".!?:;|()\n")
_LINK = regex(r"(?<!!)\[([^\[\]]*)\](?:\([^()]*\)|\[[^\]]*\])")
_BRACKETED = regex(r"(?<!\])\([^()]*\)")
_COMPOUND = regex(r"[:.#@$]?\b\w++(?:-\w++){2,}")  # a name of several words
_LONG_WORD = 3
_FEW_CAPITALS = 2
SCRIPTS = {
    "ja": r"[\u3040-\u30ff\u4e00-\u9fff]",
    "zh": r"[\u4e00-\u9fff]",
    "ko": r"[\uac00-\ud7af]",
    "ru": r"[\u0400-\u04ff]",
    "uk": r"[\u0400-\u04ff]",
    "be": r"[\u0400-\u04ff]",
    "bg": r"[\u0400-\u04ff]",
    "el": r"[\u0370-\u03ff]",
    "ar": r"[\u0600-\u06ff]",
    "fa": r"[\u0600-\u06ff]",
    "ur": r"[\u0600-\u06ff]",
    "he": r"[\u0590-\u05ff]",
    "hi": r"[\u0900-\u097f]",
    "mr": r"[\u0900-\u097f]",
    "bn": r"[\u0980-\u09ff]",
    "th": r"[\u0e00-\u0e7f]",
    "te": r"[\u0c00-\u0c7f]",
    "ta": r"[\u0b80-\u0bff]",
}
# What quotes or brackets in the scripts of the east hold is no text of the page's own.
_QUOTED_EAST = r"「[^」]*」|『[^』]*』|《[^》]*》|[（）]"
_LEAST_RUN = 40  # code points of a stretch in Latin letters that may be a sentence
_LEAST_WORDS = 7
_SURE = 0.95
_PREVAILING = 0.3  # of the letters in a script
_FEWEST_LEADING, _LEADING = 8, 1.3  # function words, and how many more than the next language has

# Frequent words that some other language has, too: evidence only in a text that stands word for word in the source.
_SHARED_WORDS = {
    "en": (
        "to for or but as on in do does don't no only other some get use using all any here click see my so out up "
        "just make how he she his her make take back after before without than who"
    ),
}
# A heading of fewer words, or with fewer that only the language has, may be a name.
_FEWEST_WORDS, _FEWEST_VOTES = 4, 2


@lru_cache(maxsize=256)
def base(code: str) -> str:
    """Give the language of a tag without region and script: `pt` of `pt-BR`."""
    return code.lower().replace("_", "-").partition("-")[0]


def may_be_tag(name: str) -> bool:
    """Say whether a part of a path may be a language's tag: two letters or three, and those of a region or script."""
    language, mark, region = name.replace("_", "-").partition("-")
    plain = name.isascii() and language.isalpha() and (region.isalpha() or not mark)
    return plain and 2 <= len(language) <= 3 and (not mark or 2 <= len(region) <= 4)


@lru_cache(maxsize=4096)
def words(markdown: str) -> tuple[str, ...]:
    """Give the plain words of a stretch of Markdown: code, addresses, links, quotations and names taken out."""
    found: list[str] = []
    for sentence in spread(_without_noise(markdown, " | "), _SENTENCES).split("\n"):
        said = sentence.split()
        if not "".join(said).isalpha():
            said = [word for piece in said for word in ((piece,) if piece.isalpha() else _WORD.findall(piece))]
        if not said:
            continue
        if not sentence.lstrip()[1:].islower():
            said[1:] = [word.lower() for word in said[1:] if not word[:1].isupper()]  # no name, and no title
        said[0] = said[0].lower()
        found += said
    return tuple(found)


def _without_noise(markdown: str, put: str) -> str:
    """Put something else in place of noise.

    Whatever is noise holds one of a few signs, with neither a blank nor a line end before the first of them.
    """
    pieces: list[str] = []
    at = 0
    while sign := _SIGN.search(markdown, at):
        start = max(at, markdown.rfind(" ", at, sign.start()) + 1, markdown.rfind("\n", at, sign.start()) + 1)
        noise = _NOISE.search(markdown, start)
        if noise is None:
            break
        pieces += (markdown[at : noise.start()], put)
        at = noise.end()
    return "".join((*pieces, markdown[at:])) if pieces else markdown


@cache
def function_words(language: str) -> frozenset[str]:
    """Give the words that hold a language's sentences together, in lower case; none where no table has them."""
    return frozenset(_FUNCTION_WORDS.get(base(language), "").split())


def votes(found: Sequence[str], language: str) -> int:
    """Count the function words of a language in a list of words."""
    return sum(map(function_words(base(language)).__contains__, found))


def language_of(markdown: str, candidates: Sequence[str]) -> str | None:
    """Give the language of a stretch of prose among `candidates`; None where it is too short or too close to call."""
    found = words(markdown)
    if len(found) < _LEAST_WORDS:
        return None
    by_script = _by_script(markdown, candidates)
    if by_script is not None:
        return by_script or None
    counts = {code: votes(found, code) for code in candidates if base(code) in _FUNCTION_WORDS}
    ranked = sorted(counts, key=lambda code: (-counts[code], code))
    if ranked and counts[ranked[0]] >= 3:
        second = counts[ranked[1]] if len(ranked) > 1 else 0
        if counts[ranked[0]] >= 3 * second + 2 and len(counts) == len(candidates):
            return ranked[0]
    return detected(" ".join(found), candidates)


def _by_script(markdown: str, candidates: Sequence[str]) -> str | None:
    """Decide between a language with a script of its own and one in Latin letters; None where that cannot tell."""
    own = [code for code in candidates if base(code) in SCRIPTS]
    latin = [code for code in candidates if base(code) not in SCRIPTS]
    if len(own) != 1 or len(latin) != 1:
        return None
    text = prose_of(markdown)
    letters = sum(char.isalpha() for char in text)
    in_script = len(re.findall(SCRIPTS[base(own[0])], text))
    if in_script > letters * 0.1:
        return own[0]
    return latin[0] if votes(words(markdown), latin[0]) >= 2 else ""


def tabled() -> tuple[str, ...]:
    """Give the languages whose function words are known."""
    return tuple(_FUNCTION_WORDS)


@cache
def known(code: str) -> bool:
    """Say whether anything here can tell text in a language; one that nobody knows looks like its nearest relative."""
    return base(code) in _FUNCTION_WORDS or base(code) in SCRIPTS or _profile(base(code)).is_file()


def prose_of(markdown: str) -> str:
    """Give a stretch of Markdown without code, addresses, links, quotations and emphasised names."""
    return _without_noise(markdown, " ")


def detected(text: str, candidates: Sequence[str]) -> str | None:
    """Give the one of `candidates` that langdetect finds a text surely written in; None where it is not sure."""
    factory = _factory(tuple(sorted({base(code) for code in candidates})))
    if factory is None or len(text) < 30:
        return None
    detector = factory.create()
    detector.append(text)
    try:
        best = detector.get_probabilities()
    except Exception:  # noqa: BLE001  # langdetect raises its own kind where a text has no features
        return None
    if not best or best[0].prob < _SURE:
        return None
    return next((code for code in candidates if base(code) == best[0].lang.split("-")[0]), None)


@cache
def _factory(codes: tuple[str, ...]) -> Any:
    """Load langdetect's profiles of these languages alone: its own loader takes half a second for all fifty-five."""
    from langdetect.detector_factory import DetectorFactory

    found = [profile for profile in map(_profile, codes) if profile.is_file()]
    loaded = [profile.read_text(encoding="utf-8") for profile in found]
    if len(loaded) < 2:
        return None
    factory = DetectorFactory()
    factory.load_json_profile(loaded)
    factory.set_seed(0)
    return factory


def _profile(code: str) -> Any:
    from importlib.resources import files

    return files("langdetect").joinpath("profiles", {"zh": "zh-cn"}.get(code, code))


def reads_as(markdown: str, language: str, against: str = "") -> bool:
    """Say whether a line is surely words of a language, and no name: what stands in brackets is often one.

    `against` is the language that it should be in, for a text that stands word for word in both: words that the two do
    not share count, too, and those of links whose text is a part of the sentence. A title's words are capitals mostly.
    """
    text = _BRACKETED.sub(" ", markdown)
    if not against:
        found = words(text)
        return len(found) >= _FEWEST_WORDS and votes(found, language) >= _FEWEST_VOTES
    if len(words(text)) >= _FEWEST_VOTES:  # something is said around the links
        text = _LINK.sub(r" \1 ", text)
    text = _COMPOUND.sub(" | ", text)
    found = words(text)
    known = _all_words(base(language)) - function_words(against)
    number = sum(word in known for word in found)
    if number < _FEWEST_VOTES or is_titled(text, language):
        return False
    return len(found) >= _FEWEST_WORDS or 2 * number >= len(found) >= _FEWEST_WORDS - 1


def is_titled(markdown: str, language: str) -> bool:
    """Say whether the words that a title writes with capitals are mostly written so, and not the first alone."""
    known = function_words(language)
    shown = _without_noise(_LINK.sub(r" \1 ", _BRACKETED.sub(" ", markdown)), " | ")
    long = [word for word in _WORD.findall(shown) if len(word) >= _LONG_WORD]
    rest: list[bool]
    first, *rest = [word[0].isupper() for word in long if word.lower() not in known] or [False]
    if len(rest) < _FEW_CAPITALS:
        return first and bool(rest) and all(rest)
    return 2 * sum(rest) > len(rest)


@cache
def _all_words(language: str) -> frozenset[str]:
    return function_words(language) | frozenset(_SHARED_WORDS.get(language, "").split())


def latin_runs(markdown: str, language: str) -> list[str]:
    """Give the stretches in Latin letters of a text in a language that has letters of its own."""
    script = SCRIPTS.get(base(language))
    if script is None:
        return []
    parts = re.split(f"{script}|{_QUOTED_EAST}", markdown)
    return [run.strip() for run in parts if len(run) > _LEAST_RUN]


def prevailing(text: str) -> str | None:
    """Give the language that most of a text is written in, by its script and its function words; None if none leads."""
    for code in ("ja", "ko", "zh", "ru", "el", "ar", "he", "hi", "th"):
        letters = sum(char.isalpha() for char in text)
        if letters and len(re.findall(SCRIPTS[code], text)) > _PREVAILING * letters:
            kana = re.search(r"[\u3040-\u30ff]", text) is not None
            return code if code != "ja" or kana else "zh"
    found = words(text)
    counts = sorted(((votes(found, code), code) for code in _FUNCTION_WORDS), reverse=True)
    (most, best), (second, _) = counts[:2]
    return best if most >= _FEWEST_LEADING and most >= _LEADING * second else None
