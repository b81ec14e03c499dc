"""Owns the recognition of ids that slipped: each heading of a page carries another heading's id."""

from collections import Counter
from collections.abc import Sequence

from doclint.model import Code, Document, Heading, Image, InlineCode, Link, Prose
from doclint.regex import regex

_FEWEST = 3
_SHARE = 0.6
_NUMBER = regex(r"\d+")


def slipped(source: Document, translation: Document) -> bool:
    """Say whether a page's explicit ids were mixed up while its sections stayed in their places.

    Both pages have the same outline and the same ids, but most ids stand at other headings. Whether the sections moved
    or the ids did is told by what stands under the headings: code, addresses and numbers, which stay in translation.
    Without any of these, a page whose ids all moved by the same number of headings is taken to have slipped.
    """
    ours, theirs = list(source.of(Heading)), list(translation.of(Heading))
    own, other = [_id(head) for head in ours], [_id(head) for head in theirs]
    if [head.level for head in ours] != [head.level for head in theirs] or _repeats(own) or _repeats(other):
        return False
    places = {name: number for number, name in enumerate(other) if name}
    pairs = [(number, places[name]) for number, name in enumerate(own) if name in places]
    moved = [(number, place) for number, place in pairs if number != place]
    if len(moved) < _FEWEST or len(moved) < _SHARE * len(pairs):
        return False
    left, right = _tokens(source), _tokens(translation)
    by_place = sum(_alike(left[number], right[number]) for number, _ in moved)
    by_id = sum(_alike(left[number], right[place]) for number, place in moved)
    if by_place != by_id:
        return by_place > by_id
    known = [number for number, name in enumerate(own) if name in places]
    return (
        len({(known.index(place) - known.index(number)) % len(known) for number, place in pairs if place in known}) == 1
    )


def _id(heading: Heading) -> str:
    return heading.anchors[0].id if heading.anchors else ""


def _repeats(ids: Sequence[str]) -> bool:
    return any(count > 1 for name, count in Counter(ids).items() if name)


def _tokens(page: Document) -> Sequence[Counter[str]]:
    """Give what stays in translation, heading by heading."""
    found: list[Counter[str]] = []
    for block in page.blocks:
        if isinstance(block, Heading):
            found.append(Counter())
        if not found:
            continue
        if isinstance(block, Code):
            found[-1].update(block.body.split())
            continue
        if isinstance(block, Prose):
            found[-1].update(_NUMBER.findall(block.text))
        for item in getattr(block, "inlines", ()):
            if isinstance(item, InlineCode):
                found[-1]["`" + item.text] += 1
            elif isinstance(item, Link | Image) and not item.target.startswith("#"):
                found[-1][item.target.rstrip("/").rpartition("/")[2]] += 1
    return found


def _alike(left: Counter[str], right: Counter[str]) -> float:
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 0.0
