"""Owns the comparison of text blocks that are no code, such as trees of files and demo pages."""

from collections import Counter
from collections.abc import Iterator

from doclint.code.answers import Mismatch
from doclint.code.literal import PLACEHOLDER, without_locale, yours
from doclint.regex import regex

_LISTED = regex(r"[^\s\"'`()<>\[\]{},;=|\u2500-\u257f\u3000-\u303f\uff01-\uff0f\uff1a-\uff20]+")
_TECHNICAL_NAME = regex(r"[\d_@]|[/:][\w.]|[a-z][A-Z]|\w\.\w")


def mismatch(source: str, translation: str) -> Mismatch | None:
    """Find what two texts that are no code differ in: only names, paths, numbers and the like count, in any order.

    None where one of them has nothing that the other lacks.
    """
    left, right = list(_listed(source)), list(_listed(translation))
    ours, theirs = Counter(name for name, _ in left), Counter(name for name, _ in right)
    lost = next(((name, at) for name, at in left if name in ours - theirs and not yours(name)), None)
    gained = next(((name, at) for name, at in right if name in theirs - ours), None)
    if lost is None or gained is None:
        return None
    return Mismatch(lost[0], gained[0], lost[1], gained[1])


def _listed(text: str) -> Iterator[tuple[str, int]]:
    """Yield what is technical in a text, with its offset; a language's folder in a path does not count."""
    blanked = PLACEHOLDER.sub(lambda match: " " * len(match[0]), text)
    for match in _LISTED.finditer(blanked):
        name = match[0].strip("_*.:-/")
        if _TECHNICAL_NAME.search(name) or (match[0][0] in "/-" and len(name) > 1):
            yield without_locale(match[0].rstrip("._*:")), match.start()
