"""Owns what a repair is: an edit with its reasons; repairs are made, explained and chained here."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from doclint.model import Edit, Safety, Span
from doclint.readings import spelt, word
from doclint.record import record, replace
from doclint.regex import regex

_BROKEN = regex("[\x00-\x1f\x7f-\x9f\ufeff]")
_SEVERAL = 3
"""Accents that must stand apart on a page before a program is to blame, and not somebody's keyboard."""


@record(order=True)
class Repair:
    """One repair: the edit, which rule owns it, what happened to the text, how sure that is, and why."""

    edit: Edit
    kind: str
    codec: str
    safety: Safety
    confidence: float
    why: str


def apply(text: str, repairs: Iterable[Repair]) -> str:
    """Give the text with repairs (not overlapping) made."""
    pieces: list[str] = []
    at = 0
    for repair in sorted(repairs):
        pieces += (text[at : repair.edit.span.start], repair.edit.text)
        at = repair.edit.span.end
    return "".join((*pieces, text[at:]))


def of_encoding(repairs: Iterable[Repair], text: str) -> tuple[Repair, ...]:
    """Give the repairs of damage that a program did to a text's encoding.

    A stray zero-width space or a letter typed with its accent apart is no such damage: the text is what was written.
    """
    found = tuple(repairs)
    apart = sum(repair.kind == "unnormalized-text" for repair in found)
    return tuple(
        repair
        for repair in found
        if (repair.kind != "unnormalized-text" or apart >= _SEVERAL)
        and (repair.kind != "hidden-character" or _BROKEN.search(text[repair.edit.span.start : repair.edit.span.end]))
    )


def explain(repairs: Iterable[Repair], text: str) -> Iterator[str]:
    """Say of each repair where it is (line and column from 1), what it does, why, and how sure it is."""
    found = tuple(repairs)
    edits = [repair.edit for repair in found]
    for repair in found:
        span = repair.edit.span
        line = text.count("\n", 0, span.start) + 1
        column = span.start - (text.rfind("\n", 0, span.start) + 1) + 1
        was = text[span.start : span.end]
        yield (
            f"{line}:{column}: “{spelt(was)}” -> “{repair.edit.text}”{_within(text, repair.edit, edits)}"
            f" ({repair.kind}): {repair.codec}; {repair.why}"
            f" ({repair.safety}, {repair.confidence:.0%})"
        )


def _within(text: str, edit: Edit, edits: Sequence[Edit]) -> str:
    """Name the word that a repair stands in, where it is not the whole of it."""
    _, healed = word(text, edit, edits)
    return f" in “{spelt(healed)}”" if healed not in ("", edit.text) else ""


def without_overlaps(repairs: Iterable[Repair]) -> tuple[Repair, ...]:
    """Give repairs sorted; of two that overlap, the one that came first in `repairs` stays."""
    taken: list[Repair] = []
    starts: dict[int, Repair] = {}
    for repair in repairs:
        span = repair.edit.span
        if not any(other in starts for other in range(span.start, span.end or 1)):
            taken.append(repair)
            starts.update(dict.fromkeys(range(span.start, max(span.end, span.start + 1)), repair))
    return tuple(sorted(taken))


def chain(first: Sequence[Repair], second: Sequence[Repair], text: str) -> tuple[Repair, ...]:
    """Give the repairs of `text` that do what `first` does and then, on its result, `second`. All are sorted."""
    done: list[Repair] = []
    earlier, later = deque(first), deque(second)
    shift = 0  # how much the text before this point has grown by `first`
    middle = apply(text, first)
    while later:
        low, high = later[0].edit.span.start, later[0].edit.span.end
        while earlier and earlier[0].edit.span.start + shift + len(earlier[0].edit.text) <= low:
            shift += _growth(earlier[0])
            done.append(earlier.popleft())
        grown, merged, made = shift, list[Repair](), [later.popleft()]
        while True:  # what touches the same stretch of the middle text becomes one repair
            if earlier and earlier[0].edit.span.start + grown < high:
                low = min(low, earlier[0].edit.span.start + grown)
                grown += _growth(earlier[0])
                high = max(high, earlier[0].edit.span.end + grown)
                merged.append(earlier.popleft())
            elif later and later[0].edit.span.start < high:
                high = max(high, later[0].edit.span.end)
                made.append(later.popleft())
            else:
                break
        edit = Edit(Span(low - shift, high - grown), _applied(middle, low, high, made))
        done.append(_joined(merged, made, edit))
        shift = grown
    return tuple(sorted((*done, *earlier)))


def proven(repairs: Sequence[Repair]) -> list[Span]:
    """Give where, in the text that `repairs` (sorted) make, stands what the safe ones among them made."""
    found, shift = [], 0
    for repair in repairs:
        start = repair.edit.span.start + shift
        if repair.safety == "safe":
            found.append(Span(start, start + len(repair.edit.text)))
        shift += _growth(repair)
    return found


def _growth(repair: Repair) -> int:
    return len(repair.edit.text) - len(repair.edit.span)


def _applied(text: str, low: int, high: int, repairs: Iterable[Repair]) -> str:
    """Give the part of `text` from `low` to `high` with repairs, all inside it, made."""
    pieces: list[str] = []
    for repair in repairs:
        pieces += (text[low : repair.edit.span.start], repair.edit.text)
        low = repair.edit.span.end
    return "".join((*pieces, text[low:high]))


def _joined(earlier: Sequence[Repair], made: Sequence[Repair], edit: Edit) -> Repair:
    """Give one repair for several: what `earlier` ones began, and those `made` on their result."""
    later = made[0]
    if not earlier:
        return replace(later, edit=edit)
    codec = earlier[0].codec if earlier[0].codec == later.codec else f"{later.codec}, then {earlier[0].codec}"
    if earlier[0].codec == later.codec:
        codec += ", twice"
    unsafe = any(step.safety == "unsafe" for step in (*earlier, *made))
    return Repair(
        edit,
        earlier[0].kind,
        codec,
        "unsafe" if unsafe else "safe",
        min(step.confidence for step in (earlier[0], *made)),
        later.why,
    )
