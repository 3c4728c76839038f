"""How a commitment stands with a reporting period: not owed, awaited, published, not reported."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Min

from commitments.models import Commitment
from commitments.workflow import OPEN_STAGES
from ogp_tracker import clock
from progress.deadlines import Deadline, Deadlines
from progress.models import Extension, ProgressUpdate, ReportingPeriod


@dataclass(frozen=True)
class Standing:
    """One commitment and one period on one day; all days are days in the plan's time zone."""

    today: dt.date
    commitment: Commitment
    deadline: Deadline
    update: ProgressUpdate | None
    # The day of the first publication: a correction does not make an update late.
    published_on: dt.date | None
    # Whether the commitment was in the tracker by the due day; else it owes nothing for it.
    was_there: bool

    @property
    def period(self) -> ReportingPeriod:
        """The period in question."""
        return self.deadline.period

    @property
    def is_not_reported(self) -> bool:
        """Whether the period closed without an update."""
        return self.update is not None and self.update.is_closed

    @property
    def is_owed(self) -> bool:
        """Whether an update is still missing that the commitment owes."""
        is_settled = self.published_on is not None or self.is_not_reported
        return not is_settled and self.was_there and self.commitment.stage in OPEN_STAGES

    @property
    def is_over(self) -> bool:
        """Whether it is owed and can no longer be published."""
        return self.is_owed and self.deadline.is_closed(self.today)

    @property
    def is_awaited(self) -> bool:
        """Whether it is owed and can still be published."""
        return self.is_owed and not self.deadline.is_closed(self.today)

    @property
    def is_overdue(self) -> bool:
        """Whether it is owed and the due day in force is over."""
        return self.is_owed and self.deadline.is_past(self.today)

    @property
    def days_late(self) -> int:
        """The days by which it was published late, or is late by today if it is still owed."""
        if self.published_on is not None:
            return self.deadline.days_late(self.published_on)
        return self.deadline.days_late(self.today) if self.is_owed else 0

    @property
    def own_extensions(self) -> list[Extension]:
        """The extensions granted to this commitment alone."""
        return [row for row in self.deadline.extensions if row.commitment_id is not None]


def standings(
    commitments: Iterable[Commitment],
    periods: Iterable[ReportingPeriod],
    today: dt.date | None = None,
) -> list[Standing]:
    """Each of `periods` with each of `commitments` of its plan, in this order.

    `today` stands in for each plan's own day. Three queries, however many rows there are. Read the
    commitments together with their plans.
    """
    commitments_of: dict[int, list[Commitment]] = defaultdict(list)
    for commitment in commitments:
        commitments_of[commitment.plan_id].append(commitment)
    periods = list(periods)
    keys = [commitment.pk for row in commitments_of.values() for commitment in row]
    deadlines = Deadlines(periods, keys)
    updates = ProgressUpdate.objects.filter(commitment__in=keys, period__in=periods)
    update_of = {
        (update.commitment_id, update.period_id): update
        for update in updates.annotate(first_published_at=Min("publications__published_at"))
    }
    added_at = dict(
        Commitment.history.filter(id__in=keys, history_type="+").values_list("id", "history_date")
    )
    return [
        _standing(
            today or commitment.plan.today(),
            commitment,
            deadlines.of(commitment.pk, period),
            update_of.get((commitment.pk, period.pk)),
            added_at.get(commitment.pk),
        )
        for period in periods
        for commitment in commitments_of[period.plan_id]
    ]


def standing_of(
    commitment: Commitment, period: ReportingPeriod, today: dt.date | None = None
) -> Standing:
    """How a commitment stands with a period of its plan; three queries."""
    return standings([commitment], [period], today)[0]


def _standing(
    today: dt.date,
    commitment: Commitment,
    deadline: Deadline,
    update: ProgressUpdate | None,
    added_at: dt.datetime | None,
) -> Standing:
    zone = commitment.plan.time_zone
    published_at = getattr(update, "first_published_at", None)
    return Standing(
        today=today,
        commitment=commitment,
        deadline=deadline,
        update=update,
        published_on=clock.local_day(published_at, zone) if published_at else None,
        was_there=added_at is None or clock.local_day(added_at, zone) <= deadline.due_on,
    )
