"""Closing: what was owed and not published when a period is over is "not reported", in public."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from commitments.models import Commitment, Lead
from commitments.workflow import OPEN_STAGES
from ogp_tracker import clock, history
from progress.actions import begun_update
from progress.announcing import news
from progress.due_days import refresh_due_days
from progress.models import ReportingPeriod
from progress.schedule import emails
from progress.schedule.locking import locked_period
from progress.standings import Standing, standing_of, standings
from progress.workflow import STEP_OF


def close_periods(today: dt.date | None = None) -> int:
    """Close each update of a public plan that is owed and whose period is over; returns how many.

    `today` stands in for each plan's own day. Done twice, by several at once or after days without
    a scheduler, each update is closed once and its leads are told once. The due days that lists
    show are brought up to date along the way.
    """
    commitments = Commitment.objects.public().select_related("plan")
    # Those closed by now as well: what counts is what they were when the period was over.
    closed = sum(_close(standing, today) for standing in _over(list(commitments), today))
    shown = commitments.filter(Q(stage__in=OPEN_STAGES) | Q(update_due_on__isnull=False))
    refresh_due_days(shown, reason="The calendar moved on")
    return closed


def _over(commitments: list[Commitment], today: dt.date | None) -> list[Standing]:
    """The updates to close, as things stand before anything is locked."""
    latest = today or max((row.plan.today() for row in commitments), default=clock.today())
    periods = ReportingPeriod.objects.filter(
        plan__in={row.plan_id for row in commitments}, closes_on__lt=latest
    )
    stood = standings(commitments, periods.order_by("due_on"), today)
    return [standing for standing in stood if standing.is_over]


@transaction.atomic
def _close(seen: Standing, today: dt.date | None) -> bool:
    """Close one update unless, now that it is locked, it turns out to be published or extended."""
    period = locked_period(seen.period)
    commitment = Commitment.objects.select_related("plan").get(pk=seen.commitment.pk)
    standing = standing_of(commitment, period, today)
    if not standing.is_over:
        return False
    update = begun_update(
        by=None, commitment=commitment, period=period, reason="Nothing had been written"
    )
    if update.status != STEP_OF["close"].source:
        return False
    update.status = STEP_OF["close"].target
    update.closed_at = clock.now()
    closed_on = standing.deadline.closes_on
    reason = f"The period closed on {closed_on:%-d %B %Y} and no update had been published"
    history.save(update, by=None, reason=reason)
    update.commitment, update.period = commitment, period
    news.tell_not_reported(update, closed_on)
    leads = Lead.objects.current(standing.today).filter(
        commitment=commitment,
        person__is_active=True,
        starts_on__lte=standing.deadline.due_on,
    )
    for lead in leads.select_related("person"):
        emails.update_closed(update, lead)
    return True
