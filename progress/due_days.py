"""The next due day of each commitment, copied down to where lists and filters can see it."""

import datetime as dt
from collections.abc import Iterable

from commitments.actions import record_due_day
from commitments.models import Commitment
from progress.models import ReportingPeriod
from progress.standings import standings


def refresh_due_days(commitments: Iterable[Commitment], *, reason: str) -> None:
    """Copy the due day of the earliest update that each commitment owes; none where it owes none.

    Call this wherever a period, an extension or an update changes; the timetable does so as well,
    because closing or adding a commitment cannot call up to here. Read the commitments afresh,
    together with their plans.
    """
    rows = sorted(commitments, key=lambda commitment: commitment.pk)  # one order for all locks
    periods = ReportingPeriod.objects.filter(plan__in={row.plan_id for row in rows})
    due_on: dict[int, dt.date] = {}
    for standing in standings(rows, periods.order_by("due_on")):
        if standing.is_awaited:
            due_on.setdefault(standing.commitment.pk, standing.deadline.due_on)
    for row in rows:
        if row.update_due_on != due_on.get(row.pk):
            record_due_day(commitment=row, due_on=due_on.get(row.pk), reason=reason)
