"""Who is reminded of what on a given day: a function of the database and of `today`."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Q

from mailroom.models import OutboxMessage
from network.models import Person
from ogp_tracker import clock
from progress.models import Reminder
from progress.reminding import emails
from progress.reminding.duties import Duty, owed_by

# Days ahead of the due day; -3 is three days after it. Each is a threshold ("this many or fewer"),
# because a night without a scheduler must not lose a reminder.
LEAD_TIMES = (28, 14, 7, 1, 0, -3)
# After a longer silence than this, a reminder that was missed is not made up for.
CATCH_UP_DAYS = 7

# Person, commitment, period, due day and lead time: what `reminded_once` keeps unique.
Key = tuple[int, int, int, dt.date, int]


def plan(today: dt.date | None = None) -> int:
    """Put the reminders that are due in the outbox, one mail a person; returns how many.

    `today` stands in for each plan's own day. A reminder is due when a lead time has been reached
    and was not reminded of yet; of several at once only the most urgent goes out, and the earlier
    ones are recorded as superseded. The mail lists all that the person owes within the longest
    lead time. Done twice, or by several planners at once, it mails once: the unique keys of the
    outbox and of the ledger decide.
    """
    day = today or clock.today()
    owed = [
        duty
        for duty in owed_by(today=today)
        if duty.days_left <= LEAD_TIMES[0] and not duty.is_done
    ]
    known = _known_keys(owed)
    duties_of: dict[Person, list[Duty]] = defaultdict(list)
    for duty in owed:
        duties_of[duty.person].append(duty)
    mails = 0
    for person, duties in duties_of.items():
        fresh = [duty for duty in duties if _is_fresh(duty, known)]
        if fresh and _remind(person, duties, fresh, day):
            mails += 1
    return mails


def _reached(duty: Duty) -> list[int]:
    """The lead times that have been reached, the most urgent one last."""
    return [days for days in LEAD_TIMES if duty.days_left <= days]


def _key(duty: Duty, days_ahead: int) -> Key:
    return (duty.person.pk, duty.commitment.pk, duty.period.pk, duty.due_on, days_ahead)


def _is_fresh(duty: Duty, known: set[Key]) -> bool:
    """Whether its most urgent lead time is still to be reminded of, and not too long ago."""
    is_too_old = duty.days_left < LEAD_TIMES[-1] - CATCH_UP_DAYS
    return not is_too_old and _key(duty, _reached(duty)[-1]) not in known


def _known_keys(duties: Sequence[Duty]) -> set[Key]:
    """The reminders in the ledger, except those whose mail missed its day and was not sent."""
    rows = Reminder.objects.filter(period__in={duty.period.pk for duty in duties})
    missed = Q(message__status=OutboxMessage.Status.SKIPPED)
    columns = ("person_id", "commitment_id", "period_id", "due_on", "days_ahead")
    return set(rows.exclude(missed).values_list(*columns))


@transaction.atomic
def _remind(person: Person, duties: Sequence[Duty], fresh: Sequence[Duty], day: dt.date) -> bool:
    """Post one mail about `duties` and enter `fresh` in the ledger; False if another was faster."""
    message = emails.reminder(person, duties, day)
    if message is None:  # one mail a person a day: what is new today can wait until tomorrow
        return False
    Reminder.objects.bulk_create(_rows(fresh, message, day), ignore_conflicts=True)
    _take_over_missed(fresh, message, day)
    if not message.reminders.exists():
        transaction.set_rollback(True)
        return False
    return True


def _rows(fresh: Iterable[Duty], message: OutboxMessage, day: dt.date) -> list[Reminder]:
    rows = []
    for duty in fresh:
        *earlier, most_urgent = _reached(duty)
        for days_ahead in (*earlier, most_urgent):
            is_sent = days_ahead == most_urgent
            rows.append(
                Reminder(
                    person=duty.person,
                    commitment=duty.commitment,
                    period=duty.period,
                    due_on=duty.due_on,
                    days_ahead=days_ahead,
                    state=Reminder.State.PLANNED if is_sent else Reminder.State.SUPERSEDED,
                    planned_on=day,
                    message=message if is_sent else None,
                )
            )
    return rows


def _take_over_missed(fresh: Iterable[Duty], message: OutboxMessage, day: dt.date) -> None:
    """Let `message` stand in for earlier ones that could not be sent on their day."""
    names = ("person", "commitment", "period", "due_on", "days_ahead")
    wanted = Q()
    for duty in fresh:
        wanted |= Q(**dict(zip(names, _key(duty, _reached(duty)[-1]), strict=True)))
    missed = Reminder.objects.filter(wanted, message__status=OutboxMessage.Status.SKIPPED)
    missed.update(message=message, planned_on=day)
