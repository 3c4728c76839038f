"""Taking messages off the queue for one worker."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from mailroom.delivery.timing import LEASE
from mailroom.models import OutboxMessage
from ogp_tracker import clock

Status = OutboxMessage.Status


def skip_what_is_no_longer_true() -> int:
    """Give up messages whose text was true only until an earlier day; returns how many."""
    waiting = OutboxMessage.objects.waiting(timezone.now())
    return waiting.filter(useful_until__lt=clock.today()).update(
        status=Status.SKIPPED,
        claimed_until=None,
        failure="It could not be sent in time, and after that day the text was no longer true.",
    )


def claim(most: int) -> list[OutboxMessage]:
    """Take the oldest waiting messages that no other worker is looking at, up to `most`.

    A message that was claimed before comes alone: if it is what kills workers, the others do not
    die with it again and again. Nothing else is known of the messages yet: writing reads them.
    """
    # Leases and pauses are about machines, so they run by the machine's clock, which TRACKER_TODAY
    # does not stop.
    now = timezone.now()
    with transaction.atomic(durable=True):
        waiting = OutboxMessage.objects.waiting(now).order_by("planned_at", "pk")
        waiting = waiting.only("attempts").select_for_update(skip_locked=True)
        claimed = _first_timers(list(waiting[:most]))
        keys = [message.pk for message in claimed]
        facts = {"claimed_until": now + LEASE, "next_try_at": None}
        OutboxMessage.objects.filter(pk__in=keys).update(
            status=Status.CLAIMED, attempts=F("attempts") + 1, **facts
        )
    for message in claimed:
        message.status = Status.CLAIMED
        message.attempts += 1
    return claimed


def _first_timers(waiting: list[OutboxMessage]) -> list[OutboxMessage]:
    """The messages before the first that was claimed before, or that one alone."""
    tried = (number for number, message in enumerate(waiting) if message.attempts)
    return waiting[: next(tried, len(waiting)) or 1]
