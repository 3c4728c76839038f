"""Planning what is due, of every kind; and looking only when there may be something new."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from mailroom.models import PlanningPass
from mailroom.owing import sources
from ogp_tracker import clock
from ogp_tracker.models import AuditRecord

# However quiet it is, one looks again in each stretch of so many minutes of the hour. Midnight
# begins such a stretch in every time zone of the world, so no new day is slept through.
STRETCH = 5

WHERE_THE_RECORD_STANDS = """
SELECT coalesce((SELECT max(id) FROM {audit}), 0), pg_snapshot_xmin(found) = pg_snapshot_xmax(found)
FROM pg_current_snapshot() AS found
"""


@dataclass(frozen=True)
class Moment:
    """What decides about reminders, at one moment: the time, and everything on record."""

    day: dt.date
    at: dt.datetime
    audit_position: int
    # Whether nobody was writing: a change under way may yet come to light before that position.
    is_settled: bool


def plan(today: dt.date | None = None) -> int:
    """Plan the reminders that are due; returns how many steps were entered in the ledgers.

    Beat asks for it at every tick. Without `today` (which stands in for each plan's own day) a look
    is left out where it can find nothing: everything it would decide by is on record, and neither
    the day nor the record has moved since the last complete look. That holds with many planners:
    each remembers where the record stood before its own look began, and remembers nothing if
    somebody was writing just then. A look that is remembered has entered all it found, or waited
    for the planner who did.
    """
    if today is not None:
        return _look(today)
    moment = _now()
    if _was_seen(moment):
        return 0
    entered = _look(moment.day)
    if moment.is_settled:
        _remember(moment)
    return entered


def _look(day: dt.date) -> int:
    return sum(source.plan(day) for source in sources())


def _now() -> Moment:
    """The present moment; one statement, so that both its answers are of one snapshot."""
    day, at = clock.today(), timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(WHERE_THE_RECORD_STANDS.format(audit=AuditRecord._meta.db_table))
        position, is_settled = cursor.fetchone()
    return Moment(day, at, position, is_settled)


def _was_seen(moment: Moment) -> bool:
    begun = moment.at.replace(
        minute=moment.at.minute - moment.at.minute % STRETCH, second=0, microsecond=0
    )
    seen = PlanningPass.objects.filter(day=moment.day, audit_position=moment.audit_position)
    return seen.filter(began_at__gte=begun, began_at__lte=moment.at).exists()


def _remember(moment: Moment) -> None:
    PlanningPass.objects.bulk_create(
        [PlanningPass(day=moment.day, began_at=moment.at, audit_position=moment.audit_position)],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["day", "began_at", "audit_position"],
    )
