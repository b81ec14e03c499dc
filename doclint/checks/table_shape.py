"""See rules/table-shape.md."""

from collections.abc import Iterator

from doclint.model import Finding, Pair, Place, Prose, Span, Table
from doclint.regex import regex

_LIKE = regex("[-\\s|:=_\u2010-\u2015\u2212]+")
_DELIMITER = regex(r"\|?(?:\s*:?-+:?\s*\|)*+\s*:?-*:?\s*")


def check(pair: Pair) -> Iterator[Finding]:
    """Yield tables that have more or fewer rows or columns than the source's, and those that are none any more."""
    yield from _broken(pair)
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


def _broken(pair: Pair) -> Iterator[Finding]:
    """Yield tables whose second line no longer makes them one, so that readers see lines with bars."""
    lost = [(table, row.place) for table, row in pair.missing(Table)]
    if not lost:
        return
    text = pair.translation.text
    for block, _ in pair.extra(Prose):
        for table, place in lost:
            between = sorted((place.start, place.end, block.span.start, block.span.end))[1:3]
            if not text[between[0] : between[1]].strip() or place.start == block.span.start:
                yield from _without_delimiter(pair, block, table)


def _without_delimiter(pair: Pair, block: Prose, table: Table) -> Iterator[Finding]:
    """Tell what is wrong with the line under a table's header."""
    document = pair.translation
    first = document.position(block.span.start)[0]
    if first == len(document.line_starts):  # the page's last line
        return
    lines = [(document.line_starts[number - 1], document.line(number)) for number in (first, first + 1)]
    (start, header), (below, delimiter) = lines
    columns, wanted = _cells(header), len(table.rows[0])
    if "|" not in header or below >= block.span.end or columns != wanted:
        return
    line = "|" + "---|" * wanted
    related = Place(pair.source, table.row_spans[0])
    if not _DELIMITER.fullmatch(delimiter.strip()) and _LIKE.fullmatch(delimiter):
        message = (
            f"the line under the header is not written with hyphens, so this is no table to readers; write `{line}`"
        )
        yield Finding(document, Span(below, below + len(delimiter)), message, related)
    elif not _DELIMITER.fullmatch(delimiter.strip()):
        message = f"the line under the header is missing, so this is no table to readers; write `{line}` below it"
        yield Finding(document, Span(start, start + len(header)), message, related)
    elif _cells(delimiter) != wanted:
        count = _cells(delimiter)
        has = f"has {count} column{'s' * (count != 1)}, the header {columns}"
        message = f"the line under the header {has}, so this is no table to readers; write `{line}`"
        yield Finding(document, Span(below, below + len(delimiter)), message, related)


def _cells(line: str) -> int:
    """Count the cells of a table's line; bars with a backslash are none."""
    bare = line.strip().replace("\\|", "")
    return bare.removeprefix("|").removesuffix("|").count("|") + 1


def _shape(rows: int, columns: int) -> str:
    return f"{rows} row{'s' * (rows != 1)} and {columns} column{'s' * (columns != 1)}"
