"""Owns glossary entries that are paragraphs: each language files them by its own alphabet, so their order says nothing.

Who stands for whom is found by what the entries name and how they are called. Entries send the reader to one another
(“see also”): once two are known to be one, so are the references to them, and that tells more pairs, until none is new.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf

from doclint.align.costs import cost_alone
from doclint.align.doubt import Doubt
from doclint.align.features import Features, cognates, recast
from doclint.align.rejoin import Indices
from doclint.code.alike import in_common
from doclint.locales import pack, sort_key
from doclint.model import Prose
from doclint.record import record
from doclint.regex import regex
from doclint.terms.glossary import LEAST_ENTRIES, is_filed

# `[term]{#id}`, `**term**`, or the line above a definition.
_HEADWORD = regex(
    r"\[(?P<span>[^\[\]\n]{1,80})\]\{(?:[^{}\n]*#(?P<id>[^\s{}]+))?[^{}\n]*\}"
    r"|\*\*(?P<bold>[^*\n]{1,80})\*\*|(?P<line>[^\n]{1,80})\n:[ \t]"
)
_MOST_CANDIDATES = 40_000
_SURE = 0.35  # what two entries cost at the most that are one
_CLEARLY = 0.04  # by how much they have to be better than what else may stand for one of them
_ALIKE = 0.3  # how alike two headwords are that may be one word
_REFERENCE = "@#"

Run = Sequence[int]


@record
class Refiled:
    """What refiling came to: all matches; doubts by the identity of a block; where a section with entries ends.

    `ends` gives, for each entry of the source, the last block of the translation's section.
    """

    matches: list[Indices]
    doubts: dict[int, Doubt]
    ends: dict[int, int]


@record
class _Entry:
    """An entry: its place among the page's blocks, its headword, how references to it look, and what it says."""

    index: int
    name: str
    references: tuple[str, ...]
    item: Features


def refile(
    sides: tuple[Sequence[Features], Sequence[Features]],
    sections: Iterable[tuple[Run, Run]],
    matches: list[Indices],
    languages: tuple[str, str],
    ratio: float,
) -> Refiled:
    """Pair the entries of sections that both languages sort, whatever their order.

    `sections` are the blocks under headings that stand for each other. Entries of which nothing tells which is which
    stand for each other as a whole, in no match; of which side has more of them, that many are a doubt, in one match.
    """
    doubts: dict[int, Doubt] = {}
    ends: dict[int, int] = {}
    for ours_at, theirs_at in sections:
        if min(len(ours_at), len(theirs_at)) < LEAST_ENTRIES:
            continue
        ours, theirs = _entries(sides[0], ours_at, languages[0]), _entries(sides[1], theirs_at, languages[1])
        if not ours or not theirs or len(ours) * len(theirs) > _MOST_CANDIDATES or _in_step(ours, theirs):
            continue
        free = {one.index for one in ours}, {one.index for one in theirs}
        touched = [pair for pair in matches if free[0] & {*pair[0]} or free[1] & {*pair[1]}]
        if not all(free[0] >= {*pair[0]} and free[1] >= {*pair[1]} for pair in touched):
            continue
        found, doubtful = _settled(ours, theirs, _pairs(ours, theirs, ratio))
        matches = [pair for pair in matches if pair not in touched] + found
        doubts |= doubtful
        ends |= {one.index: theirs_at[-1] for one in ours}
    return Refiled(matches, doubts, ends)


def _settled(
    ours: Sequence[_Entry], theirs: Sequence[_Entry], pairs: Mapping[int, int]
) -> tuple[list[Indices], dict[int, Doubt]]:
    """Give the matches of entries of which these pairs are sure, and the doubts about those that are left."""
    taken = set(pairs.values())
    lost = [one for one in ours if one.index not in pairs]
    added = [one for one in theirs if one.index not in taken]
    surely_lost, surely_added = _strangers(lost, added), _strangers(added, lost)
    lost = [one for one in lost if one not in surely_lost]
    added = [one for one in added if one not in surely_added]
    among = (
        tuple(one.item.block for one in ours if one not in surely_lost),
        tuple(one.item.block for one in theirs if one not in surely_added),
    )
    more, others = lost[len(added) :], added[len(lost) :]
    found: list[Indices] = [((i,), (j,)) for i, j in pairs.items()]
    found += [((one.index,), ()) for one in (*surely_lost, *more)]
    found += [((), (one.index,)) for one in (*surely_added, *others)]
    return found, {id(one.item.block): among for one in (*more, *others) if lost and added}


def _entries(items: Sequence[Features], run: Run, language: str) -> list[_Entry]:
    """Give the entries among the blocks of a section that is a glossary in alphabetical order; none of another one."""
    found = []
    for index in run:
        block = items[index].block
        head = _HEADWORD.match(block.text) if isinstance(block, Prose) and block.role != "item" else None
        if head:
            name = (head["span"] or head["bold"] or head["line"]).replace("*", "").replace("_", "").strip("` ")
            ids = {head["id"] or "", "-".join(name.lower().split())} - {""}
            found.append(_Entry(index, name, tuple(f"{_REFERENCE}{one}" for one in sorted(ids)), items[index]))
    filed = pack(language).ordered and is_filed([sort_key(one.name, language) for one in found])
    return found if filed else []


def _in_step(ours: Sequence[_Entry], theirs: Sequence[_Entry]) -> bool:
    """Say whether most headwords were kept: then they stand in the same order on both sides."""
    kept = {one.name.casefold() for one in ours} & {one.name.casefold() for one in theirs}
    return 2 * len(kept) > min(len(ours), len(theirs))


def _pairs(ours: Sequence[_Entry], theirs: Sequence[_Entry], ratio: float) -> dict[int, int]:
    """Give which entries surely stand for each other, by their places."""
    found: dict[int, int] = {}
    called: dict[str, str] = {}  # what a reference to an entry that is known is called on both sides
    while True:
        taken = set(found.values())
        left = [(one, _said(one.item, called)) for one in ours if one.index not in found]
        right = [(one, _said(one.item, called)) for one in theirs if one.index not in taken]
        new = list(_clear([[_cost(a, b, ratio) for b in right] for a in left]))
        if not new:
            return found
        for row, column in new:
            one, other = left[row][0], right[column][0]
            found[one.index] = other.index
            called |= dict.fromkeys((*one.references, *other.references), one.references[0])


def _strangers(some: Sequence[_Entry], others: Sequence[_Entry]) -> list[_Entry]:
    """Give the entries that name code or a picture which none of the others names: they stand for none of these."""
    named = [{token for token in one.item.strong if token[0] in "`!"} for one in others]
    return [
        one
        for one in some
        if any(token[0] in "`!" for token in one.item.strong)
        and all(names.isdisjoint(one.item.strong) for names in named)
    ]


def _said(item: Features, called: Mapping[str, str]) -> Features:
    """Give an entry with its references called alike on both sides, and without those of which it is not known yet."""
    strong: dict[str, int] = {}
    for token, weight in item.strong.items():
        name = called.get(token) if token.startswith(_REFERENCE) else token
        if name:
            strong[name] = strong.get(name, 0) + weight
    return recast(item, strong)


def _cost(one: tuple[_Entry, Features], other: tuple[_Entry, Features], ratio: float) -> float:
    """Give what it costs to take one entry for the other; more than anything where nothing binds them."""
    alike = cognates(one[0].name, other[0].name)
    if alike < _ALIKE and not in_common(one[1].strong, other[1].strong):
        return inf
    return cost_alone(one[1], other[1], ratio) - _ALIKE * alike


def _clear(costs: Sequence[Sequence[float]]) -> Iterator[tuple[int, int]]:
    """Yield the rows and columns of the costs that are low, and clearly the lowest in both."""
    columns = list(zip(*costs, strict=True))
    for row, line in enumerate(costs):
        best, second = _lowest(line)
        if best <= _SURE and best + _CLEARLY <= second:
            column = line.index(best)
            lowest, next_lowest = _lowest(columns[column])
            if lowest == best and best + _CLEARLY <= next_lowest:
                yield row, column


def _lowest(costs: Sequence[float]) -> tuple[float, float]:
    first, second = (*sorted(costs)[:2], inf, inf)[:2]
    return first, second
