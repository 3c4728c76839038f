"""What the public pages show of a commitment: the two sides, and what became of each date."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from commitments.models import Commitment, Lead, Milestone, MilestoneDate, Participation
from network.workflow import Side

NUMBERS = ("", "once", "twice", "three times", "four times", "five times")


@dataclass(frozen=True)
class SideReading:
    """One side of a commitment: who leads it, who takes part, and how far it says things are."""

    side: Side
    leads: Sequence[Lead]
    leading: Sequence[Participation]
    supporting: Sequence[Participation]
    completion: str


def sides_of(commitment: Commitment) -> list[SideReading]:
    """Both sides as they stand today, in two queries."""
    today = commitment.plan.today()
    leads = list(commitment.leads.current(today).select_related("person", "organisation"))
    taking_part = list(commitment.participations.select_related("organisation"))
    said = {
        Side.GOVERNMENT: commitment.government_completion,
        Side.CIVIL_SOCIETY: commitment.civil_society_completion,
    }
    readings = []
    for side in Side:
        ours = [row for row in taking_part if row.side == side]
        readings.append(
            SideReading(
                side,
                [lead for lead in leads if lead.side == side],
                [row for row in ours if row.capacity == Participation.Capacity.LEAD],
                [row for row in ours if row.capacity == Participation.Capacity.SUPPORT],
                said[side],
            )
        )
    return readings


@dataclass(frozen=True)
class MilestoneReading:
    """A milestone with the date the plan printed and what became of it."""

    milestone: Milestone
    printed: str
    moves: str
    is_past_due: bool


def milestones_of(commitment: Commitment) -> list[MilestoneReading]:
    """Every milestone in the plan's order, in two queries."""
    today = commitment.plan.today()
    readings = []
    for milestone in commitment.milestones.prefetch_related("dates"):
        milestone.commitment = commitment
        ledger = list(milestone.dates.all())
        printed = ledger[0].due.wording if ledger else milestone.due.wording
        readings.append(
            MilestoneReading(milestone, printed, moves(ledger), milestone.is_past_due(today))
        )
    return readings


def moves(ledger: Sequence[MilestoneDate]) -> str:
    """What the ledger says in one sentence; empty for a date that never moved."""
    number = len(ledger) - 1
    if number < 1:
        return ""
    times = NUMBERS[number] if number < len(NUMBERS) else f"{number} times"
    return f"Moved {times}{_slip(ledger[0].due_on, ledger[-1].due_on)}."


def _slip(printed: dt.date | None, now: dt.date | None) -> str:
    if printed is None or now is None:
        return ""
    days = (now - printed).days
    if days == 0:
        return ", now to the date in the plan"
    word = "later" if days > 0 else "earlier"
    return f", {abs(days)} day{'' if abs(days) == 1 else 's'} {word} than the plan said"


@dataclass(frozen=True)
class UpdateDue:
    """When the next joint update is due; `days` is how long ago that was, 0 while it is ahead."""

    day: dt.date
    days: int

    @property
    def is_late(self) -> bool:
        """Whether its due day is over."""
        return self.days > 0


def update_due(commitment: Commitment) -> UpdateDue | None:
    """When the next update of this commitment is due; None when none is owed."""
    if commitment.update_due_on is None:
        return None
    days = (commitment.plan.today() - commitment.update_due_on).days
    return UpdateDue(commitment.update_due_on, max(days, 0))
