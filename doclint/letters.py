"""Owns the quick reading of runs of letters: most text is cut at blanks by the interpreter, and hardly any by patterns.

Bytes of UTF-8 are put in place of one another in no time, and those of ASCII stand for nothing else there.
"""

from codecs import utf_16_le_encode

from doclint.regex import regex

_RUN = regex(r"[^\W\d_]+")


def table(kept: str = "", ends: str = "") -> bytes:
    """Give what is put in place of each byte: a line end for those of `ends`, a blank for what is no letter.

    Letters, what is not ASCII, and what is `kept` stay.
    """
    stay = {sign for sign in range(256) if sign > 127 or chr(sign).isalpha() or chr(sign) in kept}
    return bytes(sign if sign in stay else 10 if chr(sign) in ends else 32 for sign in range(256))


_LETTERS = table()


def spread(text: str, put: bytes) -> str:
    """Give a text with other signs in the places of those of ASCII, as a `table` says."""
    return text.encode("utf-8", "surrogatepass").translate(put).decode("utf-8", "surrogatepass")


def upper_halves(text: str) -> bytes:
    """Give the upper half of each code unit of a text in UTF-16: they tell scripts apart."""
    return utf_16_le_encode(text, "surrogatepass")[0][1::2]  # `encode` would load a module to find it


def runs(text: str) -> list[str]:
    r"""Give the runs of letters of a text, in order, as a search for `[^\W\d_]+` does."""
    found = spread(text, _LETTERS).split()
    if text.isascii() or "".join(found).isalpha():
        return found
    return [run for piece in found for run in ((piece,) if piece.isalpha() else _RUN.findall(piece))]
