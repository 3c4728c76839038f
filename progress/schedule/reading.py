"""What pages show of a plan's reporting dates: how each went, and who set it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext

from commitments.models import ActionPlan
from progress.deadlines import Deadline
from progress.models import Extension, ReportingPeriod, ScheduleDecision
from progress.standings import Standing, standings


@dataclass(frozen=True)
class PeriodAccount:
    """How all commitments stand with one period, on one day."""

    today: dt.date
    period: ReportingPeriod
    standings: Sequence[Standing]
    # Those granted to every commitment.
    extensions: Sequence[Extension]

    @property
    def deadline(self) -> Deadline:
        """The deadline of a commitment without an extension of its own."""
        return Deadline(self.period, self.extensions)

    @property
    def has_opened(self) -> bool:
        """Whether it can be reported on."""
        return self.period.opens_on <= self.today

    @property
    def is_closed(self) -> bool:
        """Whether it is over for all without an extension of their own."""
        return self.deadline.is_closed(self.today)

    @property
    def is_awaited(self) -> bool:
        """Whether more time for all would help anybody."""
        return not self.is_closed and any(row.is_awaited for row in self.standings)

    @cached_property
    def published(self) -> list[Standing]:
        """What readers can see."""
        return [row for row in self.standings if row.published_on]

    @cached_property
    def published_late(self) -> list[Standing]:
        """What came after its due day, the latest first."""
        return _latest_first(row for row in self.published if row.days_late)

    @cached_property
    def overdue(self) -> list[Standing]:
        """What is owed and past its due day, the latest first."""
        return _latest_first(row for row in self.standings if row.is_overdue)

    @cached_property
    def closed_overdue(self) -> list[Standing]:
        """What was late when its commitment was closed, the latest first."""
        return _latest_first(row for row in self.standings if row.was_closed_overdue)

    @cached_property
    def not_reported(self) -> list[Standing]:
        """What was missing when the period closed."""
        return [row for row in self.standings if row.is_not_reported]

    @cached_property
    def expected(self) -> int:
        """How many updates the period has, published or not."""
        owed = [row for row in self.standings if row.is_owed]
        told = (*self.published, *self.not_reported, *self.closed_overdue)
        return len(owed) + len(told)

    @cached_property
    def extended(self) -> list[Standing]:
        """What has an extension of its own and is told nowhere else on the page."""
        late = (*self.published_late, *self.overdue)
        rows = (*late, *self.closed_overdue, *self.not_reported)
        told = {row.commitment.pk for row in rows}
        return [
            row for row in self.standings if row.own_extensions and row.commitment.pk not in told
        ]

    @property
    def told(self) -> list[tuple[str, list[Standing]]]:
        """Everything about this period that was not simply in time, under its heading."""
        groups = [
            (gettext("Overdue"), self.overdue),
            (gettext("Commitment closed while overdue"), self.closed_overdue),
            (gettext("Not reported"), self.not_reported),
            (gettext("Published late"), self.published_late),
            ("Given more time", self.extended),
        ]
        return [(heading, rows) for heading, rows in groups if rows]


def accounts_of(plan: ActionPlan) -> list[PeriodAccount]:
    """Every period of `plan`, in order; six queries."""
    periods = list(plan.periods.select_related("decision").order_by("due_on"))
    rows: dict[int, list[Standing]] = {period.pk: [] for period in periods}
    for standing in standings(plan.commitments.select_related("plan"), periods):
        rows[standing.period.pk].append(standing)
    granted: dict[int, list[Extension]] = {period.pk: [] for period in periods}
    for extension in Extension.objects.filter(period__in=periods, commitment=None):
        granted[extension.period_id].append(extension)
    today = plan.today()
    return [PeriodAccount(today, period, rows[period.pk], granted[period.pk]) for period in periods]


@dataclass(frozen=True)
class Origin:
    """Who set some of a plan's dates, other than by a decision: a person, or the plan's file."""

    periods: Sequence[ReportingPeriod]
    person: Any
    reason: str


def origins_of(periods: Iterable[ReportingPeriod]) -> list[Origin]:
    """Where the dates without a decision come from, those of one act together; one query."""
    loose = {period.pk: period for period in periods if period.decision_id is None}
    first = ReportingPeriod.history.filter(id__in=loose, history_type="+")
    acts: dict[tuple[Any, str], list[ReportingPeriod]] = {}
    for record in first.select_related("history_user").order_by("due_on"):
        act = (record.history_user, record.history_change_reason or "")
        acts.setdefault(act, []).append(loose[record.id])
    return [Origin(rows, person, reason) for (person, reason), rows in acts.items()]


def decisions_of(plan: ActionPlan) -> list[ScheduleDecision]:
    """The decisions on the plan's schedule, the latest first, with who recorded them."""
    return list(plan.schedule_decisions.select_related("recorded_by"))


def _latest_first(rows: Iterable[Standing]) -> list[Standing]:
    return sorted(rows, key=lambda row: (-row.days_late, row.commitment.order))
