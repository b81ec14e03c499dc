"""Owns whether two code spans are the same, and whether one looks like a slip of the pen for the other."""

import re
from functools import lru_cache

from doclint.model import InlineCode
from doclint.wording import seen

_SLIP = 0.8  # of the characters that a slip of the pen leaves alone
_LONGEST = 400  # characters of a code span that are compared one by one


def same_code(source: InlineCode, translation: InlineCode) -> bool:
    """Say whether two code spans are one; blanks do not matter."""
    return source.text == translation.text or _blankless(source.text) == _blankless(translation.text)


@lru_cache(maxsize=8192)
def _blankless(text: str) -> str:
    return "".join(seen(text).split())


def slip(source: InlineCode, translation: InlineCode) -> bool:
    """Say whether one code span looks like a slip of the pen, or an older form of the other.

    A few letters apart, another case, or a path that the other ends with.
    """
    if _is_phrase(source.text) and _is_phrase(translation.text):
        return False
    left, right = sorted((source.text, translation.text), key=len)
    if left.casefold() == right.casefold():
        return True
    if len(left) < 3:
        return False
    rest = right[: -len(left)] if right.endswith(left) else right[len(left) :] if right.startswith(left) else ""
    if rest and (rest[-1] in "/.:" or rest[0] in "/.:("):
        return " " not in rest  # `layout: home` says more than `layout`
    return _alike(left, right)


def _is_phrase(text: str) -> bool:
    """Say whether a code span shows words for people, such as an example of a message."""
    return bool(re.search(r"[^\W\d_]{2} +[^\W\d_]{2}", text)) and not re.search(r"[=(){};<>\[\]|\\$]|(?:^|\s)-", text)


def _alike(left: str, right: str) -> bool:
    """Say whether two strings have four of five characters in common; nothing is imported before a page needs it."""
    from difflib import SequenceMatcher

    if max(len(left), len(right)) > _LONGEST:
        head = _shared(left, right)
        tail = _shared(left[head:][::-1], right[head:][::-1])
        return 2 * (head + tail) >= _SLIP * (len(left) + len(right))
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return matcher.real_quick_ratio() >= _SLIP and matcher.quick_ratio() >= _SLIP and matcher.ratio() >= _SLIP


def _shared(left: str, right: str) -> int:
    """Give how many characters two strings begin with alike."""
    return next((n for n, (one, other) in enumerate(zip(left, right, strict=False)) if one != other), len(left))
