"""When an update is due, how late it is, and when its period closes: the rules of lateness.

They are printed for readers in templates/progress/lateness_rules.html: change both together.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from commitments.models import Commitment
from progress.models import Extension, ReportingPeriod


@dataclass(frozen=True)
class Deadline:
    """One commitment's deadline for one period; all days are days in the plan's time zone."""

    period: ReportingPeriod
    # In the order they were granted.
    extensions: Sequence[Extension] = ()

    @property
    def due_on(self) -> dt.date:
        """The due day in force; on time until midnight at its end."""
        return max([self.period.due_on, *(extension.due_on for extension in self.extensions)])

    @property
    def kept_days(self) -> list[dt.date]:
        """The due days, in order, that were still in force when they ended: the last for good."""
        days = sorted({self.period.due_on, *(extension.due_on for extension in self.extensions)})
        return [day for day in days if self.due_on_as_known(day + dt.timedelta(days=1)) == day]

    @property
    def is_extended(self) -> bool:
        """Whether it is later than the period's own due day."""
        return self.due_on > self.period.due_on

    @property
    def closes_on(self) -> dt.date:
        """The last day on which the update can be published; an extension moves it as well."""
        return self.period.closes_on + (self.due_on - self.period.due_on)

    def due_on_as_known(self, day: dt.date) -> dt.date:
        """The due day that was in force on `day`: an extension counts from the day after its grant.

        Else one that came late would take away the very day on which it came.
        """
        granted = (row.due_on for row in self.extensions if row.granted_on < day)
        return max([self.period.due_on, *granted])

    def is_past(self, today: dt.date) -> bool:
        """Whether the due day in force is over."""
        return today > self.due_on

    def is_closed(self, today: dt.date) -> bool:
        """Whether the period is over for good."""
        return today > self.closes_on

    def days_late(self, done_on: dt.date, owed_from: dt.date | None = None) -> int:
        """The days by which an update published on `done_on` (or not yet, by that day) is late.

        It was owed from the period's due day on, or from a later one, `owed_from`.

        A day counts when it comes after the due day that was in force on it. So an extension
        granted in time leaves no lateness, and one granted afterwards takes none away.
        """
        owed_from = owed_from or self.period.due_on
        late = (done_on - owed_from).days
        days = (owed_from + dt.timedelta(days=number) for number in range(1, late + 1))
        return sum(day > self.due_on_as_known(day) for day in days)


def deadline_of(commitment: Commitment, period: ReportingPeriod) -> Deadline:
    """The deadline of one update; one query."""
    return Deadline(period, list(Extension.objects.of(commitment, period)))


class Deadlines:
    """The deadlines of many updates, read in one query."""

    def __init__(
        self, periods: Collection[ReportingPeriod], commitments: Iterable[int] | None = None
    ) -> None:
        rows = Extension.objects.filter(period__in=[period.pk for period in periods])
        if commitments is not None:
            rows = rows.filter(Q(commitment=None) | Q(commitment__in=list(commitments)))
        self._granted: dict[tuple[int, int | None], list[Extension]] = defaultdict(list)
        for row in rows:
            self._granted[row.period_id, row.commitment_id].append(row)

    def of(self, commitment_id: int, period: ReportingPeriod) -> Deadline:
        """The deadline of this commitment for this period."""
        rows = [*self._granted[period.pk, None], *self._granted[period.pk, commitment_id]]
        return Deadline(period, sorted(rows, key=lambda row: (row.granted_at, row.pk)))
