"""See rules/changed-code.md."""

from collections.abc import Iterator

from doclint.code.around import known_page
from doclint.code.page import Compared, Difference, difference, differing
from doclint.model import Finding, Pair


def check(pair: Pair) -> Iterator[Finding]:
    """Yield code that says something else than the source's; comments and prose in strings may be translated."""
    for item, told in differing(pair, "code"):
        from doclint.code.mend import mended  # hardly a page needs it

        message, at = _told(pair, item, told)
        known = known_page(pair)
        fix = None if item.parts else mended(item.source, pair.translation, item.translation, known, item.verdict)
        yield Finding(pair.translation, at.span, message, at.place, fix)


def _told(pair: Pair, item: Compared, told: Difference) -> tuple[str, Difference]:
    """Say what differs, and where: two tokens, or the lines that one side alone has."""
    from doclint.code.lacking import lacking

    verdict = item.verdict
    if verdict.expected:
        return f"`{verdict.source}` became `{verdict.expected}` elsewhere in this code, but {told.here} here", told
    if item.parts and not verdict.translation:
        return f"the code differs: the source's line {told.there} is missing here", told
    if item.parts and not verdict.source:
        return f"the code differs: the line {told.here} is not in the source", told
    lines = lacking(item.source, item.translation, verdict)
    if lines:
        return f"the code differs: {lines[0]}", difference(pair, item.source, item.translation, lines[1])
    return f"the code differs: {told.here} here, {told.there} in the source", told
