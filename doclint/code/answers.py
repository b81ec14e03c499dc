"""Owns the comparison of outputs: a message may be translated, what was computed may not change."""

from doclint.code.literal import is_wide
from doclint.record import record
from doclint.regex import regex

_PIECE = regex(r"\S+")
_SPOKEN = regex(r"[¿¡\"'“«(\[]*[^\W\d_]{2,}(?:['’-][^\W\d_]+)*[)\]!?.…:,;\"'”»]*")
_VALUES = frozenset("true false none null nan inf undefined nil yes no ok error warning info debug".split())


@record
class Mismatch:
    """The first piece in which two outputs differ: texts ("" at an end) and offsets into the two texts."""

    source: str
    translation: str
    source_at: int
    translation_at: int


def mismatch(source: str, translation: str) -> Mismatch | None:
    """Find where two outputs differ; None where they are equal but for blanks, or one is the other's translation."""
    left, right = list(_PIECE.finditer(source)), list(_PIECE.finditer(translation))
    if [piece[0] for piece in left] == [piece[0] for piece in right] or "".join(source.split()) == "".join(
        translation.split()
    ):
        return None
    if translated(source, translation):
        return None
    for ours, theirs in zip(left, right, strict=False):
        if ours[0] != theirs[0]:
            return Mismatch(ours[0], theirs[0], ours.start(), theirs.start())
    shorter = min(len(left), len(right))
    ours_text, at = (left[shorter][0], left[shorter].start()) if len(left) > shorter else ("", len(source.rstrip()))
    theirs_text, there = (
        (right[shorter][0], right[shorter].start()) if len(right) > shorter else ("", len(translation.rstrip()))
    )
    return Mismatch(ours_text, theirs_text, at, there)


def translated(source: str, translation: str) -> bool:
    """Say whether an output is a message in another language: the same numbers and names, mostly other words.

    One word changed in a line that stays is no translation.
    """
    ours, theirs = _split(source), _split(translation)
    if ours[0] != theirs[0]:
        return False
    left, right = set(ours[1]), set(theirs[1])
    if len(left) < 2 or not right:
        return False
    other = len(left - right) * 2 >= len(left) and len(right - left) * 2 >= len(right)
    return other or (is_wide(translation) and not is_wide(source))


def _split(text: str) -> tuple[list[str], list[str]]:
    """Part what an output says into what was computed (sorted) and plain words."""
    computed, words = [], []
    for match in _PIECE.finditer(text):
        piece = match[0]
        bare = piece.strip("\"'“”«»()[]{}¿¡!?.…:,;`")
        if not bare and not piece.isascii():
            continue
        if not bare:
            computed += [char for char in piece if char in "()[]{}"]
        elif bare.lower() in _VALUES or not (_SPOKEN.fullmatch(piece) or is_wide(piece)):
            computed.append(bare)
        else:
            words.append(bare.casefold())
    return sorted(computed), words
