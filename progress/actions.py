"""Adding reporting periods."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from commitments.models import ActionPlan
from network.models import Person
from ogp_tracker import history
from progress.models import ReportingPeriod


@transaction.atomic
def add_periods(
    *, by: Person | None, plan: ActionPlan, due_days: Iterable[dt.date], reason: str = ""
) -> list[ReportingPeriod]:
    """Add a period for each of `due_days` that the plan does not know yet; returns the new ones.

    Each period opens on the day after the one before it was due; the first opens when the plan
    was published. Days that exist already are left as they are.
    """
    known = {period.due_on: period for period in plan.periods.all()}
    added = []
    for due_on in sorted(set(due_days) - set(known)):
        earlier = max((day for day in known if day < due_on), default=None)
        opens_on = earlier + dt.timedelta(days=1) if earlier else plan.published_on
        known[due_on] = history.create(
            ReportingPeriod,
            by=by,
            reason=reason,
            plan=plan,
            number=max((period.number for period in known.values()), default=0) + 1,
            opens_on=opens_on or plan.today(),
            due_on=due_on,
        )
        added.append(known[due_on])
    return added
