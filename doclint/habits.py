"""Owns what translations do throughout, learnt from the aligned pairs of a site, per language."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from operator import itemgetter

from doclint import metadata
from doclint.anchors.habits import Anchoring, anchoring
from doclint.boxes import is_box, other_syntax
from doclint.language import reads_as
from doclint.model import Component, Habits, Heading, Pair
from doclint.parity import same_picture
from doclint.record import replace
from doclint.shown import images, phrase, title

_FEWEST = 8  # headings that read as sentences
_LEFT = 0.05  # of them, or one
_PAGES = 3  # that render a heading or title in the same words, or write boxes in another way
_NEARLY_ALL = 0.8


def learn(pairs: Sequence[Pair], dialect: str, spoken: Callable[[str], frozenset[str]]) -> Habits:
    """Learn the site's habits and those of each of its languages.

    A language that has too few pages to show what it does about anchors follows the site; heads of pages are a matter
    of each language alone, since one team keeps what another drops.
    """
    counts = [anchoring(pair, dialect) for pair in pairs]
    whole = sum(counts, Anchoring()).habits(Habits(anchor_dialect=dialect, spoken=spoken))
    languages = sorted({pair.translation.language for pair in pairs})
    return replace(whole, by_language={language: _own(language, pairs, counts, whole) for language in languages})


def _own(language: str, pairs: Sequence[Pair], counts: Sequence[Anchoring], whole: Habits) -> Habits:
    mine = [number for number, pair in enumerate(pairs) if pair.translation.language == language]
    pages = [pairs[number] for number in mine]
    kept, equal = metadata.usual(pages)
    known = sum((counts[number] for number in mine), Anchoring()).habits(whole, of_language=True)
    headings = [[(a.text, b.text) for a, b in pair.both(Heading)] for pair in pages]
    titles = [[(title(a), title(b)) for a, b in pair.both(Component)] for pair in pages]
    source = pages[0].source.language
    return replace(
        known,
        translates_headings=_translated(headings, source),
        translates_images=_translated([[image for pair in pages for image in _described(pair)]], source),
        own_boxes=_own_boxes(pages),
        usual=_usual([[*ours, *theirs] for ours, theirs in zip(headings, titles, strict=True)]),
        kept_keys=kept,
        equal_keys=equal,
    )


def _described(pair: Pair) -> list[tuple[str, str]]:
    found = []
    for row in pair.rows:
        ours = list(images(row.source))
        for theirs in images(row.translation) if ours else ():
            found += [(one.alt, theirs.alt) for one in ours if same_picture(one, theirs)][:1]
    return found


def _own_boxes(pages: Sequence[Pair]) -> bool:
    """Say whether nearly all boxes are written in another syntax than the source's, on several pages."""
    boxes = [[other_syntax(a, b) for a, b in pair.both(Component) if is_box(a)] for pair in pages]
    other, whole = sum(map(sum, boxes)), sum(map(len, boxes))
    return sum(map(any, boxes)) >= _PAGES and other >= _NEARLY_ALL * whole


def _translated(pages: Sequence[Sequence[tuple[str, str]]], source: str) -> bool:
    """Say whether hardly a short text is left as it is in the source; pages that are mostly left as they are apart."""
    whole = left = 0
    for page in pages:
        read = [(ours, theirs) for ours, theirs in page if reads_as(ours, source)]
        same = sum(ours == theirs for ours, theirs in read)
        if 2 * same <= len(read):
            whole += len(read)
            left += same
    return whole >= _FEWEST and left <= max(1, _LEFT * whole)


def _usual(pages: Sequence[Sequence[tuple[str, str]]]) -> dict[str, str]:
    """Give the short texts that several pages render in the same words, and hardly a page leaves."""
    renderings: dict[str, Counter[str]] = defaultdict(Counter)
    for page in pages:
        for ours, theirs in dict(page).items():
            if ours and theirs:
                renderings[phrase(ours)][theirs] += 1
    usual = {}
    for ours, found in renderings.items():
        best, times = max(found.items(), key=itemgetter(1))
        kept = sum(number for theirs, number in found.items() if phrase(theirs) == ours)
        if times >= _PAGES and phrase(best) != ours and kept * 4 <= times:
            usual[ours] = best
    return usual
