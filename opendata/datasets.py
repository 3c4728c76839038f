"""What a dataset is: a table of public facts under a stable name."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from opendata.columns import Column

# A line of a dataset: its values in the order of the columns.
Line = tuple[Any, ...]
# So many rows at a time leave the database, however many there are.
BATCH = 2000


@dataclass(frozen=True)
class Reference:
    """Columns whose values are found in another dataset."""

    columns: tuple[str, ...]
    dataset: str
    there: tuple[str, ...]


@dataclass(frozen=True)
class Dataset:
    """One table. `rows` are the public rows, and only those, in an order that stays.

    `columns` are asked of `rows`. Where one row makes several lines, or what stands in a line
    takes more than the database knows, `unfold` makes lines, in the order of the columns, of what
    the columns' sources hold.
    """

    name: str
    title: str
    about: str
    rows: Callable[[], QuerySet[Any]]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()
    unfold: Callable[[Iterable[Line]], Iterable[Line]] | None = None

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in their order."""
        return tuple(column.name for column in self.columns)

    def lines(self, rows: QuerySet[Any] | None = None) -> Iterator[Line]:
        """The lines of `rows`, or of all public rows, few at a time in memory."""
        rows = self.rows() if rows is None else rows
        asked = rows.values_list(*(column.expression for column in self.columns))
        found: Iterable[Line] = asked.iterator(chunk_size=BATCH)
        for line in self.unfold(found) if self.unfold else found:
            yield tuple(map(_public, self.columns, line))

    def records(self, rows: QuerySet[Any] | None = None) -> Iterator[dict[str, Any]]:
        """The same, each line under the names of the columns."""
        for line in self.lines(rows):
            yield dict(zip(self.names, line, strict=True))

    def column(self, name: str) -> Column:
        """The column of that name. KeyError: it has none."""
        return {column.name: column for column in self.columns}[name]


def _public(column: Column, value: Any) -> Any:
    return column.convert(value) if column.convert else value


def in_order(datasets: Sequence[Dataset]) -> dict[str, Dataset]:
    """The datasets by name."""
    return {dataset.name: dataset for dataset in datasets}
