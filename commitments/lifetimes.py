"""On which days a commitment was public and open: only then can it owe an update."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from commitments.models import Commitment
from commitments.workflow import OPEN_STAGES
from ogp_tracker import clock


@dataclass(frozen=True)
class Lifetime:
    """What a commitment was on each day up to `today`; all days are days in the plan's zone.

    A day counts as what it was at its end. Days to come count as the present does.
    """

    today: dt.date
    commitment: Commitment
    # The days on which its stage changed and what it became, in order of time.
    changes: Sequence[tuple[dt.date, str]]

    def was_open(self, day: dt.date) -> bool:
        """Whether readers could see it by the end of `day` and updates were owed on it."""
        if day >= self.today:
            return self.commitment.owes_updates
        if not self._was_public(day):
            return False
        if not self.changes:  # nothing is on record: it was always what it is
            return self.commitment.owes_updates
        stages = [stage for changed_on, stage in self.changes if changed_on <= day]
        return bool(stages) and stages[-1] in OPEN_STAGES

    def first_open(self, days: Iterable[dt.date]) -> dt.date | None:
        """The first of `days` on which it was open; None where there is none."""
        return next((day for day in days if self.was_open(day)), None)

    def closed_on(self, by: dt.date) -> dt.date | None:
        """The day on which it was closed, as it stood at the end of `by`; None where it was open.

        By a day to come it stands as it does today.
        """
        last = min(self.today, by)
        if self.was_open(last):
            return None
        closed_on = None
        for day, stage in self.changes:
            if day <= last:
                closed_on = None if stage in OPEN_STAGES else closed_on or day
        return closed_on or last

    def _was_public(self, day: dt.date) -> bool:
        begun = (self.commitment.plan.published_on, self.commitment.started_early_on)
        return any(first is not None and first <= day for first in begun)


class Lifetimes:
    """The lifetimes of many commitments, read in one query."""

    def __init__(self, commitments: Iterable[int]) -> None:
        self._changes: dict[int, list[tuple[dt.datetime, str]]] = defaultdict(list)
        records = Commitment.history.filter(id__in=list(commitments))
        rows = records.order_by("history_date", "history_id")
        for key, moment, stage in rows.values_list("id", "history_date", "stage"):
            changes = self._changes[key]
            if not changes or changes[-1][1] != stage:
                changes.append((moment, stage))

    def of(self, commitment: Commitment, today: dt.date) -> Lifetime:
        """The lifetime of this commitment up to `today`."""
        zone = commitment.plan.time_zone
        changes = self._changes[commitment.pk]
        days = [(clock.local_day(moment, zone), stage) for moment, stage in changes]
        return Lifetime(today, commitment, days)
