"""How a commitment stands with a reporting period: not owed, awaited, published, not reported."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Min

from commitments.lifetimes import Lifetime, Lifetimes
from commitments.models import Commitment
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
    # The first due day by which the commitment, public and open, owed it; none: it owes nothing.
    owed_from: dt.date | None
    # The day on which the commitment was closed, if that was before the period was over.
    closed_on: dt.date | None

    @property
    def period(self) -> ReportingPeriod:
        """The period in question."""
        return self.deadline.period

    @property
    def is_of_closed(self) -> bool:
        """Whether the commitment is closed today."""
        return not self.commitment.owes_updates

    @property
    def was_there(self) -> bool:
        """Whether the commitment was public and open on a due day; else it owes nothing for it."""
        return self.owed_from is not None

    @property
    def is_not_reported(self) -> bool:
        """Whether the period closed without an update."""
        return self.update is not None and self.update.is_closed

    @property
    def is_owed(self) -> bool:
        """Whether an update is still missing that the commitment owes."""
        return self._is_missing and self.closed_on is None

    @property
    def was_closed_overdue(self) -> bool:
        """Whether the commitment was closed while its update was late: no update can come."""
        return self._is_missing and self.closed_on is not None and self.days_late > 0

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
        """The days by which it was published late, or is late by today if it is still owed.

        The closing of the commitment stops the count and takes none away.
        """
        if not self.was_there or self.is_not_reported:
            return 0
        done_on = self.published_on or self.closed_on or self.today
        return self.deadline.days_late(done_on, self.owed_from)

    @property
    def _is_missing(self) -> bool:
        return self.was_there and self.published_on is None and not self.is_not_reported

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
    lifetimes = Lifetimes(keys)
    return [
        _standing(
            lifetimes.of(commitment, today or commitment.plan.today()),
            deadlines.of(commitment.pk, period),
            update_of.get((commitment.pk, period.pk)),
        )
        for period in periods
        for commitment in commitments_of[period.plan_id]
    ]


def standing_of(
    commitment: Commitment, period: ReportingPeriod, today: dt.date | None = None
) -> Standing:
    """How a commitment stands with a period of its plan; three queries."""
    return standings([commitment], [period], today)[0]


def _standing(lifetime: Lifetime, deadline: Deadline, update: ProgressUpdate | None) -> Standing:
    commitment, owed_from = lifetime.commitment, lifetime.first_open(deadline.kept_days)
    zone = commitment.plan.time_zone
    published_at = getattr(update, "first_published_at", None)
    return Standing(
        today=lifetime.today,
        commitment=commitment,
        deadline=deadline,
        update=update,
        published_on=clock.local_day(published_at, zone) if published_at else None,
        owed_from=owed_from,
        closed_on=lifetime.closed_on(deadline.closes_on) if owed_from else None,
    )
