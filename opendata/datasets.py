"""What a dataset is: a table of public facts under a stable name."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import QuerySet

from opendata.columns import Column, Told

# A line of a dataset: its values in the order of the columns.
Line = tuple[Any, ...]
Row = TypeVar("Row")
# So many rows at a time leave the database, however many there are.
BATCH = 2000


@dataclass(frozen=True)
class Reference:
    """Columns whose values are found in another dataset."""

    columns: tuple[str, ...]
    dataset: str
    there: tuple[str, ...]


# By the id of its row, what the told columns of each of its lines are read off.
Readings = Mapping[int, Sequence[Any]]


@dataclass(frozen=True)
class Dataset:
    """One table. `rows` are the public rows, and only those, in an order that stays.

    `columns` are asked of `rows`. Where one row makes several lines, or what stands in a line
    takes more than the database knows, `readings` is given the ids of a batch of rows and answers
    with what their lines are told from, in as many queries however many rows there are.
    """

    name: str
    title: str
    about: str
    rows: Callable[[], QuerySet[Any]]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()
    readings: Callable[[Sequence[int]], Readings] | None = None

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in their order."""
        return tuple(column.name for column in self.columns)

    def lines(self, rows: QuerySet[Any] | None = None) -> Iterator[Line]:
        """The lines of `rows`, or of all public rows, few at a time in memory."""
        rows = self.rows() if rows is None else rows
        asked = [column.expression for column in self.columns if not column.is_told]
        found = rows.values_list("pk", *asked).iterator(chunk_size=BATCH)
        for batch in batches(found):
            told = self.readings([row[0] for row in batch]) if self.readings else {}
            for pk, *values in batch:
                for reading in told.get(pk, ()) if self.readings else (None,):
                    yield self._line(values, reading)

    def _line(self, values: Iterable[Any], reading: Any) -> Line:
        rest = iter(values)
        return tuple(
            _public(
                column,
                column.source.of(reading) if isinstance(column.source, Told) else next(rest),
            )
            for column in self.columns
        )

    def records(self, rows: QuerySet[Any] | None = None) -> Iterator[dict[str, Any]]:
        """The same, each line under the names of the columns."""
        for line in self.lines(rows):
            yield dict(zip(self.names, line, strict=True))

    def column(self, name: str) -> Column:
        """The column of that name. KeyError: it has none."""
        return {column.name: column for column in self.columns}[name]


def _public(column: Column, value: Any) -> Any:
    return column.convert(value) if column.convert else value


def batches(rows: Iterable[Row], size: int = BATCH) -> Iterator[list[Row]]:
    """`rows`, `size` at a time."""
    rest = iter(rows)
    while batch := list(itertools.islice(rest, size)):
        yield batch


def in_order(datasets: Sequence[Dataset]) -> dict[str, Dataset]:
    """The datasets by name."""
    return {dataset.name: dataset for dataset in datasets}
