"""See rules/heading-level.md."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from doclint.model import Finding, Heading, Pair, Place


@dataclass(slots=True)
class _Shift:
    """A heading whose level differs, and how many of its neighbours at the same level were shifted like it."""

    source: Heading
    translation: Heading
    followers: int = 0


@dataclass(slots=True)
class _Level:
    """What is known of the latest heading at one level of the source's outline, and of those before it."""

    heading: Heading
    shift: int = 0
    told: _Shift | None = field(default=None)


def check(pair: Pair) -> Iterator[Finding]:
    """Yield headings whose level differs; neighbours and whole subtrees that were shifted alike are told once."""
    for shift in list(_shifts(pair)):
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
