"""What the tests of reminders do: plan them on a day, send them, and see who got them."""

import datetime as dt

from django.test.utils import override_settings

from mailroom.models import OutboxMessage
from mailroom.reminding import planning
from mailroom.tasks import deliver


def plan(day: dt.date) -> int:
    """Plan what is due on `day`; returns how many letters that are new."""
    known = OutboxMessage.objects.filter(kind="reminder").count()
    with override_settings(TRACKER_TODAY=day):
        planning.plan(day)
    return OutboxMessage.objects.filter(kind="reminder").count() - known


def remind(day: dt.date) -> int:
    """Plan what is due on `day` and send it; returns how many reminders went out."""
    known = sent().count()
    with override_settings(TRACKER_TODAY=day):
        planning.plan(day)
        deliver()
    return sent().count() - known


def sent():
    """The reminders that went out, in order."""
    return OutboxMessage.objects.filter(kind="reminder", status="sent").order_by("pk")
