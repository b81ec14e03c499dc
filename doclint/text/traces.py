"""Owns the quick look that proves of most pages that nothing on them is damaged, so that nobody has to look closer.

Damage leaves traces among the characters beyond ASCII: those that nobody sees or writes, and two beside each other that
a code page makes of UTF-8. What is said here to have none needs no repair; what has some may be whole all the same.
"""

from functools import lru_cache
from unicodedata import category

from doclint.regex import regex

HITS = 2
"""Question marks inside words that make a loss likely."""
LEAST_TOLD = 3
"""Letters of the words that pages tell each other."""
INSIDE_WORDS = regex(r"\?(?<=[A-Za-z]\?)\??[a-z]")
_ASKED_INSIDE = regex(r"(?<![\w/?=&.%#:-])[A-Za-z]+\?{1,2}[a-z]+(?![\w/=&%])")
_GLUED = regex(r"[^\x00-\x7f](?<=[A-Za-z].)(?=[a-z])")
# An entity that was escaped twice.
TWICE = regex(r"&(?:amp;){1,3}(?P<entity>(?:#\d{2,6}|#x[0-9A-Fa-f]{2,5}|[A-Za-z]{2,8}\d{0,2});)")

_CONTROLS = b"\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0e\x0f" + bytes(range(0x10, 0x20)) + b"\x7f"
# ASCII becomes blanks, of which control characters that no text has stand out.
_RUNS = bytes(byte if byte > 0x7F else 1 if byte in _CONTROLS else 32 for byte in range(256))
_ASCII = bytes(byte for byte in range(0x80) if byte not in _CONTROLS)

Ranges = tuple[tuple[int, int], ...]
# What is hidden, lost, an accent apart, or becomes another character when it is composed; ASCII that is a control is 1.
_NEVER: Ranges = (
    (0x01, 0x01), (0x80, 0x9F), (0x300, 0x36F), (0x61C, 0x61C), (0x180E, 0x180E), (0x200B, 0x200F), (0x2028, 0x202E),
    (0x2060, 0x206F), (0x2126, 0x2126), (0x212B, 0x212B), (0x3099, 0x309A), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB),
    (0xFFFD, 0xFFFD), (0xE0000, 0xE007F),
)  # fmt: skip
# Ideographs and half-width kana, which an East Asian encoding may have made of bytes of UTF-8.
_EAST: Ranges = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0xFF61, 0xFF9F), (0x2F800, 0x2FA1F))
# Letters of other scripts that code pages have: nearly every word of theirs would be damage in another code page.
_FOREIGN: Ranges = ((0x370, 0x6FF), (0xE00, 0xE7F), (0x1F00, 0x1FFF), (0xFB1D, 0xFB4F))
# What of it code pages really have, which leaves out the figures of Persian.
_CODED: Ranges = ((0x370, 0x5FF), (0x60C, 0x6D2), (0xE00, 0xE7F), (0x1F00, 0x1FFF), (0xFB1D, 0xFB4F))
# Letters of theirs, Hebrew and Arabic, that no later byte becomes: words of these alone are none of a code page's.
_FIRST_ONLY: Ranges = ((0x5D0, 0x5EA), (0x621, 0x63A), (0x641, 0x652))
# What else the first byte of two, and of more, of a UTF-8 sequence becomes in a family of code pages, and the others.
_WINDOWS = (  # and ISO 8859
    "ÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßĀĂĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻŁŃŅŇŌŐŘŚŞŠŢŨŪŮŰŲŹŻŽƠƯȚ‗",
    "àáâãäåæçèéêëìíîïðñòóôāăąćčďđēėęěğģīįķĺļńņňōŕšź№",
    (
        "\xa0\xad¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿Æ×Øæ÷øĄąČčĐđĒēĢģĨĩĪīĶķĸĻļĽľŁłŊŋŒœŖŗŚśŞşŠšŤťŦŧŪūŸŹźŻżŽžƒȘșˆˇ˘˛˜˝"
        "–—―‘’‚“”„†‡•…‰‹›₪€₯™"
    ),
)
_DOS = (
    "¤¦ªºÃÈÊËÌÍÎÏÐÕãðĂăąčĎďĐđėęěįıŇšŢŪūŮŲųŽž€─┌┘├┬┼═╒╓╔╘╙╚╞╟╠╤╥╦╧╨╩╪╫╬▀▄█▌▐",
    "\xad¯±´µ¶¾ÒÓÔÕ×ÙÚÛÝÞßìõýþÿĒĶķĻļŃńŅņňŌŔŕŠšţŰˇ˘˛˝‗’“∞∩≡≤≥⌠",
    (
        "¡¢£¤¥¦©ª«¬®º»¼½¿ÀÁÂÄÅÆÇÉÑÖ×ØÜàáâäåæçèéêëìíîïñòóôöøùúûüÿĀāĄąĆćČčēĖĘęĚĞğĢģĪīĮİıĹĺĽľŁłōŐőŖŗŚśŞşŠŤťůŹźŻżŽž"
        "ƒ”₧⌐│┐┤║╕╖╗╛╜╝╡╢╣░▒▓"
    ),
)
_MACINTOSH = (
    "\xa0¤«¬»ÀÃÕ÷ÿĞğİıńŇňŌōŐőŒœŔŕŖŘřŞşŸƒ–—―‘’“”„…‹›⁄€№∆√≈◊ﬁﬂ",
    "\uf8ff·ÁÂÈÊËÌÍÎÏÒÓÔÙÚÛŗŚśŠšŤťŪūŮůŰŽž‚„‡‰",
    ("¢£¥¦§¨©ª®°±²³´µ¶·¹º½ÄÅÆÇÉÑÖØÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüĀāĄąĆćČčĎďĒēĖėĘęĚěģĪīĮįĶĹĺĻļĽľłŅŹź†•‰€™∂∏∑∞∫≠≤≥"),
)
# A drawn line: DOS shows so a first byte of UTF-8 that a second one follows, but no text has two of these in turn.
_DRAWN = regex("(?:\u2500{2,}|\u2550{2,})[\u2510\u2518\u2524\u2557\u255d\u2563]")
_FAMILIES = tuple(tuple(map(frozenset, family)) for family in (_WINDOWS, _DOS, _MACINTOSH))
_LEADS = frozenset().union(*(two | more for two, more, _ in _FAMILIES))

_IS_TRACE, _IS_EAST, _IS_FOREIGN, _IS_LEAD, _IS_JOINER = 1, 2, 4, 8, 16
_JOINER = "\u200d"


def untouched(text: str, *, counterpart: bool = False, raw: bytes | None = None) -> bool:
    """Prove that nothing in a text is damaged, whatever its language and the other pages in it.

    `raw` is the text in UTF-8 where that is at hand. Where a `counterpart` is to be heard, too, more is a trace: it may
    show what stood where a part was lost. Nothing is said of letters that became question marks, which other pages tell
    of: see `asked`. False proves nothing.
    """
    try:
        data = text.encode() if raw is None else raw
    except UnicodeEncodeError:  # bytes that are no UTF-8
        return False
    kinds = _kinds(data.translate(_RUNS, _ASCII).decode())
    if kinds & _IS_TRACE:
        return False
    # Without a first byte of a sequence there is no damage; only a counterpart tells of one that was lost.
    east = bool(kinds & _IS_EAST)
    if (kinds or counterpart) and not all(_plain(run, counterpart, east) for run in _runs(data)):
        return False
    if east and glued(text):
        return False
    return not ("&" in text and "&amp;" in text and TWICE.search(text))


def glued(text: str) -> list[str]:
    """Give the ideographs that stand alone in the middle of a word, where none has its place."""
    return [char for char in _GLUED.findall(text) if "\u3400" <= char <= "\u9fff"]


def _runs(data: bytes) -> set[bytes]:
    """Give what stands between characters of ASCII in UTF-8, at the speed of bytes."""
    return set(data.translate(_RUNS).split())


def _kinds(chars: str) -> int:
    """Say, by bits, of what kinds some characters are."""
    kinds = 0
    for char in set(chars):
        kinds |= _kind(char)
    return kinds


@lru_cache(maxsize=65536)
def _kind(char: str) -> int:
    if char == _JOINER:
        return _IS_JOINER
    kinds = _IS_TRACE if _any_of(char, _NEVER) else 0
    kinds |= _IS_EAST if _any_of(char, _EAST) else 0
    kinds |= _IS_FOREIGN if _any_of(char, _FOREIGN) else 0
    return kinds | (_IS_LEAD if char in _LEADS else 0)


def has_letters(text: str) -> bool:
    """Say quickly whether a text may have letters beyond ASCII."""
    try:
        return any(map(_lettered, _runs(text.encode())))
    except UnicodeEncodeError:
        return True


@lru_cache(maxsize=4096)
def _lettered(run: bytes) -> bool:
    return any(map(str.isalpha, run.decode()))


def asked(text: str) -> bool:
    """Say quickly whether letters of a text may have become question marks."""
    if text.count("?") < HITS or len(INSIDE_WORDS.findall(text)) < HITS:
        return False
    return len(_ASKED_INSIDE.findall("\n".join(line for line in text.split("\n") if "?" in line))) >= HITS


@lru_cache(maxsize=4096)
def _plain(run: bytes, counterpart: bool, east: bool) -> bool:
    """Say whether what stands between two characters of ASCII has no trace of damage; a site uses few such runs.

    `east` says that some character of the text may be what an East Asian encoding made: so may all others then, and be
    it one alone, as the blank that became `혻`.
    """
    chars = run.decode()
    kinds = _kinds(chars)
    if east and _reads_as_utf8(chars):
        return False
    if kinds & _IS_TRACE or len(chars) == 1:
        return not kinds & (_IS_TRACE | _IS_JOINER)
    if kinds & _IS_JOINER:
        return kinds == _IS_JOINER and _joins_emoji(chars)
    return not (kinds or counterpart) or not _misread(chars, thinned=counterpart)


def _joins_emoji(run: str) -> bool:
    """Say whether every joiner of a run stands beside an emoji, of which it makes another."""
    sides = ((run[max(0, at - 1) : at], run[at + 1 : at + 2]) for at, char in enumerate(run) if char == _JOINER)
    return all(any(side >= "\U0001f000" and category(side) == "So" for side in both) for both in sides)


def _reads_as_utf8(run: str) -> bool:
    """Say whether the bytes of a run in an East Asian encoding are UTF-8: only as a whole is it read back."""
    from doclint.text.channels import MULTIBYTE, Multibyte

    return any(back is not None for codec in MULTIBYTE for back in Multibyte(codec).back_all([run]))


def families(text: str) -> frozenset[int]:
    """Give the families of code pages (Windows and ISO 8859, DOS, Macintosh, from 0) that may have made a part."""
    chars = set(text)
    if _any_of(text, _NEVER + _CODED):
        return frozenset(range(len(_FAMILIES)))
    return frozenset(
        number
        for number, (two, more, others) in enumerate(_FAMILIES)
        if not others.isdisjoint(chars) and not (two.isdisjoint(chars) and more.isdisjoint(chars))
    )


def doubtful(run: str) -> bool:
    """Say whether characters that stand together may be UTF-8 that was read through a code page, composed or not."""
    return _any_of(run, _NEVER) or _misread(run, thinned=False)


def _misread(run: str, *, thinned: bool) -> bool:
    """Say whether composed characters may be UTF-8 that was read through a code page, if `thinned` without some."""
    if _any_of(run, _FOREIGN):
        return not all(_any_of(char, _FIRST_ONLY) for char in set(run))
    if not thinned and ("\u2500" in run or "\u2550" in run):
        run = _DRAWN.sub(" ", run)
    chars = set(run)
    for two, more, others in _FAMILIES:
        if others.isdisjoint(chars) or (two.isdisjoint(chars) and more.isdisjoint(chars)):
            continue
        for first, second, third in zip(run, run[1:], run[2:] + " ", strict=False):
            if second in others and (first in two or (first in more and (thinned or third in others))):
                return True
    # DOS made a soft hyphen of the first byte of an emoji, which may have been lost.
    return thinned and any(_FAMILIES[1][2].issuperset(run[at : at + 3]) for at in range(len(run) - 2))


def _any_of(run: str, stretches: Ranges) -> bool:
    return any(first <= code <= last for code in map(ord, set(run)) for first, last in stretches)
