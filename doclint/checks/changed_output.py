"""See rules/changed-output.md."""

from collections.abc import Iterator

from doclint.code.compare import compare
from doclint.code.place import disk_span
from doclint.model import Code, Finding, Pair, Place


def check(pair: Pair) -> Iterator[Finding]:
    """Yield outputs that differ although the code that prints them is the same."""
    for source, translation in pair.both(Code):
        verdict = compare(source, translation)
        if verdict.level != "output":
            continue
        yield Finding(
            pair.translation,
            disk_span(pair.translation, translation, verdict.translation_at, len(verdict.translation)),
            f"the output shows `{verdict.translation}`, but `{verdict.source}` in the source, for the same code",
            Place(pair.source, disk_span(pair.source, source, verdict.source_at, len(verdict.source))),
        )
