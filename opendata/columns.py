"""Columns of the public files: their names are a contract, and how their values are written.

A column's name, kind and meaning never change, and no column goes: what was once published is read
by programs that nobody here knows. A new column goes at the end of its table.
"""

import datetime as dt
import enum
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Choices, F
from django.db.models.expressions import Combinable

from ogp_tracker.spreadsheets import harmless


class Kind(enum.Enum):
    """What a column holds; the value is its type in a Frictionless table schema."""

    TEXT = "string"
    # Several texts: an array in JSON; in CSV one a line of the cell, for none of them has a break.
    LIST = "list"
    WHOLE = "integer"
    YES_NO = "boolean"
    DAY = "date"
    # With its offset from UTC.
    MOMENT = "datetime"
    # A whole address, with the site's name.
    ADDRESS = "uri"

    @property
    def words(self) -> str:
        """What it is called in the documentation."""
        return _WORDS[self]


_WORDS = {
    Kind.TEXT: "Text",
    Kind.LIST: "List of texts",
    Kind.WHOLE: "Whole number",
    Kind.YES_NO: "Yes or no (true, false)",
    Kind.DAY: "Day",
    Kind.MOMENT: "Moment",
    Kind.ADDRESS: "Address of a page",
}


@dataclass(frozen=True)
class Told:
    """Says that a column takes more than its row: `of` reads it off what the dataset has read."""

    of: Callable[[Any], Any]


@dataclass(frozen=True)
class Column:
    """One column: `source` is a path of fields or an expression on the rows of its table.

    An expression that needs the addresses of the site comes as a function that makes it. A rule
    of the site that is not the database's comes as `Told`.
    `convert` makes the public value of what the database holds. `codes` are the choices a code
    comes from; their labels are part of the documentation.
    """

    name: str
    about: str
    source: str | Combinable | Callable[[], Combinable] | Told
    kind: Kind = Kind.TEXT
    codes: type[Choices] | None = None
    convert: Callable[[Any], Any] | None = None
    is_required: bool = False

    @property
    def expression(self) -> Combinable:
        """What the database is asked for. TypeError: it is told, the database does not know it."""
        match self.source:
            case str():
                return F(self.source)
            case Told():
                raise TypeError(f"The database does not know {self.name}")
            case Combinable():
                return self.source
        return self.source()

    @property
    def is_told(self) -> bool:
        """Whether it comes from what the dataset has read besides its rows."""
        return isinstance(self.source, Told)

    @property
    def meanings(self) -> Mapping[str, str]:
        """Each code with what it means, in words."""
        if self.codes is None:
            return {}
        return {str(code): str(label) for code, label in self.codes.choices if code != ""}


def as_json(value: Any) -> Any:
    """A value as it stands in JSON: days and moments in ISO 8601, nothing as null."""
    if value in ("", None):
        return None
    return value.isoformat() if isinstance(value, dt.date | dt.datetime) else value


def as_cell(value: Any) -> str:
    """A value as it stands in a cell of CSV: nothing is empty, and no text is a formula."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list() | tuple():
            return str(harmless("\n".join(str(one) for one in value)))
        case dict():
            return json.dumps(value, ensure_ascii=False, sort_keys=True)
        case _:
            return str(harmless(as_json(value) if value != "" else ""))
