"""See rules/table-shape.md."""

from collections.abc import Iterator

from doclint.model import Finding, Pair, Place, Table


def check(pair: Pair) -> Iterator[Finding]:
    """Yield tables that have more or fewer rows or columns than the source's."""
    for source, translation in pair.both(Table):
        rows, columns = len(translation.rows) - 1, len(translation.rows[0])
        source_rows, source_columns = len(source.rows) - 1, len(source.rows[0])
        if (rows, columns) != (source_rows, source_columns):
            yield Finding(
                pair.translation,
                translation.row_spans[0],
                f"the table has {_shape(rows, columns)}, but {_shape(source_rows, source_columns)} in the source",
                Place(pair.source, source.row_spans[0]),
            )


def _shape(rows: int, columns: int) -> str:
    return f"{rows} row{'s' * (rows != 1)} and {columns} column{'s' * (columns != 1)}"
