"""See rules/stale-code.md."""

from collections.abc import Iterator

from doclint.code.around import known_page
from doclint.code.page import difference, doubtful
from doclint.model import Code, Finding, Pair, Place


def check(pair: Pair) -> Iterator[Finding]:
    """Yield code that is what an older version of the source page said."""
    if not doubtful(pair):
        return
    from doclint.code.mend import mended  # hardly a page needs these three
    from doclint.code.renew import renewed
    from doclint.code.stale import stale_blocks

    for item in stale_blocks(pair):
        commit = item.change.commit[:8] if item.change else ""
        when = (
            f"{item.change.date} ({commit}, “{item.change.subject}”)" if item.change else "a change not yet committed"
        )
        if item.now is None:
            message = f"the source had this code until {when} removed it"
            yield Finding(pair.translation, item.block.span, message, _where(pair, item.block))
            continue
        told = difference(pair, item.now, item.block, item.verdict)
        message = f"the source's code until {when}: {told.here} here, {told.there} in the source now"
        fix = mended(item.now, pair.translation, item.block, known_page(pair), item.verdict)
        fix = fix or renewed(item.now, pair.translation, item.block)
        yield Finding(pair.translation, told.span, message, told.place, fix)


def _where(pair: Pair, block: Code) -> Place | None:
    """Give the place in the source where a block stood."""
    row = next((row for row in pair.rows if block in row.translation), None)
    return Place(pair.source, row.place) if row else None
