"""Owns the portrait of a language: what its pages do throughout, in numbers that people can hold against their own."""

import re
from collections import Counter
from collections.abc import Iterator

from doclint.anchors.pins import written_form
from doclint.code.page import compared
from doclint.language import base
from doclint.model import Habits, Heading, Link, Pair, Site
from doclint.record import record


@record
class Share:
    """How many of how many."""

    part: int
    whole: int

    @property
    def percent(self) -> int:
        """Give the share, rounded; 0 of nothing is 0."""
        return round(100 * self.part / self.whole) if self.whole else 0


@record
class Portrait:
    """What the translations in one language do, where their sources give them the choice.

    `pinned`: translated headings that carry their source's id; `kept`: headings left in the source's words;
    `prefixed`: links to the site's own root that carry the language; `localised`: code blocks whose comments or
    strings are translated, of those that have the source's code; `habits` what the checks conclude from the pages.
    """

    language: str
    pinned: Share
    kept: Share
    prefixed: Share
    localised: Share
    habits: Habits

    def told(self) -> dict[str, object]:
        """Give the numbers and the conclusions by name."""
        names = ("pinned", "kept", "prefixed", "localised")
        shares = {name: {"part": getattr(self, name).part, "whole": getattr(self, name).whole} for name in names}
        return shares | {
            "pins_anchors": self.habits.pins_anchors,
            "translates_headings": self.habits.translates_headings,
            "translates_images": self.habits.translates_images,
            "keys_kept": sorted(self.habits.kept_keys),
            "keys_equal": sorted(self.habits.equal_keys),
        }


def portraits(site: Site) -> Iterator[Portrait]:
    """Yield the portrait of each language, in order of its code."""
    for language in sorted({pair.translation.language for pair in site.pairs}):
        counts: Counter[str] = Counter()
        for pair in site.pairs:
            if pair.translation.language == language:
                counts.update(_headings(pair))
                counts.update(_links(pair))
                counts.update(_code(pair))
        pinned, kept, prefixed, localised = (
            Share(counts[name], counts[f"{name} of"]) for name in ("pinned", "kept", "prefixed", "localised")
        )
        yield Portrait(language, pinned, kept, prefixed, localised, site.habits.of(language))


def _headings(pair: Pair) -> Iterator[str]:
    for source, translation in pair.both(Heading):
        yield "kept of"
        if source.text == translation.text:
            yield "kept"
        elif source.level > 1:
            yield "pinned of"
            if any(written_form(pair.translation, translation) for _ in translation.anchors[:1]):
                yield "pinned"


def _links(pair: Pair) -> Iterator[str]:
    prefix = re.compile(rf"/{re.escape(base(pair.translation.language))}(?:[-_][a-z]+)?(?:/|$)", re.IGNORECASE)
    for block in pair.translation.blocks:
        for item in getattr(block, "inlines", ()):
            if isinstance(item, Link) and item.target.startswith("/") and not item.target.startswith("//"):
                yield "prefixed of"
                if prefix.match(item.target):
                    yield "prefixed"


def _code(pair: Pair) -> Iterator[str]:
    for item in compared(pair):
        if item.verdict.forgiven and not item.output:
            yield "localised of"
            if item.verdict.level in ("comment", "string", "renamed") and item.source.body != item.translation.body:
                yield "localised"
