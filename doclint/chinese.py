"""Owns the question whether a text in Chinese characters is Chinese, where Japanese is expected."""

from doclint.regex import regex

_LEAST = 10  # ideographs
KANA = regex(r"[\u3040-\u30ff]")
_IDEOGRAPH = regex(r"[\u4e00-\u9fff]")
# What code, links, tags, titles and quotations hold is no text of the page's own.
_NOISE = regex(
    r"`[^`\n]*`|!?\[[^\[\]]*\](?:\([^()]*\)|\[[^\]]*\])|<[^<>]*>"
    r"|「[^」]*」|『[^』]*』|《[^》]*》|[\"“][^\"”\n]*[\"”]|（[^）]*）|\([^()]*\)"
)
# What holds Chinese sentences together and stands in no Japanese compound of the same characters; 了 and 是 do in few.
_HOLDING = regex(
    r"[们們你您她这這哪吗嗎么麼呢很没让還还为从对个]|可以|如果|或者|以及|因此|但是"
    r"|(?<![完終修魅未満校])了(?![解承])|(?<!国)是(?![非正認])"
)


def has_kana(markdown: str) -> bool:
    """Say whether a text has a sign that nothing but Japanese has."""
    return KANA.search(markdown) is not None


def is_chinese(markdown: str) -> bool:
    """Say whether a paragraph is Chinese rather than Japanese: no kana, and either it says so or is a whole sentence.

    Without kana a Japanese paragraph is a row of nouns: names, titles, addresses.
    """
    if has_kana(markdown) or len(_IDEOGRAPH.findall(markdown)) < _LEAST:
        return False
    text = _NOISE.sub(" ", markdown)
    return len(_IDEOGRAPH.findall(text)) >= _LEAST and ("。" in text or _HOLDING.search(text) is not None)
