"""What a plan file says, checked and in our own types; nothing here touches the database.

`fields` holds values under the names of the model's columns.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from commitments.actions import MilestoneReport
from commitments.models import PrintedDate
from network.workflow import Side

Fields = Mapping[str, object]


@dataclass(frozen=True)
class FileReport:
    """What the file says of a milestone as at `day`. The reason is how it is known again later."""

    day: dt.date
    report: MilestoneReport
    reason: str


@dataclass(frozen=True)
class MilestoneFacts:
    """One milestone, with the date it was moved to and what was reported of it, if anything."""

    ref: str
    fields: Fields
    due: PrintedDate
    revised_due: PrintedDate | None = None
    revised_source: str = ""
    reports: Sequence[FileReport] = ()


@dataclass(frozen=True)
class OutcomeFacts:
    """Something that came of a commitment."""

    what: str
    fields: Fields


@dataclass(frozen=True)
class CommitmentFacts:
    """One commitment with everything that belongs to it; organisations and theme by their id."""

    number: str
    theme: str
    fields: Fields
    due: PrintedDate
    source: str
    taking_part: Sequence[tuple[str, Side, str]]
    milestones: Sequence[MilestoneFacts]
    # What is true of it only when it is loaded for the first time: its life goes on here.
    at_first: Fields = field(default_factory=dict)
    # Filled when the outcomes, which stand at the end of the file, are read.
    outcomes: list[OutcomeFacts] = field(default_factory=list)


@dataclass(frozen=True)
class AncestryFacts:
    """That one commitment came of another; each is a plan's id and a number."""

    earlier: tuple[str, str]
    later: tuple[str, str]
    fields: Fields


@dataclass(frozen=True)
class PlanFile:
    """A whole file: `themes` and `organisations` by id, `coordinators` as ids by column.

    `aliases` has further names of the organisations, by id.
    """

    name: str
    slug: str
    fields: Fields
    coordinators: Mapping[str, str]
    themes: Mapping[str, Fields]
    organisations: Mapping[str, Fields]
    commitments: Sequence[CommitmentFacts]
    reporting_dates: Sequence[dt.date]
    aliases: Mapping[str, Sequence[str]] = field(default_factory=dict)
    ancestry: Sequence[AncestryFacts] = ()

    @property
    def milestone_count(self) -> int:
        """How many milestones its commitments have together."""
        return sum(len(commitment.milestones) for commitment in self.commitments)
