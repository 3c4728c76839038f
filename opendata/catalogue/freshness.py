"""Whether anything has changed since a file was fetched, in one cheap query."""

import hashlib

from django.db.models import Count, Max

from ogp_tracker import clock
from ogp_tracker.models import AuditRecord

# Records are numbered before they are committed: one may come after a later one. Counting the last
# of them shows that; so many are never on their way at once.
ON_THEIR_WAY = 1000


def mark_of(asked: str) -> str:
    """A text that is another one once the record, the day or `asked` is.

    The day counts because lateness does; the record is what the database itself writes of every
    change.
    """
    last = AuditRecord.objects.aggregate(Max("pk"))["pk__max"] or 0
    lately = AuditRecord.objects.filter(pk__gt=last - ON_THEIR_WAY).aggregate(Count("pk"))
    state = (last, lately["pk__count"], clock.today().isoformat(), asked)
    return hashlib.sha256(repr(state).encode()).hexdigest()[:32]
