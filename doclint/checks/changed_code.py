"""See rules/changed-code.md."""

from collections.abc import Iterator

from doclint.code.around import known_page
from doclint.code.page import compared
from doclint.code.place import line_apart, places, quoted
from doclint.model import Finding, Pair


def check(pair: Pair) -> Iterator[Finding]:
    """Yield code that says something else than the source's; comments and prose in strings may be translated."""
    for item in compared(pair):
        verdict = item.verdict
        if verdict.level != "code":
            continue
        from doclint.code.mend import mended  # hardly a page needs it

        here = quoted(verdict.translation, item.translation.body, verdict.translation_at)
        there = quoted(verdict.source, item.source.body, verdict.source_at)
        message = f"the code differs: {here} here, {there} in the source"
        if line := line_apart(verdict, item.source.body, item.translation.body):
            message = f"the code differs: {line}"
        if verdict.expected:
            message = f"`{verdict.source}` became `{verdict.expected}` elsewhere in this code, but {here} here"
        span, related = places(pair.source, item.source, pair.translation, item.translation, verdict)
        fix = mended(item.source, pair.translation, item.translation, known_page(pair), verdict)
        yield Finding(pair.translation, span, message, related, fix)
