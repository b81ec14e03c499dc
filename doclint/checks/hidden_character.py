"""See rules/hidden-character.md."""

import unicodedata
from collections.abc import Collection, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from doclint.model import Code, Document, Edit, Finding, Fix, InlineCode, Pair, Place, Safety, Span, inlines_of
from doclint.regex import regex
from doclint.text.repair import repairs_of

if TYPE_CHECKING:
    from doclint.text.hidden import Hidden

_BLANKS = ("\u00a0", "\u1680", *map(chr, range(0x2000, 0x200B)), "\u202f", "\u205f", "\u3000")
BLANKS = regex(f"[{''.join(_BLANKS)}]")
_SPACE = " \t\r"


def check(document: Document) -> Iterator[Finding]:
    """Yield characters that nobody sees and that do harm or nothing; those of one kind on a line are one finding."""
    if document.context.untouched:
        return
    from doclint.text.hidden import find

    found = list(find(document.text))
    if not found:
        return
    broken = [repair.edit.span for repair in repairs_of(document) if repair.kind != "hidden-character"]
    found = [item for item in found if not any(span.holds(item.span) for span in broken)]
    found.sort(key=lambda item: (document.position(item.span.start)[0], item.char, item.span))
    for _, group in groupby(found, key=lambda item: (document.position(item.span.start)[0], item.char)):
        yield _finding(document, list(group))


def check_blanks(pair: Pair) -> Iterator[Finding]:
    """Yield blanks of another kind in code where the source has plain ones: a command with one does not run."""
    if pair.translation.text.isascii() or not any(map(pair.translation.text.__contains__, _BLANKS)):
        return
    for source, translation in pair.both(Code):
        known = {line.strip() for line in source.body.split("\n")}
        at = translation.body_span.start
        for line in pair.translation.text[at : translation.body_span.end].split("\n"):
            yield from _blanks(pair, Span(at, at + len(line)), line.strip(_SPACE), known, source.span)
            at += len(line) + 1
    spoken = {item.text: item.span for item in inlines_of(pair.source.blocks, InlineCode)}
    for item in inlines_of(pair.translation.blocks, InlineCode):
        if there := spoken.get(BLANKS.sub(" ", item.text)):
            yield from _blanks(pair, item.span, item.text, set(spoken), there)


def _blanks(pair: Pair, span: Span, said: str, known: Collection[str], there: Span) -> Iterator[Finding]:
    """Yield what is to be told of a stretch of code that the source has with plain blanks."""
    places = [
        Span(found.start(), found.end()) for found in BLANKS.finditer(pair.translation.text, span.start, span.end)
    ]
    if places and said not in known and BLANKS.sub(" ", said).strip() in known:
        char = pair.translation.text[places[0].start]
        name = f"U+{ord(char):04X} ({unicodedata.name(char).lower()})"
        message = f"hidden character {name} in code, where the source has a space; write a space"
        fix = Fix(tuple(Edit(place, " ") for place in places), "safe")
        whole = Span(places[0].start, places[-1].end)
        yield Finding(pair.translation, whole, message, Place(pair.source, there), fix)


def _finding(document: Document, items: "list[Hidden]") -> Finding:
    first = items[0]
    code = f"U+{ord(first.char):04X}"
    times = f", {len(items)} times on this line" if len(items) > 1 else ""
    harm = ": it makes text read other than it is" if first.reorders else ""
    edits = tuple(Edit(item.span, "") for item in items)
    safety: Safety = "safe" if all(item.idle for item in items) else "unsafe"
    fix = Fix(edits, safety) if all(item.removable for item in items) else None
    advice = "remove it" if fix else "see whether it is meant, and remove it if not"
    message = f"hidden character {code} ({first.name}){times}{harm}; {advice}"
    return Finding(document, Span(first.span.start, items[-1].span.end), message, fix=fix)
