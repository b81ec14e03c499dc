"""Owns code that one side shows in one block and the other one in several, with text between them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from doclint.align.features import Features
from doclint.align.rejoin import Indices
from doclint.code.alike import lines
from doclint.model import Block, Code, Heading, Prose

Sides = tuple[Sequence[Features], Sequence[Features]]

_MOST_OF = 2 / 3
"""How many of a part's lines stand in the whole at the least, and of the whole's lines in its parts."""
_MOST_TRIED = 2000
"""Pairs of a block and a possible part of it that are looked at in a section."""


def rejoin_divided(left: Sequence[Features], right: Sequence[Features], matches: list[Indices]) -> list[Indices]:
    """Pair code with all the blocks that hold its lines on the other side of its section, and what stands between them.

    What these stood for is left alone: the order had paired it with a part of something else.
    """
    sides = (left, right)
    if [_code(item) for item in left if item.kind == "code"] == [_code(item) for item in right if item.kind == "code"]:
        return matches
    found: list[Indices] = []
    for _, run in groupby(_numbered(sides, matches), key=lambda item: item[0]):
        section = [match for _, match in run]
        for whole in (0, 1):
            section = _rejoined(sides, section, whole)
        found += section
    return found


def _numbered(sides: Sides, matches: list[Indices]) -> Iterator[tuple[int, Indices]]:
    """Yield the matches with the number of the section that they are in."""
    number = 0
    for match in matches:
        number += any(isinstance(items[n].block, Heading) for items, own in zip(sides, match, strict=True) for n in own)
        yield number, match


def _rejoined(sides: Sides, section: list[Indices], whole: int) -> list[Indices]:
    """Pair what one side of a section shows whole and the other one in parts."""
    doubtful = [match for match in section if _is_doubtful(sides, match)]
    wholes = [n for match in doubtful for n in match[whole]]
    pieces = [n for match in doubtful for n in match[1 - whole]]
    if not wholes or not 2 <= len(pieces) <= _MOST_TRIED // len(wholes):  # most sections have hardly any
        return section
    ours, theirs = (
        {n: _code(items[n]) for n in own} for items, own in ((sides[whole], wholes), (sides[1 - whole], pieces))
    )
    partners = {own: other for match in doubtful for own in match[1 - whole] for other in match[whole]}
    for n, body in ours.items():
        parts = _parts(lines(body), {m: lines(one) for m, one in theirs.items()})
        for m in parts:
            other = lines(ours[partners[m]]) if m in partners and partners[m] != n else Counter()
            if (other & lines(theirs[m])).total() * 2 > lines(theirs[m]).total():
                parts = []  # it stands for another one
                break
        if len(parts) > 1:
            led = _led_in(sides, section, (n, parts), whole)
            return _rejoined(sides, _taken(sides, led, (n, parts), whole), whole)
    return section


def _is_doubtful(sides: Sides, match: Indices) -> bool:
    """Say whether a match is of code that does not say the same on both sides, each in one block."""
    blocks = [[items[n].block for n in own] for items, own in zip(sides, match, strict=True)]
    if any(len(own) > 1 for own in blocks) or not all(isinstance(block, Code) for own in blocks for block in own):
        return False
    bodies = [block.body for own in blocks for block in own if isinstance(block, Code)]
    return len(bodies) == 1 or (bodies[0] != bodies[1] and lines(bodies[0]) != lines(bodies[1]))


def _code(item: Features) -> str:
    return item.block.body if isinstance(item.block, Code) else ""


def _parts(whole: Counter[str], pieces: dict[int, Counter[str]]) -> list[int]:
    """Give the pieces that hold the lines of the whole, each line once; none where they do not hold most of it."""
    rest, found = Counter(whole), []
    for n, piece in pieces.items():
        common = (piece & rest).total()
        if common and common >= _MOST_OF * piece.total():
            rest -= piece
            found.append(n)
    return found if whole.total() - rest.total() >= _MOST_OF * whole.total() else []


def _led_in(sides: Sides, section: list[Indices], group: tuple[int, list[int]], whole: int) -> list[Indices]:
    """Pair what leads to a block with what leads to its first part, where it was paired with what leads to another."""
    n, parts = group
    lead, lone = n - 1, _match((), (parts[0] - 1,), whole)
    at = next((at for at, match in enumerate(section) if match[whole] == (lead,)), -1)
    later = section[at][1 - whole]
    if at < 0 or lone not in section or len(later) != 1 or not parts[0] < later[0] < parts[-1]:
        return section
    blocks = sides[whole][lead].block, sides[1 - whole][parts[0] - 1].block, sides[1 - whole][later[0]].block
    if not all(map(_is_paragraph, blocks)):
        return section
    others = {at: _match((lead,), lone[1 - whole], whole), section.index(lone): _match((), later, whole)}
    return [others.get(at, match) for at, match in enumerate(section)]


def _taken(sides: Sides, section: list[Indices], group: tuple[int, list[int]], whole: int) -> list[Indices]:
    """Put a block and its parts into one match, with the paragraphs between the parts that stand for nothing."""
    n, parts = group
    torn = [match for match in section if n in match[whole] or set(match[1 - whole]) & set(parts)]
    freed = [_match((m,), (), whole) for match in torn for m in match[whole] if m != n]
    freed += [_match((), (m,), whole) for match in torn for m in match[1 - whole] if m not in parts]
    # A paragraph that leads to code which nothing stands for is no counterpart of what leads to a part.
    leads = {match[whole][0] - 1 for match in freed if match[whole]}
    found: list[Indices] = []
    between: list[int] = []
    for match in section:
        own, others = match[whole], match[1 - whole]
        between_parts = [m for m in others if parts[0] < m < parts[-1] and _is_paragraph(sides[1 - whole][m].block)]
        if match in torn:
            found += [match] * (n in own)
        elif between_parts == list(others) and others and all(m in leads and m > n for m in own):
            between += others
            freed += [_match((m,), (), whole) for m in own]
        else:
            found.append(match)
    together = _match((n,), tuple(sorted((*parts, *between))), whole)
    at = next((at for at, match in enumerate(found) if n in match[whole]), len(found))
    return [*found[:at], together, *found[at + 1 :], *freed]


def _match(own: tuple[int, ...], others: tuple[int, ...], whole: int) -> Indices:
    return (own, others) if whole == 0 else (others, own)


def _is_paragraph(block: Block) -> bool:
    return isinstance(block, Prose) and block.role == "paragraph"
