"""Owns pins: explicit ids by which translated headings keep their source's address, and which of them are not right."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from doclint.anchors.dialect import document_ids, heading_ids, plausible
from doclint.anchors.explicit import heading_anchors
from doclint.anchors.slugs import DIALECTS
from doclint.model import Document, Edit, Heading, Pair, Span
from doclint.record import record
from doclint.regex import regex

_LIKE = 0.6
_FEWEST_PINS, _NEARLY_ALL = 3, 0.75
_NUMBERED = regex(r"(.+)[-_]\d+")
_FORMS = {
    "mkdocs": " { #%s }",
    "mkdocs-unicode": " { #%s }",
    "docusaurus": " {#%s}",
    "vitepress": " {#%s}",
    "hugo": " {#%s}",
    "jekyll": " {#%s}",
    "hf": " [[%s]]",
}


@record
class Pin:
    """A translated heading that does not carry the id its source has: `wanted`, instead of which it has `own` ids.

    It is `sure` where the source writes the id, or the site's renderer or all that it may have make the same one.
    """

    source: Heading
    translation: Heading
    wanted: str
    own: tuple[str, ...]
    sure: bool = True


@lru_cache(maxsize=4096)
def wrong_pins(pair: Pair) -> tuple[Pin, ...]:
    """Give the headings of a pair that lack their source's id, or carry another one, against the site's policy."""
    return tuple(_wrong_pins(pair))


def _wrong_pins(pair: Pair) -> Iterator[Pin]:
    habits = pair.habits
    explicit_ids = any(heading.anchors for page in (pair.source, pair.translation) for heading in page.of(Heading))
    if not (habits.pins_anchors or habits.copies_anchors or explicit_ids):
        return  # nothing is wanted, and nothing stands in its place
    slugs = _slugs(pair.source, habits.anchor_dialect)
    numbers = {id(heading): number for number, heading in enumerate(pair.source.of(Heading))}
    written = {anchor.id for heading in pair.translation.of(Heading) for anchor in heading.anchors}
    every = {ids[0] for ids in slugs}
    exposed = document_ids(pair.translation, habits.anchor_dialect)
    pins = habits.pins_anchors or _page_pins(pair, slugs, numbers)
    for source, translation in pair.both(Heading):
        explicit = tuple(anchor.id for anchor in source.anchors)
        own = tuple(anchor.id for anchor in translation.anchors)
        pinned = habits.copies_anchors or pins if own else pins and source.level > 1
        wanted = explicit or (slugs[numbers[id(source)]] if pinned else ())
        if not wanted or not wanted[0] or set(wanted) & set(own) or (explicit and habits.translates_anchors):
            continue
        if own and source.level != translation.level:
            continue  # more likely another heading
        counted = _NUMBERED.fullmatch(wanted[0])
        if counted and counted[1] in every and not own and not explicit:
            continue  # an id that only counts equal headings is nobody's address
        if own and not explicit and own[0] not in every and not _alike(own[0], wanted[0]):
            continue
        sure = bool(explicit) or habits.anchor_dialect in DIALECTS or len(set(wanted)) == 1
        if own or wanted[0] not in exposed or (wanted[0] in written and explicit):
            yield Pin(source, translation, wanted[0], own, sure)


def _page_pins(pair: Pair, slugs: list[tuple[str, ...]], numbers: dict[int, int]) -> bool:
    """Say whether nearly all translated headings of a page carry their source's id, whatever the site does."""
    own = [
        not {anchor.id for anchor in translation.anchors}.isdisjoint(slugs[numbers[id(source)]])
        for source, translation in pair.both(Heading)
        if source.level > 1
    ]
    return sum(own) >= _FEWEST_PINS and sum(own) >= _NEARLY_ALL * len(own)


def _alike(left: str, right: str) -> bool:
    """Say whether two ids look like forms of one."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, left.casefold(), right.casefold(), autojunk=False).ratio() >= _LIKE


def _slugs(document: Document, dialect: str) -> list[tuple[str, ...]]:
    """Give the ids that each heading may have, the most plausible first."""
    made = [heading_ids(document, name) for name in plausible(document, dialect)]
    first = heading_ids(document, dialect)
    return [(first[number], *(ids[number] for ids in made)) for number in first]


def pin_edit(pair: Pair, pin: Pin) -> Edit | None:
    """Give the edit that writes the wanted id as the source does here, or else the site; None where nobody shows how.

    The heading must read back with its text as it was and exactly this id.
    """
    form = _form(pair, pin) if pin.sure and pin.translation.form != "tag" else ""
    heading, page = pin.translation, pair.translation
    raw = page.text[heading.text_span.start : heading.text_span.end]
    if not form or not raw or "\n" in raw:
        return None
    made = form % pin.wanted
    before = made.startswith("<")
    text, _, anchors = heading_anchors(made + raw if before else raw + made, 0)
    if text != raw or [anchor.id for anchor in anchors] != [pin.wanted]:
        return None
    at = heading.text_span.start if before else heading.text_span.end
    return Edit(Span(at, at), made)


def _form(pair: Pair, pin: Pin) -> str:
    """Give how an id is written, with `%s` for the id: behind the heading's text or, in HTML, before it."""
    if pin.source.anchors:
        return written_form(pair.source, pin.source)
    forms = Counter(
        made
        for page in (pair.translation, pair.source)
        for made in (written_form(page, head) for head in page.of(Heading) if head.anchors)
        if made
    )
    if forms:
        return forms.most_common(1)[0][0]
    return pair.habits.anchor_form or _FORMS.get(pair.habits.anchor_dialect, "")


def written_form(page: Document, heading: Heading) -> str:
    """Give how a heading's first id is written, with `%s` for the id; empty where that cannot be copied.

    A form that begins with `<` stands before the heading's text, any other one behind it.
    """
    anchor = heading.anchors[0]
    if heading.form == "tag":
        return ""
    if anchor.span.end <= heading.text_span.start:
        start, end = anchor.span.start, heading.text_span.start
    elif anchor.span.start >= heading.text_span.end and anchor.syntax != "html":
        start, end = heading.text_span.end, anchor.span.end
    else:
        return ""
    before, after = page.text[start : anchor.id_span.start], page.text[anchor.id_span.end : end]
    if "\n" in before + after or "%" in before + after or len(heading.anchors) > 1:
        return ""
    if before.lstrip()[:2] in ("{#", "{ ", "{:") and after.strip(" }*/"):
        after = after[after.rindex("}") :]  # further classes and keys are that heading's own
    form = f"{before}%s{after}"
    return form.lstrip() if form.lstrip().startswith("<") else form.rstrip()
