"""See rules/changed-code.md."""

from collections.abc import Iterator

from doclint.code.compare import compare
from doclint.code.place import disk_span
from doclint.model import Code, Finding, Pair, Place


def check(pair: Pair) -> Iterator[Finding]:
    """Yield code that says something else than the source's; comments and prose in strings may be translated."""
    for source, translation in pair.both(Code):
        if not source.closed or not translation.closed:
            continue
        verdict = compare(source, translation)
        if verdict.level != "code":
            continue
        here = f"`{verdict.translation}` here" if verdict.translation else "nothing here"
        there = f"`{verdict.source}` in the source" if verdict.source else "nothing in the source"
        yield Finding(
            pair.translation,
            disk_span(pair.translation, translation, verdict.translation_at, len(verdict.translation)),
            f"the code differs: {here}, {there}",
            Place(pair.source, disk_span(pair.source, source, verdict.source_at, len(verdict.source))),
        )
