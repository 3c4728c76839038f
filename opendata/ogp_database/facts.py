"""What a file of OGP's database says, row by row; nothing here touches the database."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext

from commitments.models import PrintedDate
from network.workflow import Side
from opendata.ogp_database.dates import Order


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


@dataclass(frozen=True)
class OgpRow:
    """One row: the line of the file it begins on, and its cells by the file's own columns."""

    line: int
    cells: Mapping[str, str]

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the cells, in whatever order the columns stand."""
        text = json.dumps(self.cells, ensure_ascii=False, sort_keys=True)
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
