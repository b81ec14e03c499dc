"""Owns what a repair is: an edit with its reasons; repairs are made, explained and chained here."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from doclint.model import Edit, Safety, Span

_BROKEN = re.compile("[\x00-\x1f\x7f-\x9f\ufeff]")
_SEVERAL = 3
"""Accents that must stand apart on a page before a program is to blame, and not somebody's keyboard."""


@dataclass(frozen=True, slots=True, order=True)
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
    for repair in repairs:
        span = repair.edit.span
        line = text.count("\n", 0, span.start) + 1
        column = span.start - (text.rfind("\n", 0, span.start) + 1) + 1
        was = text[span.start : span.end]
        yield (
            f"{line}:{column}: {was!a} -> {repair.edit.text!r} ({repair.kind}): {repair.codec}; {repair.why}"
            f" ({repair.safety}, {repair.confidence:.0%})"
        )


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
    queue = deque(first)
    shift = 0  # how much the text before this point has grown by `first`
    middle = apply(text, first)
    for later in second:
        start, end = later.edit.span.start, later.edit.span.end
        while queue and queue[0].edit.span.start + shift + len(queue[0].edit.text) <= start:
            earlier = queue.popleft()
            shift += len(earlier.edit.text) - len(earlier.edit.span)
            done.append(earlier)
        here = start - shift
        low, high, merged, grown = here, 0, [], shift
        while queue and queue[0].edit.span.start + grown < end:
            earlier = queue.popleft()
            low = min(low, earlier.edit.span.start)
            merged.append(earlier)
            grown += len(earlier.edit.text) - len(earlier.edit.span)
        last = merged[-1].edit.span.end + grown if merged else end  # in the middle text
        high = max(end, last) - grown
        head = middle[low + shift : start]
        tail = middle[end : max(end, last)]
        shift = grown
        done.append(_joined(merged, later, Edit(Span(low, high), head + later.edit.text + tail)))
    return tuple(sorted((*done, *queue)))


def _joined(earlier: Sequence[Repair], later: Repair, edit: Edit) -> Repair:
    if not earlier:
        return replace(later, edit=edit)
    steps = [*earlier[:1], later]
    codec = earlier[0].codec if earlier[0].codec == later.codec else f"{later.codec}, then {earlier[0].codec}"
    if earlier[0].codec == later.codec:
        codec += ", twice"
    unsafe = any(step.safety == "unsafe" for step in (*earlier, later))
    return Repair(
        edit,
        earlier[0].kind,
        codec,
        "unsafe" if unsafe else "safe",
        min(step.confidence for step in steps),
        later.why,
    )
