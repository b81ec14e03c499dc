"""Owns what a site does throughout with its anchors, in all and in each language, learnt from its aligned pairs."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from doclint.anchors.dialect import document_ids, heading_ids, plausible
from doclint.anchors.pins import written_form
from doclint.model import Habits, Heading, Pair

_FEWEST = 4  # pinned headings that show a policy rather than a chance
_SHARE = 0.6  # of the translated headings
_COPIED = 0.8  # of the ids that only translations write
_OWN_POLICY = 12  # headings that show that a language has a policy of its own
_OWN_PAGES = 3  # on which they stand


@dataclass(slots=True)
class _Tally:
    """What was counted: headings pinned and not, kept in the source's words and not, and the ids of both sides."""

    counts: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    pages: int = 0

    def add(self, other: "_Tally") -> None:
        self.counts += other.counts
        self.forms += other.forms
        self.pages += other.pages

    def pins(self) -> bool:
        pinned = self.counts["pinned"]
        return pinned >= _FEWEST and pinned >= _SHARE * (pinned + self.counts["unpinned"])

    def knows_pins(self) -> bool:
        """Say whether so many headings had the choice that their language's own policy shows."""
        return self.pages >= _OWN_PAGES and self.counts["pinned"] + self.counts["unpinned"] >= _OWN_POLICY

    def translates(self) -> bool:
        """Say whether ids are translated throughout where the source writes one."""
        own, given = self.counts["own explicit"], self.counts["explicit"]
        return self.pages >= _OWN_PAGES and own >= _OWN_POLICY and own >= _SHARE * given

    def habits(self, dialect: str, spoken: Callable[[str], frozenset[str]]) -> Habits:
        counts = self.counts
        return Habits(
            pins_anchors=self.pins(),
            keeps_headings=counts["kept"] > counts["changed"],
            anchor_dialect=dialect,
            copies_anchors=counts["copied"] >= _FEWEST and counts["copied"] >= _COPIED * counts["own"],
            translates_anchors=self.translates(),
            anchor_form=next((form for form, _ in self.forms.most_common() if form), ""),
            spoken=spoken,
        )


def learn(pairs: Sequence[Pair], dialect: str, spoken: Callable[[str], frozenset[str]]) -> Habits:
    """Learn whether translations pin the source's ids, how they write them, and whether they leave headings as is.

    A language whose pages show a policy of their own has it; the others do as the site does in all.
    """
    whole = _Tally()
    languages: dict[str, _Tally] = {}
    for pair in pairs:
        seen = _tally(pair, dialect)
        whole.add(seen)
        languages.setdefault(pair.translation.language, _Tally()).add(seen)
    site = whole.habits(dialect, spoken)
    own = {
        code: seen.habits(dialect, spoken)
        for code, seen in sorted(languages.items())
        if seen.knows_pins() or seen.translates()
    }
    return replace(site, languages=own) if len(languages) > 1 else site


def _tally(pair: Pair, dialect: str) -> _Tally:
    """Count what the headings of a pair show."""
    counts: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    known = [heading_ids(pair.source, name) for name in plausible(pair.source, dialect)]
    numbers = {id(head): n for n, head in enumerate(pair.source.of(Heading))}
    every = document_ids(pair.source, dialect)
    for source, translation in pair.both(Heading):
        own = {anchor.id for anchor in translation.anchors}
        explicit = {anchor.id for anchor in source.anchors}
        wanted = {ids[numbers[id(source)]] for ids in known} | explicit
        if own and not explicit:
            counts["own"] += 1
            counts["copied"] += bool(own & wanted)
        counts["explicit"] += bool(explicit)
        counts["own explicit"] += bool(explicit and own and not own & every)
        if source.level == 1:
            continue
        if source.text == translation.text:
            counts["kept"] += 1
            continue
        counts["changed"] += 1
        if own & wanted:
            counts["pinned"] += 1
            forms[written_form(pair.translation, translation)] += 1
        else:
            counts["unpinned"] += not own
    return _Tally(counts, forms, bool(counts["changed"] or counts["explicit"]))
