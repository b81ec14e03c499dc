"""See rules/changed-listing.md."""

from collections.abc import Iterator

from doclint.code.page import compared
from doclint.code.place import places, quoted
from doclint.model import Finding, Pair


def check(pair: Pair) -> Iterator[Finding]:
    """Yield plain text blocks, such as trees of files, in which a name, path or number differs."""
    for item in compared(pair):
        verdict = item.verdict
        if verdict.level != "listing":
            continue
        here = quoted(verdict.translation, item.translation.body, verdict.translation_at)
        there = quoted(verdict.source, item.source.body, verdict.source_at)
        span, related = places(pair.source, item.source, pair.translation, item.translation, verdict)
        yield Finding(pair.translation, span, f"the text differs: {here} here, {there} in the source", related)
