"""Owns what translations do with their anchors, counted from aligned pairs, and when that is a policy."""

from collections import Counter

from doclint.anchors.dialect import document_ids, heading_ids, plausible
from doclint.anchors.pins import written_form
from doclint.model import Document, Habits, Heading, Pair
from doclint.record import field, record, replace

_FEWEST = 4  # headings that show a policy rather than a chance
_OWN_FEWEST = 12  # headings that show that a language has a policy of its own,
_OWN_PAGES = 3  # and pages on which they stand
_SHARE = 0.6  # of the translated headings
_COPIED = 0.8  # of the ids that only translations write


@record
class Anchoring:
    """How often translations did what they had the choice to do; counts of pages can be added.

    `pinned` and `unpinned` are translated headings with and without their source's id, `kept` and `changed` headings
    in the source's words and in others, `own_ids` ids where the source writes none, `copied` those of them that are
    the source's own slugs, `explicit` headings for which the source writes an id, `translated` those of them with an
    id of their own, `forms` the ways to write an id, `pages` the pages that had a choice.
    """

    pinned: int = 0
    unpinned: int = 0
    kept: int = 0
    changed: int = 0
    own_ids: int = 0
    copied: int = 0
    explicit: int = 0
    translated: int = 0
    pages: int = 0
    forms: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "Anchoring") -> "Anchoring":
        return Anchoring(
            self.pinned + other.pinned,
            self.unpinned + other.unpinned,
            self.kept + other.kept,
            self.changed + other.changed,
            self.own_ids + other.own_ids,
            self.copied + other.copied,
            self.explicit + other.explicit,
            self.translated + other.translated,
            self.pages + other.pages,
            self.forms + other.forms,
        )

    def habits(self, otherwise: Habits, *, of_language: bool = False) -> Habits:
        """Give the habits that the counts show, and `otherwise` where they are too few to show one.

        A language `of_language` goes its own way about pinned ids only where many headings on several pages say so.
        """
        known = otherwise
        if self.pinned + self.unpinned >= _FEWEST and (not of_language or self._is_policy(self.pinned + self.unpinned)):
            pins = self.pinned >= _FEWEST and self.pinned >= _SHARE * (self.pinned + self.unpinned)
            known = replace(known, pins_anchors=pins)
        if self.kept + self.changed >= _FEWEST or not otherwise.keeps_headings:
            known = replace(known, keeps_headings=self.kept > self.changed)
        if self.own_ids >= _FEWEST:
            known = replace(known, copies_anchors=self.copied >= _FEWEST and self.copied >= _COPIED * self.own_ids)
        if self._is_policy(self.translated):
            known = replace(known, translates_anchors=self.translated >= _SHARE * self.explicit)
        form = next((form for form, _ in self.forms.most_common() if form), "")
        return replace(known, anchor_form=form or otherwise.anchor_form)

    def _is_policy(self, headings: int) -> bool:
        return self.pages >= _OWN_PAGES and headings >= _OWN_FEWEST


def anchoring(pair: Pair, dialect: str) -> Anchoring:
    """Count what one translation does; a page's title is left out where headings are counted."""
    counts: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    numbers = {id(head): n for n, head in enumerate(pair.source.of(Heading))}
    for source, translation in pair.both(Heading):
        own = {anchor.id for anchor in translation.anchors}
        explicit = {anchor.id for anchor in source.anchors}
        copied = bool(own) and not own.isdisjoint(explicit | _slugs(pair.source, numbers[id(source)], dialect))
        if own and not explicit:
            counts["own_ids"] += 1
            counts["copied"] += copied
        counts["explicit"] += bool(explicit)
        counts["translated"] += bool(explicit and own and own.isdisjoint(document_ids(pair.source, dialect)))
        if source.level == 1:
            continue
        if source.text == translation.text:
            counts["kept"] += 1
            continue
        counts["changed"] += 1
        if copied:
            counts["pinned"] += 1
            forms[written_form(pair.translation, translation)] += 1
        elif not own:
            counts["unpinned"] += 1
    counts["pages"] = bool(counts["changed"] or counts["explicit"])
    return Anchoring(**counts, forms=forms)


def _slugs(source: Document, number: int, dialect: str) -> set[str]:
    """Give the ids that renderers may make of a heading, by its number in the page."""
    return {heading_ids(source, name)[number] for name in plausible(source, dialect)}
