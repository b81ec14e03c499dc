"""See rules/heading-level.md."""

from collections.abc import Iterator

from doclint.model import Finding, Heading, Pair, Place
from doclint.record import field, record
from doclint.regex import regex

_SPARSE = 0.5
_COGNATE = 0.75
_WORD = regex(r"[^\W\d_]{4,}")
_NUMBER = regex(r"^[^\w]*(\d+(?:\.\d+)*)\b")


@record(frozen=False)
class _Shift:
    """A heading whose level differs, and how many of its neighbours at the same level were shifted like it."""

    source: Heading
    translation: Heading
    followers: int = 0


@record(frozen=False)
class _Level:
    """What is known of the latest heading at one level of the source's outline, and of those before it."""

    heading: Heading
    shift: int = 0
    told: _Shift | None = field(default=None)


def check(pair: Pair) -> Iterator[Finding]:
    """Yield headings whose level differs; neighbours and whole subtrees that were shifted alike are told once."""
    sparse = _is_sparse(pair)
    for shift in list(_shifts(pair)):
        if not _surely_the_same(shift, sparse=sparse):
            continue
        more = ""
        if shift.followers:
            after = "the heading" if shift.followers == 1 else f"the {shift.followers} headings"
            more = f", and so it is with {after} after it"
        yield Finding(
            pair.translation,
            shift.translation.span,
            f"heading is level {shift.translation.level}, but level {shift.source.level} in the source{more}",
            Place(pair.source, shift.source.span),
        )


def _is_sparse(pair: Pair) -> bool:
    """Say whether hardly half of a page's headings stand for one of the other page: then any two may be paired."""
    paired = sum(1 for _ in pair.both(Heading))
    return paired < _SPARSE * max(sum(1 for _ in page.of(Heading)) for page in (pair.source, pair.translation))


def _surely_the_same(shift: _Shift, *, sparse: bool) -> bool:
    """Say whether nothing speaks against two headings being one and, on pages that grew apart, something for it."""
    source, translation = shift.source, shift.translation
    ids = [{anchor.id for anchor in heading.anchors} for heading in (source, translation)]
    if all(ids):
        return bool(ids[0] & ids[1])
    numbers = [_NUMBER.search(heading.text) for heading in (source, translation)]
    if numbers[0] and numbers[1] and numbers[0][1] != numbers[1][1]:
        return False
    return not sparse or _alike(source.text, translation.text)


def _alike(source: str, translation: str) -> bool:
    """Say whether two headings share a word, or one that many languages share: `Dokumentation`, `documentation`."""
    ours, theirs = ({word.casefold() for word in _WORD.findall(text)} for text in (source, translation))
    from difflib import SequenceMatcher

    return any(SequenceMatcher(None, one, other).ratio() >= _COGNATE for one in ours for other in theirs)


def _shifts(pair: Pair) -> Iterator[_Shift]:
    """Yield the first heading of every shift. Those that rose because the one above them is lost are left out."""
    counterparts = {id(source): translation for source, translation in pair.both(Heading)}
    above: list[_Level] = []
    for source in pair.source.of(Heading):
        before = None
        while above and above[-1].heading.level >= source.level:
            last = above.pop()
            before = last if last.heading.level == source.level else None
        parent = above[-1] if above else None
        translation = counterparts.get(id(source))
        if translation is None:  # what stands under a lost heading takes the place of that heading
            above.append(_Level(source, -1))
            continue
        here = _Level(source, translation.level - source.level)
        above.append(here)
        if not here.shift or (parent and here.shift == parent.shift):
            continue
        if before and before.told and before.shift == here.shift:
            here.told = before.told
            here.told.followers += 1
        else:
            here.told = _Shift(source, translation)
            yield here.told
