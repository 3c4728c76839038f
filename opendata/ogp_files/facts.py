"""What a file of OGP's database says, row by row; nothing here touches the database."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext

from commitments.models import PrintedDate
from network.workflow import Side
from opendata.ogp_files.dates import Order
from opendata.ogp_files.layouts import COUNTRY, PLAN_NUMBER


class OgpFileError(Exception):
    """The file is not OGP's database; `errors` has a sentence for each thing that is wrong."""

    def __init__(self, errors: Sequence[str]) -> None:
        super().__init__("\n".join(errors))
        self.errors = list(errors)


class UnreadableRowError(Exception):
    """One row cannot be used, because of what is in `column` ("": the row as a whole)."""

    def __init__(self, column: str, words: str) -> None:
        super().__init__(words)
        self.column = column
        self.words = words


@dataclass(frozen=True)
class Problem:
    """What keeps one row out: the line it begins on, the column or "", and a sentence."""

    line: int
    column: str
    words: str

    def __str__(self) -> str:
        return gettext("Line %(line)s cannot be read: %(words)s") % {
            "line": self.line,
            "words": self.words,
        }


class Cells(Mapping[str, str]):
    """The cells of one row by column; all rows share the `places` of the columns.

    A dictionary for each of 2,000 rows would take as much room as what stands in them.
    """

    __slots__ = ("places", "values_in_order")

    def __init__(self, places: Mapping[str, int], values_in_order: tuple[str, ...]) -> None:
        self.places = places
        self.values_in_order = values_in_order

    def __getitem__(self, column: str) -> str:
        return self.values_in_order[self.places[column]]

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


@dataclass(frozen=True)
class OgpRow:
    """One row: the line of the file it begins on, and its cells by the file's own columns."""

    line: int
    cells: Mapping[str, str]

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the cells, in whatever order the columns stand."""
        text = json.dumps(dict(self.cells), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class OgpFile:
    """A whole file. `columns` has the file's own column for each column known here.

    `problems` are rows that cannot be read; `notices` say what a person should know of the file.
    """

    name: str
    layout: str
    columns: Mapping[str, str]
    tags: Sequence[str]
    rows: Sequence[OgpRow]
    problems: Sequence[Problem]
    notices: Sequence[str]
    date_order: Order
    # Where the whole file does not say: by country and plan, as its cells have them.
    orders_of_plans: Mapping[tuple[str, str], Order] = field(default_factory=dict)

    def plan_of(self, row: OgpRow) -> tuple[str, str]:
        """The cells that tell one plan from another."""
        return row.cells[self.columns[COUNTRY]], row.cells[self.columns[PLAN_NUMBER]]

    def order_of(self, row: OgpRow) -> Order:
        """The order of day and month in a row's dates: its plan's, where the file is mixed."""
        return self.orders_of_plans.get(self.plan_of(row), self.date_order)

    @property
    def row_count(self) -> int:
        """How many rows the file has, those that cannot be read included."""
        return len(self.rows) + len(self.problems)


@dataclass(frozen=True)
class PlanKey:
    """Which action plan: the code of its country, city or region, and its number."""

    code: str
    number: int


@dataclass(frozen=True)
class NamedInstitution:
    """An institution that a cell clearly names, and how it takes part."""

    name: str
    side: Side
    capacity: str
    kind: str


@dataclass(frozen=True)
class MilestoneFacts:
    """The milestone that a row is about."""

    number: str
    title: str
    due: PrintedDate


@dataclass(frozen=True)
class RowFacts:
    """What one row says, in our own types; `fields` are columns of the commitment."""

    row: OgpRow
    key: PlanKey
    plan_fields: Mapping[str, object]
    theme: str
    number: str
    ogp_id: str
    fields: Mapping[str, object]
    due: PrintedDate
    institutions: Sequence[NamedInstitution] = ()
    milestone: MilestoneFacts | None = None

    @property
    def title(self) -> str:
        """The commitment's title."""
        return str(self.fields["title"])
