"""See rules/changed-output.md."""

from collections.abc import Iterator

from doclint.code.compare import Verdict, compare, compare_outputs
from doclint.code.language import kind
from doclint.code.place import disk_span
from doclint.model import Code, Finding, Pair, Place

_SAME_CODE = ("equal", "layout", "comment")


def check(pair: Pair) -> Iterator[Finding]:
    """Yield outputs that differ although the code that prints them is the same: in a session, or in a block below."""
    above = ""
    for row in pair.rows:
        match row.source, row.translation:
            case ((Code() as source,), (Code() as translation,)):
                verdict = compare(source, translation)
                if above in _SAME_CODE and kind(source.language) in ("output", "prose"):
                    verdict = compare_outputs(source, translation)
                if verdict.level == "output":
                    yield _finding(pair, source, translation, verdict)
                above = verdict.level if kind(source.language) not in ("output", "prose") else ""
            case _:
                above = ""


def _finding(pair: Pair, source: Code, translation: Code, verdict: Verdict) -> Finding:
    return Finding(
        pair.translation,
        disk_span(pair.translation, translation, verdict.translation_at, len(verdict.translation)),
        f"the output shows `{verdict.translation}`, but `{verdict.source}` in the source, for the same code",
        Place(pair.source, disk_span(pair.source, source, verdict.source_at, len(verdict.source))),
    )
