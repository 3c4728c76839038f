"""Whether mail goes out at all: how long the oldest message has waited for its first try."""

import datetime as dt

from django.conf import settings

from mailroom.hold import is_on_hold
from mailroom.models import OutboxMessage
from ogp_tracker import clock
from ogp_tracker.outages.readiness import Ask
from ogp_tracker.words import how_long

# A large round through a slow mail service takes its time: half an hour, with a tick a minute.
TICKS = 30


def overdue(ask: Ask) -> list[str]:
    """One line when mail has not gone out for too long, whatever keeps it.

    A message that the mail service put off waits for its own reasons; one that never reached it
    has no attempt to its name. While the business clock is stopped, no message's moment can be held
    against the present, and nothing is said; nor while all mail is held back on purpose.
    """
    if clock.frozen_on() or is_on_hold():
        return []
    waiting = OutboxMessage.objects.filter(status=OutboxMessage.Status.PLANNED, attempts=0)
    rows = ask(waiting.order_by("planned_at").values_list("planned_at")[:1])
    waits = [clock.now() - planned_at for (planned_at,) in rows]
    limit = dt.timedelta(seconds=TICKS * settings.TICK_SECONDS)
    return [
        f"mail: the oldest message has waited for {how_long(age)}" for age in waits if age > limit
    ]
