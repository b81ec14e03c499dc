"""Owns pins: explicit ids by which translated headings keep their source's address, and which of them are not right."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from doclint.anchors.dialect import document_ids, heading_ids, plausible
from doclint.anchors.explicit import heading_anchors
from doclint.model import Document, Heading, Pair

_FORMS = {
    "mkdocs": " { #%s }",
    "mkdocs-unicode": " { #%s }",
    "docusaurus": " {#%s}",
    "vitepress": " {#%s}",
    "hugo": " {#%s}",
    "jekyll": " {#%s}",
    "hf": " [[%s]]",
}


@dataclass(frozen=True, slots=True)
class Pin:
    """A translated heading that does not carry the id its source has: `wanted`, instead of which it has `own` ids."""

    source: Heading
    translation: Heading
    wanted: str
    own: tuple[str, ...]


@lru_cache(maxsize=4096)
def wrong_pins(pair: Pair) -> tuple[Pin, ...]:
    """Give the headings of a pair that lack their source's id, or carry another one, against the site's policy."""
    return tuple(_wrong_pins(pair))


def _wrong_pins(pair: Pair) -> Iterator[Pin]:
    habits = pair.habits
    slugs = _slugs(pair.source, habits.anchor_dialect)
    numbers = {id(heading): number for number, heading in enumerate(pair.source.of(Heading))}
    written = {anchor.id for heading in pair.translation.of(Heading) for anchor in heading.anchors}
    exposed = document_ids(pair.translation, habits.anchor_dialect)
    for source, translation in pair.both(Heading):
        explicit = tuple(anchor.id for anchor in source.anchors)
        wanted = explicit or (slugs[numbers[id(source)]] if habits.pins_anchors and source.level > 1 else ())
        own = tuple(anchor.id for anchor in translation.anchors)
        if not wanted or not wanted[0] or set(wanted) & set(own):
            continue
        if own and source.level != translation.level:  # more likely another heading
            continue
        if own or wanted[0] not in exposed or (wanted[0] in written and explicit):
            yield Pin(source, translation, wanted[0], own)


def _slugs(document: Document, dialect: str) -> list[tuple[str, ...]]:
    """Give the ids that each heading may have, the most plausible first."""
    made = [heading_ids(document, known) for known in plausible(document, dialect)]
    first = heading_ids(document, dialect)
    return [(first[number], *(ids[number] for ids in made)) for number in first]


def form(pair: Pair, pin: Pin) -> str:
    """Give how an id is written behind a heading, with `%s` for the id: as the source does here, or else the site."""
    if pin.source.anchors:
        return written_form(pair.source, pin.source)
    heads = [head for page in (pair.translation, pair.source) for head in page.of(Heading) if head.anchors]
    forms = Counter(made for made in (written_form(_page(pair, head), head) for head in heads) if made)
    if forms:
        return forms.most_common(1)[0][0]
    return pair.habits.anchor_form or _FORMS.get(pair.habits.anchor_dialect, "")


def _page(pair: Pair, heading: Heading) -> Document:
    return pair.source if any(heading is head for head in pair.source.of(Heading)) else pair.translation


def written_form(page: Document, heading: Heading) -> str:
    """Give how a heading's first id is written behind its text, with `%s` for the id; empty where it stands before."""
    anchor = heading.anchors[0]
    if anchor.span.start < heading.text_span.end:
        return ""
    before = page.text[heading.text_span.end : anchor.id_span.start]
    after = page.text[anchor.id_span.end : anchor.span.end]
    if anchor.syntax == "html" or "\n" in before + after or "%" in before + after:
        return ""
    if "#" in before:  # further classes and keys of the source's heading are its own
        after = after if not after.strip(" }*/") else after[after.rindex("}") :]
    return f"{before}%s{after.rstrip()}"


def pinned(page: Document, heading: Heading, written: str, name: str) -> str:
    """Give what to write behind a heading's text, or nothing unless it reads back as exactly this id."""
    if not written or not heading.text or "\n" in heading.text:
        return ""
    made = written % name
    raw = page.text[heading.text_span.start : heading.text_span.end]
    text, _, anchors = heading_anchors(raw + made, 0)
    return made if text == raw and [anchor.id for anchor in anchors] == [name] else ""
