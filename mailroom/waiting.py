"""Whether mail goes out at all: how long messages wait, and whether any try succeeds."""

import datetime as dt

from django.conf import settings

from mailroom.hold import is_on_hold
from mailroom.models import OutboxMessage, OutboxMessageQuerySet, UndeliverableAddress
from ogp_tracker import clock
from ogp_tracker.outages.readiness import Ask
from ogp_tracker.words import how_long

Status = OutboxMessage.Status
# A large round through a slow mail service takes its time: half an hour, with a tick a minute.
TICKS = 30
# The last attempt is made after seven hours and a quarter.
ALL_ATTEMPTS = dt.timedelta(hours=12)
# So many readers do not all have trouble of their own. It is looked for among the newest messages.
READERS, NEWEST = 3, 200


def overdue(ask: Ask) -> list[str]:
    """One line for each sign that mail does not go out, whatever keeps it.

    A message that the mail service put off waits for its own reasons, unless it waits for longer
    than all attempts take, or several were put off or failed and none was sent since. While the
    business clock is stopped, no message's moment can be held against the present, and nothing is
    said; nor while all mail is held back on purpose.
    """
    if clock.frozen_on() or is_on_hold():
        return []
    limit = dt.timedelta(seconds=TICKS * settings.TICK_SECONDS)
    return [*_untried(ask, limit), *_endless(ask), *_without_success(ask, limit)]


def _untried(ask: Ask, limit: dt.timedelta) -> list[str]:
    waiting = OutboxMessage.objects.filter(status=Status.PLANNED, attempts=0)
    age = _oldest(ask, waiting)
    return [f"mail: the oldest message has waited for {how_long(age)}"] if age > limit else []


def _endless(ask: Ask) -> list[str]:
    tried = OutboxMessage.objects.filter(status__in=(Status.PLANNED, Status.HANDING))
    age = _oldest(ask, tried.filter(attempts__gt=0))
    if age <= ALL_ATTEMPTS:
        return []
    return [f"mail: the oldest message has been on its way for {how_long(age)}"]


def _oldest(ask: Ask, messages: OutboxMessageQuerySet) -> dt.timedelta:
    """How old the oldest of `messages` is; nothing where there is none."""
    rows = ask(messages.order_by("planned_at").values_list("planned_at")[:1])
    return max((clock.now() - planned_at for (planned_at,) in rows), default=dt.timedelta(0))


def _without_success(ask: Ask, limit: dt.timedelta) -> list[str]:
    """Whether several readers got nothing since somebody last got something."""
    newest = OutboxMessage.objects.order_by("-pk")
    columns = ("status", "attempts", "to_email", "planned_at", "sent_at")
    rows = ask(newest.values_list(*columns)[:NEWEST])
    last_sent = max((sent_at for *_, sent_at in rows if sent_at), default=None)
    tried = {
        address.lower(): planned_at  # newest first, so the oldest stays
        for status, attempts, address, planned_at, _ in rows
        if status == Status.FAILED or (status == Status.PLANNED and attempts)
        if last_sent is None or planned_at > last_sent
    }
    dead = UndeliverableAddress.objects.standing().among(tried)
    for (address,) in ask(dead.values_list("address")) if tried else ():
        del tried[address]
    ages = [clock.now() - planned_at for planned_at in tried.values()]
    if len(ages) < READERS or max(ages) <= limit:
        return []
    return [f"mail: {len(ages)} readers in turn got nothing for {how_long(max(ages))}"]
