"""Owns the band of a table of two lists that an alignment looks at, so that no page takes more than it can give."""

from collections.abc import Sequence

_MOST_CELLS = 300_000
"""Cells of one table; a section of two thousand blocks needs a hundred and sixty thousand where nothing is missing."""

_NARROWEST = 5
"""Half the width of a band for lists of tens of thousands of blocks."""


def band(rows: int, columns: int, width: int) -> list[tuple[int, int]]:
    """Give the first and the last column to look at, both inclusive, for each row of a table, from 0 to `rows`.

    That is `width` on either side of the diagonals that lead through the corners. Where this would be too many cells,
    the band follows the straight line from corner to corner and is as wide as can be.
    """
    half = abs(rows - columns) + width
    if (rows + 1) * min(columns + 1, 2 * half + 1) <= _MOST_CELLS:
        return [(max(0, i - half), min(columns, i + half)) for i in range(rows + 1)]
    slope = columns / max(rows, 1)
    half = max(min(width, _NARROWEST), _MOST_CELLS // (2 * rows + 2), int(slope) + 2)
    return [(max(0, int(i * slope) - half), min(columns, int(i * slope) + half)) for i in range(rows + 1)]


def columns(
    rows: Sequence[list[float]], bounds: Sequence[tuple[int, int]], i: int, span: tuple[int, int], outside: float
) -> list[float]:
    """Give what stands in row `i` between two columns, both inclusive; `outside` is what stands outside the band."""
    first, last = span
    if i < 0:
        return [outside] * (last - first + 1)
    low, high = bounds[i]
    before, behind = max(0, low - first), max(0, last - high)
    return [outside] * before + rows[i][max(0, first - low) : max(0, last - low + 1)] + [outside] * behind
