"""Owns code that the source once had: which older version of the source page a translated block is true to."""

import re
from collections.abc import Iterator
from functools import lru_cache

from doclint.code.alike import similarity
from doclint.code.language import normal
from doclint.code.page import doubtful
from doclint.code.verdict import Verdict
from doclint.model import Code, Pair, Revision, Span
from doclint.record import record
from doclint.regex import regex

_FENCE = regex(
    r"^(?P<indent>[ \t>]*+)(?P<mark>`{3,}+|~{3,}+)(?P<info>[^\n]*)\n(?P<body>.*?)^[ \t>]*(?P=mark)[`~]*[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_LIKE = 0.4


@record
class Stale:
    """A translated block that is true to an older source.

    `last` is the newest version that still had this code, `change` the commit after it; `now` is the source's block of
    today, None where it was removed, and `verdict` how that differs.
    """

    block: Code
    now: Code | None
    last: Revision
    change: Revision | None
    verdict: Verdict


@lru_cache(maxsize=4)
def stale_blocks(pair: Pair) -> tuple[Stale, ...]:
    """Give the blocks of a translation that differ from the source of today and are an older source's."""
    return tuple(_stale(pair))


def _stale(pair: Pair) -> Iterator[Stale]:
    versions = pair.past.revisions()
    known = _older_blocks(versions, frozenset(code.body for code in pair.source.of(Code)))
    for source, translation, verdict in doubtful(pair):
        found = _origin(translation, known)
        if found is not None:
            at = found
            yield Stale(translation, source, versions[at], versions[at - 1] if at else None, verdict)


def _older_blocks(versions: tuple[Revision, ...], today: frozenset[str]) -> dict[str, tuple[int, Code]]:
    """Give each block that the source no longer has, with the newest version (by its number) that had it."""
    found: dict[str, tuple[int, Code]] = {}
    for number, version in enumerate(versions):
        for block in fences(version.text):
            if block.body not in today:
                found.setdefault(block.body, (number, block))
    return found


def _origin(translation: Code, known: dict[str, tuple[int, Code]]) -> int | None:
    """Give the number of the newest version whose code a block is, comments and prose in strings aside."""
    exact = known.get(translation.body)
    if exact:
        return exact[0]
    from doclint.code.compare import compare

    candidates = sorted(known.values(), key=lambda item: item[0])
    for number, old in candidates:
        alike = similarity(old, translation) >= _LIKE
        if alike and compare(old, translation).level in ("equal", "layout", "comment", "string", "renamed"):
            return number
    return None


def fences(text: str) -> Iterator[Code]:
    """Yield the fenced blocks of a page as it was, read by their fences alone; they have no place in today's page."""
    nowhere = Span(0, 0)
    for match in _FENCE.finditer(text):
        indent = match["indent"]
        body = "".join(line.removeprefix(indent) for line in match["body"].splitlines(keepends=True))
        info = match["info"].strip()
        yield Code(nowhere, info, nowhere, normal(info), body, nowhere, match["mark"])
