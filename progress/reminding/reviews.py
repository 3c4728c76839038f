"""Decisions on the schedule that are to be looked at again: a source of reminders.

A decision waits for its review until a later one is recorded for its plan, or the plan is over.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from django.db.models import F, QuerySet
from django.urls import reverse

from commitments.models import ActionPlan
from mailroom.due_words import when_due
from mailroom.ledgers import Candidates, enter, rows_for, steps_reached
from mailroom.models import OutboxMessage
from mailroom.owing import OwedLine
from network.models import Person, Role
from network.workflow import RoleKind
from ogp_tracker import clock
from progress.models import ReviewReminder, ScheduleDecision
from progress.reminding.days import plans_by_day, stand_in
from progress.reminding.rungs import REVIEWS


def plan(day: dt.date) -> int:
    """Enter whom to remind of a review by `day`; returns how many steps were entered."""
    plans = ActionPlan.objects.public().filter(schedule_decisions__isnull=False).distinct()
    found = plans_by_day(plans.order_by("pk"), day)
    return sum(_plan_on(today, rows, day) for today, rows in found.items())


def owed(person: Person, day: dt.date, message: OutboxMessage | None = None) -> list[OwedLine]:
    """The reviews that wait for `person`, from four weeks before their day on."""
    if not _on_duty(stand_in(day) or clock.today()).filter(person=person).exists():
        return []
    rows: dict[tuple[int, dt.date], list[ReviewReminder]] = defaultdict(list)
    for row in rows_for(ReviewReminder, message):
        rows[row.decision_id, row.due_on].append(row)
    plans = plans_by_day(ActionPlan.objects.public(), day)
    return [
        _line(decision, today, rows[decision.pk, decision.review_on])
        for today, of_today in plans.items()
        for decision in _waiting(today, of_today).select_related("plan")
        if (decision.review_on - today).days <= REVIEWS.steps[0]
    ]


def _plan_on(today: dt.date, plans: Sequence[ActionPlan], day: dt.date) -> int:
    waiting = _waiting(today, plans)
    steps = steps_reached(REVIEWS, today, waiting.values_list("plan__country_code", "review_on"))
    if not steps:
        return 0
    decisions = waiting.values(
        decision_id=F("pk"), due_on=F("review_on"), country_code=F("plan__country_code")
    )
    of_decisions, params = decisions.query.sql_with_params()
    people, of_people = _on_duty(today).values("person_id").query.sql_with_params()
    columns = "role.person_id, decision.decision_id, decision.due_on, decision.country_code"
    tables = f"({people}) AS role CROSS JOIN ({of_decisions}) AS decision"
    sql = f"SELECT {columns} FROM {tables}"  # noqa: S608 - our own queries
    candidates = Candidates(sql, [*of_people, *params], ("decision_id",))
    return enter(ReviewReminder, candidates, steps, day)


def _waiting(day: dt.date, plans: Sequence[ActionPlan]) -> QuerySet[ScheduleDecision]:
    return ScheduleDecision.objects.waiting_for_review(day).filter(plan__in=plans)


def _on_duty(day: dt.date) -> QuerySet[Role]:
    return Role.objects.current(day).filter(kind=RoleKind.SECRETARIAT).order_by()


def _line(decision: ScheduleDecision, today: dt.date, rows: Sequence[ReviewReminder]) -> OwedLine:
    days_left = (decision.review_on - today).days
    return OwedLine(
        heading=f"Reporting dates of {decision.plan.title}",
        when=when_due(decision.review_on, days_left),
        detail=(
            f"{decision.decided_by} decided on {decision.decided_on:%-d %B %Y} to report "
            f"{decision.get_frequency_display().lower()}, and to look at it again."
        ),
        path=reverse("progress:schedule_decide", args=[decision.plan.slug]),
        action="Decide how often to report",
        due_on=decision.review_on,
        days_left=days_left,
        rows=rows,
        subject="Review of the reporting dates",
        things="reviews of reporting dates",
    )
