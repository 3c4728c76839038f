"""A commitment's two sides as a page shows them: who leads, who takes part, how far it is said."""

from collections.abc import Sequence
from dataclasses import dataclass

from commitments.models import Commitment, Lead, Participation
from commitments.vacancies import Vacancy
from network.workflow import Side


@dataclass(frozen=True)
class SideReading:
    """One side of a commitment: who leads it, who takes part, and how far it says things are."""

    side: Side
    leads: Sequence[Lead]
    leading: Sequence[Participation]
    supporting: Sequence[Participation]
    completion: str
    # Since when nobody leads, on a page about today; none: somebody does, or nobody ever did.
    vacancy: Vacancy | None = None


def side_readings(
    commitment: Commitment,
    leads: Sequence[Lead],
    taking_part: Sequence[Participation],
    vacancies: Sequence[Vacancy] = (),
) -> list[SideReading]:
    """Both sides, from all leads, organisations and vacancies of the commitment."""
    vacant = {vacancy.side: vacancy for vacancy in vacancies if vacancy.since}
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
                vacant.get(side),
            )
        )
    return readings
