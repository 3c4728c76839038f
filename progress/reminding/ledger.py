"""How the ledger of one period reads: what became of each reminder, and what is still to come."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from commitments.models import Commitment, Lead
from mailroom.holidays import is_holiday
from mailroom.models import OutboxMessage, ReminderLedger
from network.models import Person
from network.workflow import RoleKind
from progress.deadlines import Deadline
from progress.models import Reminder, ReportingPeriod
from progress.reminding.rungs import UPDATE_RUNGS

# What became of a reminder whose letter stands like this: words and tone.
FATES = {
    OutboxMessage.Status.SENT: ("Sent", "good"),
    OutboxMessage.Status.FAILED: ("Failed", "bad"),
    OutboxMessage.Status.HELD: ("On hold", "moving"),
    OutboxMessage.Status.SKIPPED: ("Not sent", "quiet"),
}


@dataclass(frozen=True)
class Told:
    """One row of the ledger as people read it."""

    row: Reminder
    step: str
    fate: str
    tone: str
    why: str


@dataclass(frozen=True)
class Coming:
    """A day on which somebody will be reminded, unless they have done their part by then."""

    day: dt.date
    step: str
    who: str
    # Whether it is not the day it would be, because of a bank holiday.
    is_moved: bool


def rows_of(period: ReportingPeriod, reader: Person) -> QuerySet[Reminder]:
    """The ledger of one period, the latest first, as far as it is the reader's business.

    Those who keep a side see all of it; a relationship manager sees their portfolio, and a lead
    the commitments they lead.
    """
    rows = Reminder.objects.filter(period=period).select_related("person", "commitment", "message")
    if not reader.has_role(RoleKind.SECRETARIAT, RoleKind.NETWORK_COORDINATOR):
        leads = Lead.objects.current(period.plan.today()).filter(person=reader)
        theirs = Q(commitment__in=leads.values("commitment"))
        theirs |= Q(commitment__in=Commitment.objects.in_portfolio_of(reader))
        rows = rows.filter(theirs)
    return rows.order_by("-planned_on", "commitment__order", "person__name", "days_ahead", "pk")


def told(row: Reminder) -> Told:
    """What became of one reminder, and why."""
    step = step_in_words(row.days_ahead)
    if row.message is None or row.state == ReminderLedger.State.SKIPPED:
        return Told(row, step, row.get_state_display(), "quiet", row.why)
    status = OutboxMessage.Status(row.message.status)
    fate, tone = FATES.get(status, ("Waiting to be sent", "waiting"))
    if status != OutboxMessage.Status.SKIPPED:
        return Told(row, step, fate, tone, "")
    # Its letter was given up whole, for a reason of its own.
    return Told(row, step, fate, tone, row.message.failure)


def coming(deadline: Deadline, today: dt.date) -> list[Coming]:
    """The days still to come for those without more time of their own, in order."""
    country = deadline.period.plan.country_code
    days = []
    for rung in UPDATE_RUNGS:
        for step in rung.ladder.steps:
            day = rung.ladder.day_of(step, deadline.due_on, country)
            is_moved = is_holiday(deadline.due_on - dt.timedelta(days=step), country)
            if day > today:
                days.append(Coming(day, step_in_words(step), str(rung.who), is_moved))
    return sorted(days, key=lambda one: one.day)


def step_in_words(days_ahead: int) -> str:
    """When, seen from the due day."""
    if days_ahead == 0:
        return "on the due day"
    if days_ahead == 1:
        return "the day before"
    return f"{abs(days_ahead)} days {'before' if days_ahead > 0 else 'after'}"
