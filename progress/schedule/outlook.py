"""What a decision on the schedule would do to a plan's reporting dates; nothing is saved here."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from commitments.models import ActionPlan
from progress.actions import refuse_far_day
from progress.models import Frequency, ReportingPeriod
from progress.schedule.frequency import due_days

# A plan has a handful of reporting dates; more than this is a slip of the pen.
MOST_DATES = 40


@dataclass(frozen=True)
class Outlook:
    """The periods that stay, those that go, and the days that come."""

    kept: Sequence[ReportingPeriod]
    going: Sequence[ReportingPeriod]
    coming: Sequence[dt.date]

    @property
    def lost(self) -> list[ReportingPeriod]:
        """The periods that go and whose day does not come back."""
        return [period for period in self.going if period.due_on not in self.coming]

    @property
    def in_short(self) -> str:
        """All of it in one line, to tell whether somebody has seen these very dates."""
        kept, lost = ([row.due_on for row in rows] for rows in (self.kept, self.lost))
        return "/".join(" ".join(map(str, days)) for days in (kept, lost, self.coming))


def days_of(
    plan: ActionPlan,
    frequency: Frequency,
    first_due_on: dt.date | None,
    own_days: Collection[dt.date],
    until: dt.date | None,
) -> list[dt.date]:
    """The due days that a decision sets, at least one, in order; `until` is the plan's end if None.

    Raises ValidationError, keyed by argument, when they cannot be told or nobody can mean them.
    """
    if frequency == Frequency.OWN_DATES:
        days = sorted({*own_days})
        if not days:
            raise ValidationError({"own_days": "Enter at least one date"})
    else:
        days = _counted(plan, frequency, first_due_on, until)
    named = "own_days" if frequency == Frequency.OWN_DATES else "first_due_on"
    if len(days) > MOST_DATES:
        raise ValidationError({named: f"This makes {len(days)} dates: {MOST_DATES} are the most"})
    if days[0] < plan.today():
        raise ValidationError({named: f"{days[0]:%-d %B %Y} is in the past: begin today or later"})
    try:
        refuse_far_day(days[-1], plan)
    except ValidationError as error:
        raise ValidationError({named: error.messages}) from None
    return days


def look_ahead(plan: ActionPlan, frequency: Frequency, days: Sequence[dt.date]) -> Outlook:
    """What stays, goes and comes when the plan gets these due days.

    Raises ValidationError, keyed by argument, when the first of them is not after all that stays.
    """
    today = plan.today()
    periods = list(plan.periods.order_by("due_on"))
    free = {period.pk for period in plan.periods.untouched().filter(opens_on__gt=today)}
    going = [period for period in periods if period.pk in free and period.due_on >= days[0]]
    kept = [period for period in periods if period not in going]
    if kept and days[0] <= kept[-1].due_on + dt.timedelta(days=1):
        named = "own_days" if frequency == Frequency.OWN_DATES else "first_due_on"
        raise ValidationError({named: _too_early(days[0], kept[-1], today)})
    return Outlook(kept=kept, going=going, coming=days)


def _counted(
    plan: ActionPlan, frequency: Frequency, first_due_on: dt.date | None, until: dt.date | None
) -> list[dt.date]:
    if first_due_on is None:
        raise ValidationError({"first_due_on": "Enter the first date"})
    end = until or plan.ends_on
    if end is None:
        raise ValidationError({"until": "Enter the last possible date: the plan has no end"})
    if first_due_on > end:
        raise ValidationError(
            {"first_due_on": f"The first date must be on or before the end, {end:%-d %B %Y}"}
        )
    return due_days(frequency, first_due_on, end)


def _too_early(first: dt.date, last: ReportingPeriod, today: dt.date) -> str:
    why = "has begun" if last.opens_on <= today else "holds an update, draft, extension or reminder"
    if first <= last.due_on:
        return (
            f"{first:%-d %B %Y} is too early. The period due on {last.due_on:%-d %B %Y} {why}, so "
            "it stays: enter a later date"
        )
    return f"{first:%-d %B %Y} leaves the period no time: enter a date at least one day later"
