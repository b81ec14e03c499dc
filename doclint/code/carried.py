"""Owns what becomes elsewhere of strings that a page's code shows: in the output that prints them, in a file's name."""

import re
from collections.abc import Sequence

from doclint.code.literal import is_prose, technical
from doclint.code.token import Token, bare
from doclint.model import Code
from doclint.record import replace
from doclint.regex import regex

_LEAST = 4
_WORDS = regex(r"[^\W_]+")
_MOST = 200  # strings of a page


class Carried:
    """Strings of the source's code and what they became, learnt block by block.

    Learnt are sentences, and whatever a block that may differ as it does has in quotes; a file is often called after
    its title, so `Ursa Minor` tells of `ursa-minor`, too.
    """

    def __init__(self) -> None:
        self._became: dict[str, str] = {}

    def learn(self, tokens: tuple[Sequence[Token], Sequence[Token]], *, forgiven: bool) -> None:
        """Take in the strings of two blocks, where both have as many, or else their sentences."""
        ours, theirs = ([bare(one.text) for one in side if one.category == "string"] for side in tokens)
        if not forgiven or len(ours) != len(theirs):
            ours, theirs = ([text for text in side if is_prose(text)] for side in (ours, theirs))
        if len(ours) != len(theirs):
            return
        for source, translation in zip(ours, theirs, strict=True):
            free = forgiven or technical(source) == technical(translation)
            if source != translation and free and len(self._became) < _MOST:
                self._became.setdefault(source.strip(), translation.strip())
                self._became.setdefault(_slug(source), _slug(translation))

    def put(self, source: Code) -> Code:
        """Give a block of the source with these strings as the translation has them."""
        found = {a: b for a, b in self._became.items() if len(a) >= _LEAST and a in source.body}
        if not found:
            return source
        longest = sorted(found, key=lambda text: (-len(text), text))
        pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)")
        return replace(source, body=pattern.sub(lambda match: found[match[0]], source.body))


def _slug(text: str) -> str:
    return "-".join(_WORDS.findall(text.lower()))
