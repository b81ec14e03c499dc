"""Owns what a site does throughout with its anchors, learnt from its aligned pairs."""

from collections.abc import Sequence

from doclint.anchors.dialect import heading_ids
from doclint.model import Habits, Heading, Pair


def learn(pairs: Sequence[Pair], dialect: str) -> Habits:
    """Learn whether translations pin the source's ids, and whether they leave headings as they are."""
    pinned = unpinned = kept = changed = 0
    for pair in pairs:
        ids = heading_ids(pair.source, dialect)
        numbers = {id(head): n for n, head in enumerate(pair.source.of(Heading))}
        for source, translation in pair.both(Heading):
            if source.level == 1:
                continue
            own = {anchor.id for anchor in translation.anchors}
            if source.text == translation.text:
                kept += 1
            else:
                changed += 1
                pinned += ids[numbers[id(source)]] in own
                unpinned += not own
    return Habits(pins_anchors=pinned > 3 and pinned > unpinned, keeps_headings=kept > changed, anchor_dialect=dialect)
