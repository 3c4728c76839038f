"""Every change to the outbox: putting a letter in."""

import datetime as dt
from typing import Any

from django.db import transaction

from mailroom.letters import Letter
from mailroom.models import OutboxMessage
from mailroom.wake import wake_delivery
from ogp_tracker import clock


def post(
    *,
    key: str,
    kind: str,
    to: Any,
    letter: Letter,
    is_private: bool = False,
    useful_until: dt.date | None = None,
) -> OutboxMessage | None:
    """Put `letter` in the outbox for the person `to`, unless `key` was used before.

    Returns the new message, or None where the key exists. Call it inside the transaction of the
    change it tells of: the letter leaves only if that is committed.
    """
    message = OutboxMessage(
        key=key,
        kind=kind,
        recipient=to,
        to_name=to.name,
        to_email=to.email,
        subject=letter.subject,
        body=letter.body,
        is_private=is_private,
        useful_until=useful_until,
        planned_at=clock.now(),
    )
    # Insert or ignore, and ask the database which it was: two planners may race.
    OutboxMessage.objects.bulk_create([message], ignore_conflicts=True)
    posted = OutboxMessage.objects.filter(key=key, planned_at=message.planned_at).first()
    if posted is not None:
        transaction.on_commit(wake_delivery)
    return posted
