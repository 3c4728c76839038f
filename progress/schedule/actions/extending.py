"""Granting extensions: a later due day, with who asked for it and why."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from commitments.models import Commitment
from network.models import Person
from ogp_tracker import clock, history
from progress.deadlines import Deadline
from progress.due_days import refresh_due_days
from progress.models import Extension, ReportingPeriod
from progress.schedule import emails
from progress.schedule.locking import locked_period
from progress.standings import Standing, standings

# The longest extension, counted from the period's own due day.
MOST_DAYS = 365


@transaction.atomic
def grant_extension(
    *,
    by: Person,
    period: ReportingPeriod,
    commitment: Commitment | None,
    due_on: dt.date,
    asked_by: str,
    reason: str,
) -> Extension:
    """Move the due day of one commitment's update, or of all (None), and tell the leads.

    Granted by the end of the due day in force, it leaves no lateness; granted later, it takes none
    away (see progress/deadlines.py).

    Raises ValidationError, keyed by argument where one is wrong, when the new day is not later, or
    when there is nothing left to extend.
    """
    period = locked_period(period)
    rows = _commitments(period, commitment)
    stood = standings(rows, [period])
    deadline = _deadline(stood, period, commitment)
    _refuse_day(due_on, deadline, period.plan.today())
    extension = Extension(
        period=period,
        commitment=commitment,
        previous_due_on=deadline.due_on,
        due_on=due_on,
        asked_by=asked_by,
        reason=reason,
        granted_on=period.plan.today(),
        granted_at=clock.now(),
        granted_by=by,
    )
    history.save(extension, by=by, reason=reason, force_insert=True)
    refresh_due_days(rows, reason=f"Due day extended: {reason}")
    moved = [row.commitment for row in stood if row.is_owed and row.deadline.due_on < due_on]
    emails.extension_granted(extension, moved)
    return extension


def what_to_extend(period: ReportingPeriod, commitment: Commitment | None) -> Deadline:
    """The deadline that an extension would move. Raises ValidationError when there is none left."""
    return _deadline(standings(_commitments(period, commitment), [period]), period, commitment)


def _commitments(period: ReportingPeriod, commitment: Commitment | None) -> QuerySet[Commitment]:
    rows = period.plan.commitments.select_related("plan")
    return rows.filter(pk=commitment.pk) if commitment else rows


def _deadline(
    stood: list[Standing], period: ReportingPeriod, commitment: Commitment | None
) -> Deadline:
    if not stood:
        raise ValidationError(
            "No commitment reports for this period: there is nothing left to extend."
        )
    deadline = stood[0].deadline
    if commitment is None:
        deadline = Deadline(period, list(period.extensions.filter(commitment=None)))
    if deadline.is_closed(stood[0].today):
        raise ValidationError(
            f"The period closed on {deadline.closes_on:%-d %B %Y}: it can no longer be extended."
        )
    if commitment and stood[0].published_on:
        raise ValidationError(
            f"The update was published on {stood[0].published_on:%-d %B %Y}: "
            "there is nothing left to extend."
        )
    if not any(row.is_owed for row in stood):
        raise ValidationError("No update is owed any more: there is nothing left to extend.")
    return deadline


def _refuse_day(due_on: dt.date, deadline: Deadline, today: dt.date) -> None:
    if due_on <= deadline.due_on:
        raise ValidationError(
            {
                "due_on": "The new due day must be after the one in force, "
                f"{deadline.due_on:%-d %B %Y}"
            }
        )
    if due_on <= today:
        raise ValidationError({"due_on": f"The new due day must be after today, {today:%-d %B %Y}"})
    if (due_on - deadline.period.due_on).days > MOST_DAYS:
        last = deadline.period.due_on + dt.timedelta(days=MOST_DAYS)
        raise ValidationError({"due_on": f"The new due day must be by {last:%-d %B %Y}"})
