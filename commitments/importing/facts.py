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
    # Filled when the outcomes, which stand at the end of the file, are read.
    outcomes: list[OutcomeFacts] = field(default_factory=list)


@dataclass(frozen=True)
class PlanFile:
    """A whole file: `themes` and `organisations` by id, `coordinators` as ids by column."""

    name: str
    slug: str
    fields: Fields
    coordinators: Mapping[str, str]
    themes: Mapping[str, Fields]
    organisations: Mapping[str, Fields]
    commitments: Sequence[CommitmentFacts]
    reporting_dates: Sequence[dt.date]

    @property
    def milestone_count(self) -> int:
        """How many milestones its commitments have together."""
        return sum(len(commitment.milestones) for commitment in self.commitments)
