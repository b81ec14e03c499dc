"""See rules/changed-output.md."""

from collections.abc import Iterator

from doclint.code.page import compared
from doclint.code.place import places, quoted
from doclint.model import Finding, Pair


def check(pair: Pair) -> Iterator[Finding]:
    """Yield outputs that differ although the code that prints them is the same."""
    for item in compared(pair):
        verdict = item.verdict
        if verdict.level != "output":
            continue
        here = quoted(verdict.translation, item.translation.body, verdict.translation_at)
        there = quoted(verdict.source, item.source.body, verdict.source_at)
        span, related = places(pair.source, item.source, pair.translation, item.translation, verdict)
        message = f"the output differs, for the same code: {here} here, {there} in the source"
        yield Finding(pair.translation, span, message, related)
