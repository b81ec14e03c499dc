"""See rules/mojibake.md."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from doclint.model import Document, Finding, Fix, Span
from doclint.readings import more, throughout, word
from doclint.text.repair import Repair, repairs_of


def check(document: Document) -> Iterator[Finding]:
    """Yield damaged text with both readings, a finding a line and a way of damage, or one for the whole page."""
    found = repairs_of(document, "mojibake")
    found.sort(key=lambda repair: (repair.codec, repair.edit.span))
    for _, group in groupby(found, key=lambda item: item.codec):
        repairs = list(group)
        if throughout(document, [repair.edit.span for repair in repairs]):
            yield _of_page(document, repairs)
            continue
        for _, line in groupby(repairs, key=lambda item: document.position(item.edit.span.start)[0]):
            yield _of_line(document, list(line))


def _of_line(document: Document, repairs: Sequence[Repair]) -> Finding:
    first, others = repairs[0], len(repairs) - 1
    was, healed = word(document.text, first.edit)
    reading = f"“{was}” should read “{healed}”" if healed else f"“{was}” should not be there"
    beside = f", and {others} more place{'s' * (others > 1)} on this line" if others else ""
    return _finding(document, repairs, f"{reading} ({first.codec}){beside}")


def _of_page(document: Document, repairs: Sequence[Repair]) -> Finding:
    """Tell of a page once, with two of its words."""
    edits = [repair.edit for repair in repairs]
    readings = dict.fromkeys(word(document.text, edit, edits) for edit in edits)
    plain = sorted(readings, key=lambda reading: not reading[1].isalpha())  # words say more than signs
    shown = [f"“{was}” should read “{healed}”" for was, healed in plain if healed][:2]
    lines = len({document.position(edit.span.start)[0] for edit in edits})
    rest = more(len(edits) - len(shown), lines)
    return _finding(document, repairs, f"the whole page is damaged ({repairs[0].codec}): {', '.join(shown)}{rest}")


def _finding(document: Document, repairs: Sequence[Repair], message: str) -> Finding:
    safe = all(repair.safety == "safe" for repair in repairs)
    span = Span(repairs[0].edit.span.start, repairs[-1].edit.span.end)
    return Finding(document, span, message, fix=Fix(tuple(r.edit for r in repairs), "safe" if safe else "unsafe"))
