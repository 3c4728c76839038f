"""Whether what a program has kept of a file or an answer still holds."""

import datetime as dt
import hashlib

from django.db.models import Count, Max
from django.utils import timezone

from commitments.models import ActionPlan
from ogp_tracker import clock
from ogp_tracker.models import AuditRecord

# Records are numbered before they are committed: one may come after a later one. Counting the last
# of them shows that; so many are never on their way at once.
ON_THEIR_WAY = 1000
# A transaction that began earlier may still come: until then no moment is the last one.
SETTLES = dt.timedelta(minutes=1)


def mark_of(asked: str) -> str:
    """A text that is another one once the record, the day of a plan or `asked` is.

    It costs a few cheap queries: the record is what the database itself writes of every change.
    """
    last = AuditRecord.objects.aggregate(Max("pk"))["pk__max"] or 0
    lately = AuditRecord.objects.filter(pk__gt=last - ON_THEIR_WAY).aggregate(Count("pk"))
    began = _last_midnight().isoformat()
    return short_mark(repr((last, lately["pk__count"], began, asked)).encode())


def last_changed() -> dt.datetime | None:
    """The moment from which every answer has been the same; None while it is not settled.

    The start of this process counts, too: it may have brought new columns.
    """
    record = AuditRecord.objects.order_by("-pk").values_list("recorded_at", flat=True).first()
    if record and record > timezone.now() - SETTLES:
        return None
    return max(moment for moment in (record, clock.STARTED_AT, _last_midnight()) if moment)


def short_mark(content: bytes) -> str:
    """A mark of the content itself."""
    return hashlib.sha256(content).hexdigest()[:32]


def _last_midnight() -> dt.datetime:
    """When a day last began in a plan: days late are counted by it, and nobody records that."""
    zones = ActionPlan.objects.public().order_by().values_list("time_zone", flat=True).distinct()
    return max(
        clock.end_of_day(clock.today(zone) - dt.timedelta(days=1), zone) for zone in ("", *zones)
    )
