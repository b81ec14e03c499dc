"""Owns what a site does throughout with its anchors, learnt from its aligned pairs."""

from collections import Counter
from collections.abc import Callable, Sequence

from doclint.anchors.dialect import heading_ids, plausible
from doclint.anchors.pins import written_form
from doclint.model import Habits, Heading, Pair

_FEWEST = 4  # pinned headings that show a policy rather than a chance
_SHARE = 0.6  # of the translated headings
_COPIED = 0.8  # of the ids that only translations write


def learn(pairs: Sequence[Pair], dialect: str, spoken: Callable[[str], frozenset[str]]) -> Habits:
    """Learn whether translations pin the source's ids, how they write them, and whether they leave headings as is."""
    pinned = unpinned = kept = changed = copied = own_ids = 0
    forms: Counter[str] = Counter()
    for pair in pairs:
        known = [heading_ids(pair.source, name) for name in plausible(pair.source, dialect)]
        numbers = {id(head): n for n, head in enumerate(pair.source.of(Heading))}
        for source, translation in pair.both(Heading):
            own = {anchor.id for anchor in translation.anchors}
            wanted = {ids[numbers[id(source)]] for ids in known} | {anchor.id for anchor in source.anchors}
            if own and not source.anchors:
                own_ids += 1
                copied += bool(own & wanted)
            if source.level == 1:
                continue
            if source.text == translation.text:
                kept += 1
                continue
            changed += 1
            if own & wanted:
                pinned += 1
                forms[written_form(pair.translation, translation)] += 1
            else:
                unpinned += not own
    form = next((form for form, _ in forms.most_common() if form), "")
    pins = pinned >= _FEWEST and pinned >= _SHARE * (pinned + unpinned)
    return Habits(
        pins_anchors=pins,
        keeps_headings=kept > changed,
        anchor_dialect=dialect,
        copies_anchors=copied >= _FEWEST and copied >= _COPIED * own_ids,
        anchor_form=form,
        spoken=spoken,
    )
