"""Since when a milestone is said to be completed or closed, as its history has it."""

import datetime as dt
from collections.abc import Collection

from commitments.models import Milestone
from commitments.workflow import SETTLED
from ogp_tracker import clock


def days_settled(
    milestones: Collection[Milestone], moment: dt.datetime | None = None
) -> dict[int, dt.date]:
    """By id, the day on which each got the status that it had just before `moment` (None: now).

    Only what is completed or closed has one, and only where somebody reported it: what was loaded
    from a file happened on a day that nobody knows. One query; the commitments have their plans.
    """
    zones = {row.pk: row.commitment.plan.time_zone for row in milestones if row.status in SETTLED}
    records = Milestone.history.filter(id__in=zones, history_date__lt=moment or clock.now())
    rows = records.order_by("id", "history_id").values_list(
        "id", "status", "history_date", "history_user"
    )
    before: dict[int, str] = {}
    days: dict[int, dt.date] = {}
    for pk, status, when, who in rows:
        if before.get(pk, status) != status:
            days.pop(pk, None)
            if who is not None:
                days[pk] = clock.local_day(when, zones[pk])
        before[pk] = status
    return days
