"""See rules/stale-code.md."""

from collections.abc import Iterator

from doclint.code.around import known_page
from doclint.code.place import places, quoted
from doclint.code.stale import Stale, stale_blocks
from doclint.model import Finding, Pair, Place, Revision
from doclint.parity import excerpt


def check(pair: Pair) -> Iterator[Finding]:
    """Yield code that is what an older version of the source page said."""
    for item in stale_blocks(pair):
        commit = item.change.commit[:8] if item.change else ""
        when = (
            f"{item.change.date} ({commit}, “{item.change.subject}”)" if item.change else "a change not yet committed"
        )
        if item.now is None:
            message = f"the source had this code until {when} removed it"
            yield Finding(pair.translation, item.block.span, message, _where(pair, item))
            continue
        from doclint.code.mend import mended  # hardly a page needs these two
        from doclint.code.renew import renewed

        here = quoted(item.verdict.translation, item.block.body, item.verdict.translation_at)
        there = quoted(item.verdict.source, item.now.body, item.verdict.source_at)
        span, related = places(pair.source, item.now, pair.translation, item.block, item.verdict)
        message = f"the source's code until {when}: {here} here, {there} in the source now"
        fix = mended(item.now, pair.translation, item.block, known_page(pair), item.verdict)
        yield Finding(pair.translation, span, message, related, fix or renewed(item.now, pair.translation, item.block))


def _when(change: Revision | None) -> str:
    """Say when the source changed, and by which commit."""
    if change is None:
        return "a change not yet committed"
    return f"{change.date} ({change.commit[:8]}, “{excerpt(change.subject, 50)}”)"


def _where(pair: Pair, item: Stale) -> Place | None:
    """Give the place in the source where the block stood."""
    row = next((row for row in pair.rows if item.block in row.translation), None)
    return Place(pair.source, row.place) if row else None
