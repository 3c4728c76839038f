"""Everything that waits in somebody's portfolio, in one list."""

from collections.abc import Sequence

from network.workflow import RoleKind, Side
from progress.oversight import coordination, dates, owed, stuck
from progress.oversight.ground import Ground
from progress.oversight.matters import Kind, Matter

# So many stand in the box on top.
START_WITH = 3
# The network coordinator sees these only where it is civil society's move, and the last never.
OF_ONE_SIDE = (Kind.UPDATE, Kind.SIGNATURE, Kind.VACANCY, Kind.MILESTONE, Kind.REVIEW)


def gather(ground: Ground) -> list[Matter]:
    """All that waits, most urgent first; the number of queries is always the same."""
    found = [
        *owed.updates(ground),
        *stuck.blockers(ground),
        *coordination.vacancies(ground),
        *coordination.cold(ground),
        *dates.milestones(ground),
        *dates.reviews(ground),
    ]
    if not ground.helps:
        assert ground.person.has_role(RoleKind.NETWORK_COORDINATOR)
        found = [
            matter
            for matter in found
            if matter.kind not in OF_ONE_SIDE or Side.CIVIL_SOCIETY in matter.sides
        ]
    return sorted(found, key=lambda matter: matter.in_order)


def counts_by_kind(matters: Sequence[Matter]) -> list[tuple[Kind, int, int]]:
    """How many there are of each kind that occurs, and how many of them are late."""
    found = [(kind, [matter for matter in matters if matter.kind is kind]) for kind in Kind]
    return [
        (kind, len(rows), sum(matter.is_late for matter in rows)) for kind, rows in found if rows
    ]
