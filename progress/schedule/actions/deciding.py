"""Deciding how often a plan is reported on: what has begun stays, what follows is set anew."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from commitments.models import ActionPlan
from network.models import Person
from ogp_tracker import clock, history
from progress.actions import add_periods
from progress.models import Frequency, ScheduleDecision
from progress.models.periods import CLOSING_DAYS, SILENCE_DAYS
from progress.schedule.outlook import Outlook, days_of, look_ahead

# What makes two decisions the same one, recorded twice.
SAME = (
    *("frequency", "first_due_on", "decided_on", "decided_by", "reason", "review_on"),
    *("silence_days", "closing_days"),
)


@transaction.atomic
def decide_schedule(
    *,
    by: Person,
    plan: ActionPlan,
    frequency: Frequency,
    first_due_on: dt.date | None = None,
    own_days: Collection[dt.date] = (),
    until: dt.date | None = None,
    **facts: Any,
) -> ScheduleDecision:
    """Record who decided how often the plan is reported on, and set the dates that follow from it.

    Dates are counted from `first_due_on` to `until` (the plan's end where it is None), or are
    `own_days`. Periods that have opened or hold an update, an extension or a reminder, and those
    due before the first of the new dates, stay as they are; the others go, and the new ones
    follow. `facts` are decided_on, decided_by, reason, review_on and, in days, silence_days and
    closing_days. The same decision recorded twice is recorded once.

    Raises ValidationError, keyed by argument, with a sentence that says what to mend.
    """
    plan = ActionPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    days = days_of(plan, frequency, first_due_on, own_days, until)
    decision = _decision(plan, frequency, days, **facts)
    last = plan.schedule_decisions.order_by("number").last()
    if last is not None and _is_same(last, decision, days):
        return last
    going = look_ahead(plan, frequency, days).going
    decision.number = last.number + 1 if last else 1
    decision.recorded_at, decision.recorded_by = clock.now(), by
    history.save(decision, by=by, reason=decision.reason, force_insert=True)
    for period in going:
        history.delete(period, by=by, reason=decision.reason)
    add_periods(by=by, plan=plan, due_days=days, decision=decision, reason=decision.reason)
    return decision


def foresee_schedule(
    *,
    plan: ActionPlan,
    frequency: Frequency,
    first_due_on: dt.date | None = None,
    own_days: Collection[dt.date] = (),
    until: dt.date | None = None,
    **facts: Any,
) -> Outlook:
    """What `decide_schedule` would do; nothing is saved. Raises the same ValidationErrors."""
    days = days_of(plan, frequency, first_due_on, own_days, until)
    _decision(plan, frequency, days, **facts)
    return look_ahead(plan, frequency, days)


def _decision(
    plan: ActionPlan,
    frequency: Frequency,
    days: list[dt.date],
    *,
    decided_on: dt.date,
    decided_by: str,
    reason: str,
    review_on: dt.date,
    silence_days: int = SILENCE_DAYS,
    closing_days: int = CLOSING_DAYS,
) -> ScheduleDecision:
    """The decision, not saved yet. Raises ValidationError when its facts contradict each other."""
    wrong = {}
    if decided_on > plan.today():
        wrong["decided_on"] = "The day of the decision must be today or in the past"
    if review_on <= decided_on:
        wrong["review_on"] = "The day of review must be after the day of the decision"
    if silence_days < 1:
        wrong["silence_days"] = "The other side must have at least 1 day"
    elif closing_days <= silence_days:
        wrong["closing_days"] = (
            "A period must close later than one side may publish alone: "
            f"enter {silence_days + 1} days or more"
        )
    if wrong:
        raise ValidationError(wrong)
    return ScheduleDecision(
        plan=plan,
        frequency=frequency,
        first_due_on=days[0],
        decided_on=decided_on,
        decided_by=decided_by,
        reason=reason,
        review_on=review_on,
        silence_days=silence_days,
        closing_days=closing_days,
    )


def _is_same(last: ScheduleDecision, decision: ScheduleDecision, days: list[dt.date]) -> bool:
    same = all(getattr(last, name) == getattr(decision, name) for name in SAME)
    return same and list(last.periods.order_by("due_on").values_list("due_on", flat=True)) == days
