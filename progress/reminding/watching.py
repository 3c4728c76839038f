"""Late updates seen by those who keep track of them: relationship managers and the secretariat."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from commitments.models import Commitment, Lead
from network.models import Person, Role
from network.workflow import RoleKind, Side
from ogp_tracker import clock
from progress.models import ReportingPeriod
from progress.reminding.days import stand_in
from progress.reminding.duties import Texts
from progress.reminding.rungs import UPDATE_RUNGS
from progress.standings import Standing, standings


@dataclass(frozen=True)
class Watched:
    """One late update that somebody keeps track of."""

    standing: Standing
    # Whether there is a text, and the sides that have not signed it.
    has_text: bool
    missing: Sequence[Side]
    # Those who lead for these sides today.
    owing: Sequence[Lead]

    @property
    def commitment(self) -> Commitment:
        """What it is about."""
        return self.standing.commitment

    @property
    def period(self) -> ReportingPeriod:
        """For which period it is owed."""
        return self.standing.period

    @property
    def due_on(self) -> dt.date:
        """The due day in force, extensions counted."""
        return self.standing.deadline.due_on

    @property
    def days_left(self) -> int:
        """Days until the due day: negative, since it is over."""
        return (self.due_on - self.standing.today).days


def watched_by(person: Person, day: dt.date) -> list[Watched]:
    """The updates in the person's portfolio that are as late as the step of their rung.

    The longest late first. Of a commitment without leads, too: nobody else would notice.
    """
    found = {
        (late.commitment.pk, late.period.pk): late
        for rung in UPDATE_RUNGS
        if rung.role
        for late in _late_for(person, rung.role, day)
        if (late.deadline.due_on - late.today).days <= rung.ladder.steps[0]
    }
    watched = list(_watched(list(found.values())))
    return sorted(watched, key=lambda one: (one.days_left, one.commitment.order))


def _late_for(person: Person, kind: RoleKind, day: dt.date) -> Iterable[Standing]:
    """What is overdue and can still be published, of the commitments that this role keeps."""
    roles = Role.objects.current(stand_in(day) or clock.today()).filter(person=person, kind=kind)
    organisations = list(roles.values_list("organisation", flat=True))
    if not organisations:
        return []
    commitments = Commitment.objects.public().reported_on().select_related("plan")
    if kind == RoleKind.RELATIONSHIP_MANAGER:
        commitments = commitments.led_in_government_by(organisations)
    rows = list(commitments)
    periods = ReportingPeriod.objects.filter(plan__in={row.plan_id for row in rows})
    all_of_them = standings(rows, periods.filter(due_on__lt=day), stand_in(day))
    return [row for row in all_of_them if row.is_overdue and row.is_awaited]


def _watched(late: Sequence[Standing]) -> Iterable[Watched]:
    """What of each is missing, and by whom; a few queries for each day that it is somewhere."""
    by_day: dict[dt.date, list[Standing]] = defaultdict(list)
    for standing in late:
        by_day[standing.today].append(standing)
    for today, rows in by_day.items():
        keys = {row.commitment.pk for row in rows}
        texts = Texts(today, keys)
        leads = Lead.objects.current(today).filter(commitment__in=keys)
        leads_of: dict[int, list[Lead]] = defaultdict(list)
        for lead in leads.select_related("person", "organisation"):
            leads_of[lead.commitment_id].append(lead)
        for row in rows:
            version = texts.version_of(row.commitment.pk, row.period.pk)
            signed = texts.signed[version.pk] if version else set()
            missing = [side for side in Side if side not in signed]
            owing = [lead for lead in leads_of[row.commitment.pk] if lead.side in missing]
            yield Watched(row, version is not None, missing, owing)
