"""The joint updates that are owed: a source of reminders (mailroom.owing.Source)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from commitments.models import ActionPlan, Commitment
from mailroom.ledgers import enter, rows_for, steps_reached
from mailroom.models import OutboxMessage
from mailroom.owing import OwedLine
from network.models import Person
from progress.models import Extension, Reminder, ReportingPeriod
from progress.reminding import lines
from progress.reminding.days import plans_by_day, stand_in
from progress.reminding.duties import owed_by
from progress.reminding.rungs import LEADS, UPDATE_RUNGS
from progress.reminding.watching import watched_by


def plan(day: dt.date) -> int:
    """Enter whom to remind of an update by `day`; returns how many steps were entered.

    One statement a rung, for all the plans that share a day.
    """
    reported_on = Commitment.objects.public().reported_on()
    plans = ActionPlan.objects.filter(pk__in=reported_on.values("plan")).order_by("pk")
    return sum(_plan_on(today, rows, day) for today, rows in plans_by_day(plans, day).items())


def owed(person: Person, day: dt.date, message: OutboxMessage | None = None) -> list[OwedLine]:
    """The updates that `person` has to bring about, and those they keep track of that are late."""
    rows: dict[tuple[int, int, dt.date, bool], list[Reminder]] = defaultdict(list)
    for row in rows_for(Reminder, message):
        is_own = row.days_ahead in LEADS.steps
        rows[row.commitment_id, row.period_id, row.due_on, is_own].append(row)
    own = [
        lines.of_duty(duty, rows[duty.commitment.pk, duty.period.pk, duty.due_on, True])
        for duty in owed_by(person, stand_in(day))
        if not duty.is_done
    ]
    watched = [
        lines.of_watched(one, rows[one.commitment.pk, one.period.pk, one.due_on, False])
        for one in watched_by(person, day)
    ]
    return own + watched


def _plan_on(today: dt.date, plans: Sequence[ActionPlan], day: dt.date) -> int:
    """Plan for the plans whose own day is `today` while it is `day` for the site."""
    due_days, entered = _due_days(today, plans), 0
    country_of = {plan.pk: plan.country_code for plan in plans}
    for rung in UPDATE_RUNGS:
        known = [(country_of[pk], due_on) for pk, days in due_days.items() for due_on in days]
        steps = steps_reached(rung.ladder, today, known)
        reached = {(country, due_on) for country, due_on, *_ in steps}
        concerned = [
            plan
            for plan in plans
            if any((plan.country_code, due_on) in reached for due_on in due_days[plan.pk])
        ]
        if concerned:
            entered += enter(Reminder, rung.candidates(today, concerned), steps, day)
    return entered


def _due_days(day: dt.date, plans: Sequence[ActionPlan]) -> dict[int, set[dt.date]]:
    """The due days of each plan’s open periods, and those that extensions made of them."""
    days: dict[int, set[dt.date]] = defaultdict(set)
    periods = ReportingPeriod.objects.opened_by(day).filter(plan__in=[row.pk for row in plans])
    for plan_id, due_on in periods.order_by().values_list("plan", "due_on"):
        days[plan_id].add(due_on)
    granted = Extension.objects.filter(period__in=periods.order_by())
    for plan_id, due_on in granted.order_by().values_list("period__plan", "due_on").distinct():
        days[plan_id].add(due_on)
    return days
