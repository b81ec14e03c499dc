"""Which finding belongs to which pair of pages, and to which row of it."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from doclint.model import Block, Document, Pair, Place, Problem, Row, Span
from doclint.report.base import place_of


def by_pair(pairs: Sequence[Pair], problems: Iterable[Problem]) -> tuple[dict[int, list[Problem]], list[Problem]]:
    """Sort problems by the index of their pair; the second list holds those of pages without a pair."""
    of_translation: defaultdict[str, list[int]] = defaultdict(list)
    for index, pair in enumerate(pairs):
        of_translation[pair.translation.path].append(index)
    found: defaultdict[int, list[Problem]] = defaultdict(list)
    alone: list[Problem] = []
    for problem in problems:
        here = problem.finding.document.path
        there = problem.finding.related.document.path if problem.finding.related else here
        own = of_translation.get(here, [])
        fitting = [index for index in own or of_translation.get(there, []) if pairs[index].source.path in {here, there}]
        if chosen := fitting or own:
            found[chosen[0]].append(problem)
        else:
            alone.append(problem)
    return dict(found), alone


class Rows:
    """Finds the row in which a problem is shown."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.sides = (
            _Side(pair.source, ((row.source, row) for row in pair.rows)),
            _Side(pair.translation, ((row.translation, row) for row in pair.rows)),
        )
        self.index = {id(row): at for at, row in enumerate(pair.rows)}

    def of(self, problem: Problem) -> int:
        """Give the index of the row where `problem` is shown, -1 for the head of the page."""
        own = self._row(place_of(problem), nearest=False)
        other = self._row(problem.finding.related, nearest=False) if problem.finding.related else -1
        if other >= 0 and not (self.pair.rows[other].source and self.pair.rows[other].translation):
            return other  # where something is missing, the row that shows it says most
        for row in (own, other):
            if row >= 0:
                return row
        return self._row(place_of(problem), nearest=True)

    def _row(self, place: Place, *, nearest: bool) -> int:
        for side in self.sides:
            if side.document.path == place.document.path:
                row = side.find(place.span, nearest=nearest)
                return self.index[id(row)] if row else -1
        return -1


class _Side:
    """The rows of one document, by where they stand in it."""

    def __init__(self, document: Document, rows: Iterable[tuple[tuple[Block, ...], Row]]) -> None:
        self.document = document
        spans = [(block.span, row) for blocks, row in rows if blocks for block in (*blocks, *row.carried)]
        spans.sort(key=lambda item: item[0])
        self.starts = [span.start for span, _ in spans]
        self.spans = spans

    def find(self, span: Span, *, nearest: bool) -> Row | None:
        """Give the row that `span` meets, or with `nearest` the last one before it."""
        at = bisect_right(self.starts, span.start) - 1
        if at >= 0 and (nearest or self.spans[at][0].end > span.start or self.spans[at][0].end >= span.end):
            return self.spans[at][1]
        after = at + 1
        return self.spans[after][1] if after < len(self.spans) and self.starts[after] < span.end else None


class Sorted:
    """Things with a span, to be found by where they stand."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.order = sorted((span, index) for index, span in enumerate(spans))
        self.starts = [span.start for span, _ in self.order]
        self.longest = max((len(span) for span, _ in self.order), default=0)

    def meeting(self, span: Span) -> list[int]:
        """Give the indices of those that meet or touch `span`."""
        first = bisect_left(self.starts, span.start - self.longest)
        last = bisect_right(self.starts, span.end)
        return [index for other, index in self.order[first:last] if other.end >= span.start]
