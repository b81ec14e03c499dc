"""Owns what an alignment in order cannot see within a section: what stands elsewhere, was put otherwise, or split.

The rows that the least cost gives keep the order of both pages. A paragraph or an item that a name, code or a number
binds to another one than its neighbours do is taken from its row; then what lists that stand for each other have and
lack, cancels: the items are the same in another order or other words, and how many they are is what counts.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate

from doclint.align.blocks import Match
from doclint.align.costs import cost_alone
from doclint.align.features import Features, list_of, whole
from doclint.code.alike import in_common
from doclint.model import Prose

_NONE = 9.0
_BOUND = 0.2  # by how much a bond outweighs the order
_MOST_STEPS = 200  # bonds that are looked at in a section, and pairs of items that may cancel
_NAMED = 3  # what an item's code and addresses weigh at the least that names something of its own


def settle(
    source: Sequence[Features], translation: Sequence[Features], matches: list[Match], ratio: float
) -> list[Match]:
    """Give the matches of a section with what is bound to another place paired, and lists' items made up for.

    `ratio` is how long the translation's prose is, in source lengths. Matches come in the source's order, what the
    translation has more behind its neighbour.
    """
    if all(match.source and match.translation for match in matches):
        return matches
    section = _Section(source, translation, ratio)
    for match in matches:
        section.take(match)
    if not section.lost and not section.added:
        return matches
    section.bind()
    section.cancel()
    section.split()
    return section.matches(matches) if section.changed else matches


class _Section:
    """Who stands for whom in a section, by their numbers."""

    def __init__(self, source: Sequence[Features], translation: Sequence[Features], ratio: float) -> None:
        self.source, self.translation, self.ratio = source, translation, ratio
        self.pairs: dict[int, int] = {}
        self.lost: list[int] = []
        self.added: list[int] = []
        self.halves: dict[int, tuple[int, ...]] = {}
        self.changed = False
        self.open: tuple[set[int], set[int]] = (set(), set())
        # whether a heading that has no counterpart stands above: what is under it is missing with it
        self.under = [
            list(accumulate((item.kind == "heading" for item in side), max)) for side in (source, translation)
        ]

    def take(self, match: Match) -> None:
        """Take in a match of one paragraph with another one, or of one with nothing."""
        if not match.source or not match.translation:
            self.open[not match.source].update(match.source or match.translation)
        ours = [self.source[n] for n in match.source]
        theirs = [self.translation[n] for n in match.translation]
        if len(ours) > 1 or len(theirs) > 1 or not all(isinstance(item.block, Prose) for item in (*ours, *theirs)):
            return
        if ours and theirs:
            self.pairs[match.source[0]] = match.translation[0]
        elif ours:
            self.lost.append(match.source[0])
        else:
            self.added.append(match.translation[0])

    def bind(self) -> None:
        """Give each paragraph without a counterpart the one that it is bound to, where that has a worse one."""
        sides = [(_rare(self.source), _rare(self.translation))]
        for one, others in self._counterparts().items():
            sides += [(_rare(self.source, one), _rare(self.translation, other)) for other in others]
        bonds = {(ours[token], theirs[token]) for ours, theirs in sides for token in ours.keys() & theirs.keys()}
        steps = _MOST_STEPS
        for i, j in sorted(bonds):
            free = (i in self.lost or i in self.pairs) and (j in self.added or j in self.pairs.values())
            if not free or self.pairs.get(i) == j or not steps or not self._may(i, j):
                continue
            steps -= 1
            partner = next((n for n, m in self.pairs.items() if m == j), None)
            if i in self.pairs and partner is not None:
                continue  # both have one: nothing is missing
            rival = (i, self.pairs[i]) if i in self.pairs else (partner, j) if partner is not None else None
            now = self.cost(*rival) if rival else _NONE
            cost = self.cost(i, j)
            if cost + _BOUND < now and (rival or cost < _BOUND):
                self._pair(i, j, partner)

    def _may(self, i: int, j: int) -> bool:
        """Say whether two are both items or both none, and both under a heading without a counterpart or both not."""
        alike = _role(self.source[i]) == _role(self.translation[j])
        return alike and self.under[0][i] == self.under[1][j]

    def _pair(self, i: int, j: int, partner: int | None) -> None:
        """Pair two, and leave what they stood for alone."""
        if partner is not None:
            del self.pairs[partner]
            self.lost.append(partner)
        elif j in self.added:
            self.added.remove(j)
        if i in self.pairs:
            self.added.append(self.pairs[i])
        else:
            self.lost.remove(i)
        self.pairs[i] = j
        self.changed = True

    def cancel(self) -> None:
        """Pair what lists that stand for each other lack with what they have more, the likeliest first."""
        lists = self._counterparts()
        lost = [n for n in self.lost if list_of(self.source[n]) in lists]
        added = [n for n in self.added if _role(self.translation[n]) == "item"]
        if len(lost) * len(added) > _MOST_STEPS:
            return
        costs = sorted(
            (_unlike(self.source[i], self.translation[j]), self.cost(i, j), abs(i - j), i, j)
            for i in lost
            for j in added
            if list_of(self.translation[j]) in lists[list_of(self.source[i])]
            and self._is_flat(0, i)
            and self._is_flat(1, j)
            and not _apart(self.source[i], self.translation[j])
        )
        for *_, i, j in costs:
            if i in self.lost and j in self.added:
                self._pair(i, j, None)

    def _is_flat(self, side: int, n: int) -> bool:
        """Say whether nothing but items is missing with an item of a side: else the place of more depends on it."""
        items = (self.source, self.translation)[side]
        return n + 1 not in self.open[side] or _role(items[n + 1]) == "item"

    def _counterparts(self) -> dict[int, set[int]]:
        """Give the translation's lists that stand for each of the source's, by where they begin.

        Those to which most of the items of one of them belong.
        """
        votes: dict[int, Counter[int]] = defaultdict(Counter)
        back: dict[int, Counter[int]] = defaultdict(Counter)
        for i, j in self.pairs.items():
            one, other = list_of(self.source[i]), list_of(self.translation[j])
            if one >= 0 and other >= 0 and _role(self.source[i]) == _role(self.translation[j]) == "item":
                votes[one][other] += 1
                back[other][one] += 1
        best = {(one, max(others, key=lambda other: (others[other], -other))) for one, others in votes.items()}
        best |= {(max(ones, key=lambda one: (ones[one], -one)), other) for other, ones in back.items()}
        lists: dict[int, set[int]] = defaultdict(set)
        for one, other in best:
            lists[one].add(other)
        return dict(lists)

    def split(self) -> None:
        """Give an item that is the half of its neighbour's counterpart to that: what it names is all said there."""
        back = {j: i for i, j in self.pairs.items()}
        for j in list(self.added):
            for near in (j - 1, j + 1):
                i = back.get(near)
                if i is None or i in self.halves:
                    continue
                if _is_half(self.source[i], self.translation[j], self.translation[near]):
                    self.halves[i] = tuple(sorted((near, j)))
                    self.added.remove(j)
                    self.changed = True
                    break

    def cost(self, i: int, j: int) -> float:
        """Give what it costs to take the one for the other."""
        return cost_alone(self.source[i], self.translation[j], self.ratio)

    def matches(self, before: list[Match]) -> list[Match]:
        """Give all matches anew, in the order of those before."""
        ours = {**{i: (j,) for i, j in self.pairs.items()}, **self.halves, **dict.fromkeys(self.lost, ())}
        halves = {j for both in self.halves.values() for j in both}
        return list(self._renewed(before, ours, halves))

    def _renewed(self, before: list[Match], ours: dict[int, tuple[int, ...]], halves: set[int]) -> Iterator[Match]:
        for match in before:
            if len(match.source) == 1 and match.source[0] in ours:
                yield Match(match.source, ours[match.source[0]])
            elif match.source:
                yield match
            if len(match.translation) == 1 and match.translation[0] in self.added:
                yield Match((), match.translation)
            elif not match.source and not self._used(match.translation[0], halves):
                yield match

    def _used(self, j: int, halves: set[int]) -> bool:
        return j in halves or j in self.added or j in self.pairs.values()


def _rare(items: Sequence[Features], only: int | None = None) -> dict[str, int]:
    """Give the tokens that one paragraph alone has, or one item of a list, and of items the words and whole texts."""
    found: dict[str, int] = {}
    for number, item in enumerate(items):
        if isinstance(item.block, Prose) and only in (None, list_of(item)):
            weak = (*item.words, whole(item)) if _role(item) == "item" else ()
            for token in (*item.strong, *weak):
                found[token] = number if token not in found else -1
    return {token: number for token, number in found.items() if number >= 0}


def _role(item: Features) -> str:
    return item.block.role if isinstance(item.block, Prose) else ""


def _is_half(both: Features, half: Features, rest: Features) -> bool:
    """Say whether a paragraph or item names nothing but what the source's names, and the other one lacks.

    Two items were made of one where they also have something in common; a line that got a mark by accident has not.
    """
    said, one, other = Counter(both.strong), Counter(half.strong), Counter(rest.strong)
    if list_of(half) != list_of(rest) or (list_of(half) >= 0 and not one & other):
        return False
    return not one - said and _named(one - other) and _named(other - one)


def _named(strong: Counter[str]) -> bool:
    return strong.total() >= _NAMED


def _unlike(source: Features, translation: Features) -> bool:
    """Say whether one names what the other does not, rather than the same."""
    common = in_common(source.strong, translation.strong)
    return source.weight + translation.weight > 3 * common


def _apart(source: Features, translation: Features) -> bool:
    """Say whether two items name different things, so that neither stands for the other."""
    return source.weight >= _NAMED and translation.weight >= _NAMED and not in_common(source.strong, translation.strong)
