"""Owns badges that are made of their address: what one says may be translated, as its description is."""

from urllib.parse import unquote

from doclint.regex import regex

# https://shields.io/badges/static-badge: a label, a message and a colour; `--` is a hyphen.
_BADGE = regex(r"https?://img\.shields\.io/badge/(?P<said>[^?#]*)-(?P<colour>[^-./?#]+)(?:\.\w+)?(?P<set>\?[^#]*)?$")
_PARTS = regex(r"(?<!-)-(?!-)")
_NUMBER = regex(r"\d+")


def same_badge(source: str, translation: str) -> bool:
    """Say whether two addresses are one badge in two languages.

    Numbers and colours stay, and so does a message that both write in ASCII: `MIT` is no translation of `GPL`.
    """
    ours, theirs = _BADGE.match(source), _BADGE.match(translation)
    if ours is None or theirs is None or ours["colour"] != theirs["colour"] or ours["set"] != theirs["set"]:
        return False
    before, after = unquote(ours["said"]), unquote(theirs["said"])
    labels, others = _PARTS.split(before), _PARTS.split(after)
    if _NUMBER.findall(before) != _NUMBER.findall(after) or len(labels) != len(others):
        return False
    return len(labels) == 1 or labels[-1] == others[-1] or not others[-1].isascii()
