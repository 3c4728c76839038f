"""What a kind of file that is taken in has to be able to say and do."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from opendata.models import LineOutcome

# Told how many rows of how many are done.
Progress = Callable[[int, int], None]
# By section of the file, the heading that stands for a column there.
Mapped = Mapping[str, Mapping[str, str]]


class IntakeRefusedError(Exception):
    """The file cannot be imported; `errors` has a sentence for each thing that is wrong."""

    def __init__(self, errors: Sequence[str]) -> None:
        super().__init__("\n".join(errors))
        self.errors = list(errors)


@dataclass(frozen=True)
class Upload:
    """A file as it was handed in, with what a person said of it."""

    name: str
    content: bytes
    mapping: Mapped = field(default_factory=dict)
    published_on: dt.date | None = None
    leaves_out_unreadable: bool = False


@dataclass(frozen=True)
class WantedColumn:
    """A column that the reader knows."""

    name: str
    is_required: bool = False


@dataclass(frozen=True)
class Section:
    """One table of the file ("" where it has only one): columns known, and headings there."""

    name: str
    wanted: Sequence[WantedColumn]
    headings: Sequence[str]

    def missing(self, mapped: Mapping[str, str]) -> list[WantedColumn]:
        """The columns that no heading stands for."""
        return [
            column
            for column in self.wanted
            if mapped.get(column.name, column.name) not in self.headings
        ]

    def unknown(self, mapped: Mapping[str, str]) -> list[str]:
        """The headings that stand for no column."""
        known = {mapped.get(column.name, column.name) for column in self.wanted}
        return [heading for heading in self.headings if heading and heading not in known]


@dataclass(frozen=True)
class Line:
    """What would become of one row of the file: where it stands, and in words what happens."""

    outcome: LineOutcome
    place: str
    words: str

    def as_json(self) -> dict[str, str]:
        """As it is kept."""
        return {"outcome": self.outcome.value, "place": self.place, "words": self.words}


@dataclass(frozen=True)
class Loaded:
    """What an import did: in a sentence what it added, what it kept, and which plans it touched."""

    added: str
    kept: Sequence[str]
    plan_slugs: Sequence[str]


class Reader(Protocol):
    """One kind of file. It raises IntakeRefusedError where the file cannot be read at all."""

    def recognises(self, name: str, content: bytes) -> bool:
        """Whether the file is of this kind, told by what is in it."""

    def sections(self, upload: Upload) -> list[Section]:
        """The tables of the file with their headings; none where nothing can be matched."""

    def check(self, upload: Upload) -> list[Line]:
        """What would become of each row. Nothing is written."""

    def load(self, upload: Upload, *, by: Any, reason: str, progress: Progress) -> Loaded:
        """Import the file: all of it or nothing, in the transaction that is open."""
