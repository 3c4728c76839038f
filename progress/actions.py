"""Adding reporting periods, and beginning the update that a commitment owes for one."""

import contextlib
import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from commitments.models import ActionPlan, Commitment
from network.models import Person
from ogp_tracker import history
from progress.due_days import refresh_due_days
from progress.models import ProgressUpdate, ReportingPeriod, ScheduleDecision

# A reporting date further ahead than this is a slip of the pen.
MOST_YEARS_AHEAD = 10


@transaction.atomic
def add_periods(
    *,
    by: Person | None,
    plan: ActionPlan,
    due_days: Iterable[dt.date],
    decision: ScheduleDecision | None = None,
    reason: str = "",
) -> list[ReportingPeriod]:
    """Add a period for each of `due_days` that the plan does not know yet; returns the new ones.

    Each period opens on the day after the one before it was due; the first opens when the plan
    was published. Days that exist already are left as they are. `decision` is what set them; it
    also says how long a silence lets one side publish alone, and when a period closes.

    Raises ValidationError when a new day is not after all those that the plan knows: the periods
    already there keep their days.
    """
    ActionPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)  # one addition at a time
    known = list(plan.periods.order_by("due_on"))
    last = known[-1] if known else None
    added = []
    for due_on in sorted({*due_days} - {period.due_on for period in known}):
        last = _period_after(last, plan, due_on, decision)
        history.save(last, by=by, reason=reason, force_insert=True)
        added.append(last)
    if added:
        refresh_due_days(plan.commitments.select_related("plan"), reason=reason)
    return added


def _period_after(
    last: ReportingPeriod | None,
    plan: ActionPlan,
    due_on: dt.date,
    decision: ScheduleDecision | None,
) -> ReportingPeriod:
    refuse_far_day(due_on, plan)
    opens_on = last.due_on + dt.timedelta(days=1) if last else plan.published_on or plan.today()
    if due_on <= opens_on:
        raise ValidationError(f"The reporting date must be after {opens_on:%-d %B %Y}.")
    rule = decision or ScheduleDecision()  # a decision that says nothing holds the usual days
    return ReportingPeriod(
        plan=plan,
        number=last.number + 1 if last else 1,
        opens_on=opens_on,
        due_on=due_on,
        closes_on=due_on + dt.timedelta(days=rule.closing_days),
        silence_days=rule.silence_days,
        decision=decision,
    )


def refuse_far_day(due_on: dt.date, plan: ActionPlan) -> None:
    """Raise ValidationError when nobody can mean this day."""
    if due_on.year > plan.today().year + MOST_YEARS_AHEAD:
        raise ValidationError(
            f"{due_on:%-d %B %Y} is more than {MOST_YEARS_AHEAD} years ahead: check the year."
        )


def begun_update(
    *, by: Person | None, commitment: Commitment, period: ReportingPeriod, reason: str
) -> ProgressUpdate:
    """The update of this commitment and period, made if there is none, its row locked.

    Call it inside a transaction: the lock lasts until its end.
    """
    locked = ProgressUpdate.objects.select_for_update(of=("self",)).filter(
        commitment=commitment, period=period
    )
    update = locked.first()
    if update is not None:
        update.commitment, update.period = commitment, period
        return update
    # By id: a commitment that gets another number leaves its key to nobody.
    key = f"{commitment.plan.slug}/{commitment.pk}/{period.due_on.isoformat()}"
    # Two may begin at once: the loser of the insert waits, then finds the winner's row.
    with contextlib.suppress(IntegrityError), transaction.atomic():
        history.create(
            ProgressUpdate, by=by, reason=reason, commitment=commitment, period=period, key=key
        )
    update = locked.get()
    update.commitment, update.period = commitment, period
    return update
