"""Owns whether two code spans are the same, and whether one looks like a slip of the pen for the other."""

import re
from functools import lru_cache

from doclint.model import InlineCode
from doclint.regex import regex
from doclint.wording import seen

_SLIP = 0.8  # of the characters that a slip of the pen leaves alone
_LONGEST = 400  # characters of a code span that are compared one by one
_CALL = regex(r"([^\s()]*\w)\((?:\.\.\.|…)?\)")
_QUOTED = regex(r"""(["'])([^"'`$\\]*)\1""")
_JSON_KEY = regex(r'"\s*:')


def same_code(source: InlineCode, translation: InlineCode) -> bool:
    """Say whether two code spans are one; blanks do not matter."""
    return source.text == translation.text or _blankless(source.text) == _blankless(translation.text)


@lru_cache(maxsize=8192)
def _blankless(text: str) -> str:
    return "".join(seen(text).split())


def same_call(source: str, translation: str) -> bool:
    """Say whether one code span names what the other calls, with nothing in the call: `moor` and `.moor(...)`."""
    one, other = _CALL.fullmatch(source), _CALL.fullmatch(translation)
    if not one and not other:
        return False
    ours, theirs = one[1] if one else source, other[1] if other else translation
    return ours.removeprefix(".") == theirs.removeprefix(".")


def same_quoted(source: str, translation: str) -> bool:
    """Say whether only the style of quotes differs, around strings in which it says nothing; JSON has but one."""
    if not any(sign in source and other in translation for sign, other in ("'\"", "\"'")):
        return False
    if _JSON_KEY.search(source) and not _JSON_KEY.search(translation):
        return False
    return _QUOTED.sub(r'"\2"', source) == _QUOTED.sub(r'"\2"', translation)


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
