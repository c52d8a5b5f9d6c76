"""Rows of a stranger's tables, of which any column, or the whole, may not be there."""

from collections.abc import Iterator, Mapping, Sequence

from kgstudy.formats.database import Row, Tables

_MOST_ROWS = 5_000_000


def rows(tables: Tables, table: str, columns: Sequence[str]) -> Iterator[Row]:
    """The rows of those columns; none where the table or one of the columns is not there."""
    if tables.missing({table: columns}) is None:
        shown = ", ".join(f'"{column}"' for column in columns)
        yield from tables.rows(f'SELECT {shown} FROM "{table}" LIMIT {_MOST_ROWS}')


def dictionaries(
    tables: Tables, table: str, columns: Sequence[str]
) -> Iterator[Mapping[str, object]]:
    """The rows with as many of those columns as there are, by their names."""
    there = [column for column in columns if column in tables.columns(table)]
    if there:
        for row in rows(tables, table, there):
            yield dict(zip(there, row, strict=True))
