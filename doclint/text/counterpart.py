"""Owns what a counterpart shows where a text has holes: on a line that is the same but for these, and on its own line.

Lines are paired by what translators leave alone (code, addresses, numbers), between those by their order.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from doclint.model import Edit, Safety, Span
from doclint.regex import regex
from doclint.text.neighbours import skeleton
from doclint.text.regions import Stretches, fences
from doclint.text.repairs import Repair

_KEPT = regex(r"`[^`\n]+`|https?://[^\s)>\]]+|\]\([^)\s]+\)|\{#[^}\s]+\}|\d+(?:\.\d+)*|^[ \t]*#{1,6} ")
_KIND = regex(r"[ \t>]*(#{1,6} |[-*+] |\d+[.)] |\||`{3,}|~{3,}|<|:::)?")
_SIGNS = regex(r"(?<![^\W\d_])[^\w\s\x00-\x7f]+(?![^\W\d_])")
_TELLING = regex(r"[A-Za-z0-9]")
_LEAST_SAME = 4  # letters and digits that make a line one of its own
_SAME = frozenset(("So", "Sm", "Mn", "Cf"))  # letters, quotation marks, dashes and spaces change with the language


def same_lines(text: str, reference: str, hole: str) -> Iterator[Repair]:
    """Yield the repairs of lines that the counterpart has whole: all but what was lost is the same."""
    asked = hole == "?"
    known: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for line in set(reference.split("\n")):
        if not line.isascii() and len(_TELLING.findall(line)) >= _LEAST_SAME:
            whole = skeleton(line, asked=asked)
            known[_squeezed(whole.text)].add(tuple(whole.runs.values()))
    code = Stretches((span.start, span.end) for span in fences(text)) if known else Stretches(())
    for start, line in _lines(text) if known else ():
        broken = skeleton(line, asked=asked)
        others = known.get(_squeezed(broken.text), set()) if hole in line else ()
        for (at, run), new in zip(broken.runs.items(), min(others), strict=True) if len(others) == 1 else ():
            if hole in run and new != run and fits(run, new, hole):
                low = start + broken.starts[at]
                same = low in code and all(unicodedata.category(char) in _SAME for char in new)
                yield _repair(Span(low, low + len(run)), new, hole, "safe" if same else "unsafe")


def _squeezed(line: str) -> str:
    """Give a line with all spaces alike: columns of a table are as wide as their longest word."""
    return " ".join(line.split())


def _repair(span: Span, new: str, hole: str, safety: Safety) -> Repair:
    why = "the counterpart has the same line whole"
    if hole == "?":
        return Repair(Edit(span, new), "mojibake", "letters replaced by question marks", safety, 0.95, why)
    return Repair(Edit(span, new), "replacement-character", "a character was lost", safety, 0.95, why)


def fits(run: str, one: str, hole: str, *, bytewise: bool = True) -> bool:
    """Say whether a run may have been something: a character left one hole, or, if `bytewise`, one for each byte."""
    if one == run:
        return hole == "?"
    if run.strip(hole):
        return len(run) == len(one) and all(a in (b, hole) for a, b in zip(run, one, strict=True))
    return len(run) == len(one) or (bytewise and len(run) == len(one.encode("utf-8", "surrogatepass")))


def signs(text: str, reference: str, hole: str) -> Mapping[int, str]:
    """Give, by the offsets of holes that stand between words, the signs that the counterpart's line has there.

    A line tells nothing unless it has as many signs between words as holes stand there.
    """
    lost = re.compile(rf"(?<![^\W\d_]){re.escape(hole)}{{1,12}}(?![^\W\d_{re.escape(hole)}])")
    lines, others = list(_lines(text)), reference.split("\n")
    found: dict[int, str] = {}
    wanted = {number for number, (_, line) in enumerate(lines) if hole in line and lost.search(line)}
    pairs = _paired([line for _, line in lines], others) if wanted else ()
    for number, other in pairs:
        if number in wanted:
            holes = list(lost.finditer(lines[number][1]))
            shown = _SIGNS.findall(others[other])
            if len(holes) == len(shown) and all(sign.isprintable() for sign in shown):
                found |= {lines[number][0] + gap.start(): sign for gap, sign in zip(holes, shown, strict=True)}
    return found


def lines(text: str, reference: str) -> Callable[[int], str]:
    """Give a function that tells the counterpart's line for an offset, empty where that is not known."""
    places = list(_lines(text))
    starts = [start for start, _ in places]
    others = reference.split("\n")
    pairs = dict(_paired([line for _, line in places], others))

    def other(offset: int) -> str:
        number = pairs.get(bisect_right(starts, offset) - 1)
        return "" if number is None else others[number]

    return other


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines with their offsets."""
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


def _paired(lines: Sequence[str], others: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield pairs of line numbers, from 0: lines that keep the same things, and those between them, by their order."""
    ends = [(-1, -1), *_anchors(lines, others), (len(lines), len(others))]
    for (low, other_low), (high, other_high) in pairwise(ends):
        if low >= 0:
            yield low, other_low
        left = [number for number in range(low + 1, high) if lines[number].strip()]
        right = [number for number in range(other_low + 1, other_high) if others[number].strip()]
        alike = [(a, b) for a, b in zip(left, right, strict=False) if _kind(lines[a]) == _kind(others[b])]
        if len(left) == len(right):
            yield from alike
            continue
        yield from takewhile(
            lambda pair: _kind(lines[pair[0]]) == _kind(others[pair[1]]), zip(left, right, strict=False)
        )


def _kind(line: str) -> str:
    match = _KIND.match(line)
    return re.sub(r"\d+", "1", match[1] or "") if match else ""


def _anchors(lines: Sequence[str], others: Sequence[str]) -> list[tuple[int, int]]:
    """Give pairs of lines that keep the same things, as no other line of either text does, in rising order."""
    here, there = _only(lines), _only(others)
    return _rising([(number, there[key]) for key, number in here.items() if key in there])


def _only(lines: Sequence[str]) -> dict[str, int]:
    keys = [" ".join(_KEPT.findall(line)) for line in lines]
    counts = Counter(keys)
    return {key: number for number, key in enumerate(keys) if key.strip("# \t") and counts[key] == 1}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the longest part of the pairs, sorted by the first, in which the second rises, too (patience sorting)."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for nth, (_, other) in enumerate(pairs):
        at = bisect_left(tops, other)
        before.append(ends[at - 1] if at else None)
        tops[at : at + 1], ends[at : at + 1] = [other], [nth]
    chosen: list[tuple[int, int]] = []
    nth_or_none = ends[-1] if ends else None
    while nth_or_none is not None:
        chosen.append(pairs[nth_or_none])
        nth_or_none = before[nth_or_none]
    return chosen[::-1]
