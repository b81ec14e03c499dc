"""Owns the question which literals are prose, that a translator may put into another language, and which are not."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Container
from functools import lru_cache

from doclint.regex import regex

# Keys, attributes and arguments whose value is written for people, and what the names of more of them end in.
_HUMAN = frozenset(
    """alt aria-label aria-description caption description details heading help hint label labels legend message note
    placeholder summary subtitle tagline text title tooltip question answer lead excerpt prompt greeting
    tableofcontents linktext headline header_title displayname display_name label_name page_title linklabel
    name author content desc prev next prevtext nexttext sub_title bio comment message_text subject body""".split()
)
_HUMAN_ENDINGS = ("label", "title", "message", "placeholder", "tooltip", "description", "caption", "heading", "text")
_NO_TEXT = ("context", "plaintext", "fulltext", "hypertext", "ciphertext")
_HTML = r"(?:a|b|i|p|u|s|br|hr|li|ul|ol|em|h[1-6]|div|span|code|pre|img|strong|table|t[rdh]|body|head|html|script)\b"
PLACEHOLDER = regex(
    rf"<(?!{_HTML})[^\x00-@\[-`{{-\xbf][^<>\n=\"'/]{{0,60}}>|\[[A-Z][A-Z _-]+\]|\{{\{{[A-Za-z_ -]+\}}\}}"
)
# Words that say "put your own here"; `\b` does not see underscores.
_YOURS = regex(r"(?:^|[^A-Za-z])(?:your|my|some|example|foo|bar|todo|change-?me|xxx+)(?:$|[^A-Za-z])", re.IGNORECASE)
_YOURS_CAMEL = regex(r"(?:^|[^A-Za-z])(?:my|your)[A-Z]")
_YOURS_WORDS = frozenset("some example foo bar todo change changeme".split())
_LOWER = regex(r"[a-z]+")
_URL = regex(r"[A-Za-z][A-Za-z+.-]{0,30}://[^\s\"'<>`]+|\bwww\.[^\s\"'<>`]+")
_WORD = regex(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# One word that a person reads: capitalised or with accents, perhaps with a mark behind it.
_SPOKEN_WORD = regex(r"[¿¡\"“«(]*[^\W\d_]+(?:['’-][^\W\d_]+)*[ \u00a0\u202f]?[!?.…:,;\"”»)]*")
_HOLE = regex(r"\$?\{[^{}]*\}|%[sdf]")
_LOCALE = regex(r"(?<=/)[a-z]{2}(?:[-_][A-Za-z]{2,4})?(?=/|$)|\b[a-z]{2}\.(?=wikipedia\.|wiktionary\.)")
_TECHNICAL = regex(
    r"(?P<url>[A-Za-z][A-Za-z+.-]{0,30}://[^\s\"'<>`)]+)"
    r"|(?P<hole>\$\{[^{}]*\}|\{\{[^{}]*\}\}|\{[^{}\s]*\}|%\(\w+\)[sdifr]|%[-+0]?\d*(?:\.\d+)?[sdfrx]\b|\$[A-Za-z_]\w*)"
    r"|(?P<code>`[^`\s]+`|(?<!\S)--?[A-Za-z][\w-]*|[\w-]{1,100}_[\w-]+|(?<![\w/])\.{0,2}/[\w.-]+(?:/[\w.-]*)*"
    r"|[\w-]{1,100}(?:/[\w.-]{1,100}){1,30}\.\w+|\b[\w-]{1,100}\.(?:js|jsx|ts|tsx|py|json|ya?ml|toml|md|mdx|html|css|txt|csv|sh|go|rs|java|vue|png|jpg|svg)\b)"
    r"|(?P<number>\d{1,3}(?:[ \u00a0\u202f]\d{3})+\b|\d[\d.,]*)"
)
_SQL = regex(r"\s*(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|ALTER|DROP)\s+[\w*\"(]")
_FLAG = regex(r"(?:^|\s)--?[A-Za-z]")
# Other scripts than Latin. A regular expression takes each of these sixty thousand in hand when it is compiled.
_WIDE = (("\u0400", "\u1fff"), ("\u2e80", "\ud7af"), ("\uf900", "\ufaff"))
_MARKS = frozenset("! ? : ; » « !! ...".split())
_ESCAPE = regex(r"\\[nrt]")
_TAGS = regex(r"</?[A-Za-z][^<>]*>")
_NUMBERED = regex(r"[A-ZÀ-ÞА-Я][^\W\d_]+(?: (?:\d+|[A-Z]))+|(?:\d+|[A-Z]) [^\W\d_]{3,}")
_REGEX = regex(r"\\[dwsDWSb]|\[\^|\(\?|\.\*|\\\.")


def for_people(role: str) -> bool:
    """Say whether the value of a key, attribute or argument, in lower case, is for people: `closebuttonlabel`."""
    return role in _HUMAN or (role.endswith(_HUMAN_ENDINGS) and not role.endswith(_NO_TEXT))


@lru_cache(maxsize=8192)
def is_prose(text: str) -> bool:
    """Say whether a literal's content is written for people: several words, most of it letters, nothing of a command.

    A word alone is not enough, as it may be a key, an id or a mode; other scripts than Latin are always prose.
    """
    if _SQL.match(text) or _REGEX.search(text):
        return False
    bare = _URL.sub(" ", PLACEHOLDER.sub(" ", _TAGS.sub(" ", _ESCAPE.sub(" ", text))))
    if is_wide(bare) or _NUMBERED.fullmatch(bare.strip()):
        return True
    chunks = [chunk for chunk in _HOLE.sub(" ", bare).split() if any(char.isalnum() for char in chunk)]
    words = [chunk for chunk in chunks if _SPOKEN_WORD.fullmatch(chunk.strip("()[]*_`'#-"))]
    if _FLAG.search(bare) and len(words) < 4:
        return False
    return len(words) >= 2 and 2 * len(words) >= len(chunks)


def is_wide(text: str) -> bool:
    """Say whether there is a letter of another script than Latin."""
    return not text.isascii() and any(first <= char <= last for char in set(text) for first, last in _WIDE)


# What source pages show a second language with; other codes of two letters are too often something else.
_DEMO_LANGUAGES = frozenset("en zh fr de es ja pt ko ru ar he".split())
_LOCALE_CODE = regex(r"([a-z]{2,3})(?:[-_][A-Za-z]{2,4})?")


def same_locale(source: str, translation: str, language: str) -> bool:
    """Say whether a demo that spoke of English, or of another language, now speaks of the page's: `zh` became `es`."""
    left, right = _LOCALE_CODE.fullmatch(source), _LOCALE_CODE.fullmatch(translation)
    own = language.lower().replace("_", "-").partition("-")[0]
    return bool(left and right and left[1] in _DEMO_LANGUAGES and right[1] == own)


def is_word(text: str) -> bool:
    """Say whether a literal is one word as people write it: a capital first, an accent or a sentence's mark."""
    text = _ESCAPE.sub(" ", text)
    text = re.sub(r"(?:^|\s)[^\w\s]+(?=\s|$)", "", _HOLE.sub("", text)).strip()
    if not _SPOKEN_WORD.fullmatch(text):
        return False
    return text[0].isupper() or not text.isascii() or not text[-1].isalpha() or not text[0].isalpha()


def _spoken(text: str) -> bool:
    """Say whether there is at least one word in a literal that people could read."""
    return any(_SPOKEN_WORD.fullmatch(chunk.strip("()[]*_`'#-")) for chunk in _HOLE.sub(" ", text).split()) or is_wide(
        text
    )


def same_but_placeholders(source: str, translation: str) -> bool:
    """Say whether two texts are the same but for what readers are to fill in, such as `<your_name>`."""
    if source == translation:
        return True
    # What is filled in becomes `<>`, which no text without one of these marks can equal.
    return _is_marked(source) and _is_marked(translation) and _blanked(source) == _blanked(translation)


def _is_marked(text: str) -> bool:
    return "<" in text or "[" in text or "{{" in text


@lru_cache(maxsize=8192)
def _blanked(text: str) -> str:
    return PLACEHOLDER.sub("<>", text)


@lru_cache(maxsize=8192)
def yours(text: str) -> bool:
    """Say whether a name says that readers put their own in its place: `YOUR_API_KEY`, `my-app`."""
    if text.isascii() and not any(map(_may_be_yours, _LOWER.findall(text.lower()))):
        return False
    return bool(_YOURS.search(text) or _YOURS_CAMEL.search(text))


def _may_be_yours(part: str) -> bool:
    return part in _YOURS_WORDS or part.startswith(("my", "your", "xxx"))


def same_but_yours(source: str, translation: str) -> bool:
    """Say whether two names or paths are the same but for the parts in which readers put their own, on either side.

    A part that only gained or lost its `my_` is another name.
    """
    if not (yours(source) or yours(translation)) or source.startswith("-"):
        return False
    if any(char.isspace() for char in source + translation):
        return False
    left, right = source.split("/"), translation.split("/")
    return len(left) == len(right) and all(a == b or _own(a, b) for a, b in zip(left, right, strict=True))


def _own(source: str, translation: str) -> bool:
    return (yours(source) or yours(translation)) and source not in translation and translation not in source


@lru_cache(maxsize=8192)
def technical(text: str) -> Counter[tuple[str, str]]:
    """Count what a translator of a sentence leaves alone: addresses, holes, code, numbers (separators do not count)."""
    found: Counter[tuple[str, str]] = Counter()
    for match in _TECHNICAL.finditer(PLACEHOLDER.sub(" ", text)):
        sort, part = match.lastgroup or "", match[0]
        if sort == "url":
            part = _LOCALE.sub("", part).replace("//", "/").rstrip("/.,;:!?")
        elif sort == "number":
            part = re.sub(r"\D", "", part)
        found[sort, part] += 1
    return found


def _same_place(source: str, translation: str) -> bool:
    """Say whether two paths or addresses are the same but for a language's folder or subdomain."""
    return (
        "/" in source
        and "/" in translation
        and without_locale(source).rstrip("/") == without_locale(translation).rstrip("/")
    )


def without_locale(address: str) -> str:
    """Give a path or address without a language's folder or subdomain: `/es/guide/` is `/guide/`."""
    return re.sub(r"(?<!:)/{2,}", "/", _LOCALE.sub("", address))


def same_literal(source: str, translation: str, *, human: bool = False) -> bool:
    """Say whether one literal's content may stand for another's in translation.

    `human` says that it stands where people read it, as the value of `title=` or `label:`.
    """
    if same_but_placeholders(source, translation):
        return True
    joined = "".join(source.split())
    if joined == "".join(translation.split()) and (" " in source.strip() or joined in _MARKS):  # French: `' !'`
        return True
    if _same_place(source, translation) or same_but_yours(source, translation):
        return True
    if not _spoken(translation) or not _kept(source, translation):
        return False
    if is_prose(source) or (human and _spoken(source)):
        return True
    return is_word(source) and _whole(translation)


def _whole(text: str) -> bool:
    """Say whether a literal is words alone, one or several."""
    return is_word(text) or is_prose(text) or bool(_SPOKEN_WORD.fullmatch(text.strip()))


def _kept(source: str, translation: str) -> bool:
    """Say whether a translated sentence keeps what is technical in it; numbers may become words, not other numbers."""
    left, right = technical(source), technical(translation)
    lost, gained = left - right, right - left
    if not lost and not gained:
        return True
    return all(sort == "number" for sort, _ in (*lost, *gained)) and not (lost and gained)


def slip(source: str, translation: str) -> bool:
    """Say whether a word is rather a slip of the pen for another than its translation: one letter, not the last."""
    if not translation.isascii() or len(source) < 4:
        return False
    if len(source) == len(translation):
        return (
            sum(a != b for a, b in zip(source[:-1], translation[:-1], strict=True)) == 1
            and source[-1] == translation[-1]
        )
    shorter, longer = sorted((source, translation), key=len)
    return len(longer) == len(shorter) + 1 and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer) - 1)
    )


def told(source: str, translation: str, words: Container[str]) -> bool:
    """Say whether a word, or each part of a path that differs, is one of `words`, which only the translation says.

    Both texts are compared without accents; a part with digits is an id and no word.
    """
    left, right = source.strip().split("/"), translation.strip().split("/")
    if len(left) != len(right) or left == right or ":" in source:
        return False
    return all(a == b or _said(a, b, words) for a, b in zip(left, right, strict=True))


def _said(source: str, translation: str, words: Container[str]) -> bool:
    stem, dot, ending = source.rpartition(".")
    if dot and stem and translation.endswith(dot + ending):
        source, translation = stem, translation.removesuffix(dot + ending)
    parts, old = re.split(r"[-_ ]", translation), re.split(r"[-_ ]", source)
    new = [part for part in parts if len(part) > 1 and part not in old]
    if not all(part.isalpha() for part in (*parts, *old)) or not new:
        return False
    return all(folded(part) in words for part in new) and folded(source) not in words


@lru_cache(maxsize=8192)
def folded(word: str) -> str:
    """Give a word without case and accents."""
    if word.isascii():
        return word.lower()
    return "".join(char for char in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(char))


def all_folded(words: Collection[str]) -> frozenset[str]:
    """Give words, none of which holds a line end, without case and accents.

    Folded is what stands below each other as one: no letter's folding depends on what stands in another line.
    """
    whole = unicodedata.normalize("NFD", "\n".join(words).casefold())
    if not whole.isascii():
        for char in filter(unicodedata.combining, set(whole)):
            whole = whole.replace(char, "")
    return frozenset(whole.split("\n")) if words else frozenset()


_LETTERS = regex(r"[^\W\d_]+")


def same_but_told(source: str, translation: str, words: Container[str]) -> bool:
    """Say whether two demos differ only in words of `words`: `text <Tag/>` and `texto <Tag/>`, `X=NAME` and `X=NOMBRE`.

    Only markup and values in capitals show by themselves that they stand for what readers fill in.
    """
    pairs = differing_words(source, translation)
    return bool(pairs) and all(folded(b) in words and folded(a) not in words for a, b in pairs)


@lru_cache(maxsize=8192)
def _wordless(text: str) -> str:
    return _LETTERS.sub("x", text)


def differing_words(source: str, translation: str) -> list[tuple[str, str]]:
    """Give the words that two demos have in the same places and that differ; none where they are no such demos."""
    if _wordless(source) != _wordless(translation):
        return []
    pairs = [(a, b) for a, b in zip(_LETTERS.findall(source), _LETTERS.findall(translation), strict=True) if a != b]
    shown = "</" in source or "/>" in source or all(a.isupper() and b.isupper() and len(a) > 3 for a, b in pairs)
    return pairs if shown else []
