"""What the public pages show of a commitment today: sides, milestones, when an update is due."""

import datetime as dt
from dataclasses import dataclass

from commitments.models import Ancestry, Commitment, HandOver
from commitments.permissions import can_read_hand_overs, can_see_commitment
from commitments.sides import SideReading, side_readings
from commitments.slip import Slip, slips_of
from commitments.vacancies import vacancies_of
from network.permissions import Visitor, is_signed_in
from network.workflow import Side


def sides_of(commitment: Commitment) -> list[SideReading]:
    """Both sides as they stand today: two queries, and those of the vacancies where there are."""
    today = commitment.plan.today()
    leads = list(commitment.leads.present(today).select_related("person", "organisation"))
    is_complete = {lead.side for lead in leads} == set(Side.values)
    return side_readings(
        commitment,
        leads,
        list(commitment.participations.select_related("organisation")),
        [] if is_complete else vacancies_of([commitment], today),
    )


@dataclass(frozen=True)
class Relative:
    """Another commitment, and how the two are related."""

    commitment: Commitment
    line: Ancestry
    how: str


def relatives_of(commitment: Commitment, reader: Visitor) -> tuple[list[Relative], list[Relative]]:
    """What the commitment came of, and what came of it, as far as the reader may see them."""
    before = [
        Relative(line.earlier, line, line.seen_from_later)
        for line in commitment.ancestry.select_related("earlier__plan")
        if can_see_commitment(reader, line.earlier)
    ]
    after = [
        Relative(line.later, line, line.seen_from_earlier)
        for line in commitment.descent.select_related("later__plan")
        if can_see_commitment(reader, line.later)
    ]
    return before, after


def milestones_of(commitment: Commitment) -> list[Slip]:
    """Every milestone in the plan's order, with what became of its date; three queries."""
    return slips_of(commitment.milestones.all())


def hand_overs_for(reader: Visitor, commitment: Commitment) -> list[HandOver]:
    """The hand-over notes of this commitment, for those who may read them."""
    if not is_signed_in(reader) or not can_read_hand_overs(reader, commitment):
        return []
    notes = HandOver.objects.filter(lead__commitment=commitment).exclude(note="")
    return list(notes.select_related("lead__person"))


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
