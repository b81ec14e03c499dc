"""See rules/changed-code.md."""

from collections.abc import Iterator

from doclint.code.around import known_page
from doclint.code.page import differing
from doclint.model import Finding, Pair


def check(pair: Pair) -> Iterator[Finding]:
    """Yield code that says something else than the source's; comments and prose in strings may be translated."""
    for item, told in differing(pair, "code"):
        from doclint.code.mend import mended  # hardly a page needs these two
        from doclint.code.place import line_apart

        verdict = item.verdict
        message = f"the code differs: {told.here} here, {told.there} in the source"
        if item.parts and not verdict.translation:
            message = f"the code differs: the source's line {told.there} is missing here"
        elif item.parts and not verdict.source:
            message = f"the code differs: the line {told.here} is not in the source"
        elif line := line_apart(verdict, item.source.body, item.translation.body):
            message = f"the code differs: {line}"
        if verdict.expected:
            message = f"`{verdict.source}` became `{verdict.expected}` elsewhere in this code, but {told.here} here"
        known = known_page(pair)
        fix = None if item.parts else mended(item.source, pair.translation, item.translation, known, verdict)
        yield Finding(pair.translation, told.span, message, told.place, fix)
