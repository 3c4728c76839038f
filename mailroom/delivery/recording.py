"""What became of a message, one commit a step; each holds only while the claim is still ours."""

import datetime as dt
import logging
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection
from django.db.models import F
from django.utils import timezone

from mailroom.delivery.timing import HANDING_LEASE
from mailroom.models import OutboxMessage
from mailroom.permissions import can_read_body

logger = logging.getLogger(__name__)

Status = OutboxMessage.Status

# One commit a message: what was just sent is recorded with the step of the next one. As SQL,
# because two rows change in two ways, and prepared, because every message waits for it and to plan
# it takes longer than to do it.
STEP = """
WITH recorded AS (
    UPDATE mailroom_outboxmessage
    SET status = 'sent', claimed_until = NULL, sent_at = %(sent_at)s, failure = '',
        service_reference = %(reference)s, body = CASE WHEN %(is_kept)s THEN body ELSE '' END
    WHERE id = %(sent)s AND status = 'handing' AND attempts = %(sent_attempts)s
)
UPDATE mailroom_outboxmessage
SET status = 'handing', claimed_until = %(until)s, message_id = %(message_id)s,
    service = %(service)s, service_reference = '', failure = ''
WHERE id = %(next)s AND status = 'claimed' AND attempts = %(next_attempts)s
"""


@dataclass(frozen=True)
class Sent:
    """A message that the mail service has taken, not recorded yet."""

    message: OutboxMessage
    reference: str
    at: dt.datetime

    def facts(self) -> dict[str, Any]:
        """What is recorded of it. A personal link is for its reader alone, so it is not kept."""
        facts = {"sent_at": self.at, "failure": "", "service_reference": self.reference[:200]}
        return facts if can_read_body(self.message) else facts | {"body": ""}


def mark_handing(message: OutboxMessage, service: str, before: Sent | None) -> bool:
    """Record that `message` is about to be in the hands of `service`, and that `before` was sent.

    Returns whether `message` is still ours; nobody may hand it over otherwise.
    """
    facts = before.facts() if before else {}
    values = {
        "sent": before.message.pk if before else None,
        "sent_attempts": before.message.attempts if before else None,
        "sent_at": facts.get("sent_at"),
        "reference": facts.get("service_reference"),
        "is_kept": "body" not in facts,
        "next": message.pk,
        "next_attempts": message.attempts,
        "until": timezone.now() + HANDING_LEASE,
        "message_id": message.message_id,
        "service": service,
    }
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        return cursor.execute(STEP, values, prepare=True).rowcount == 1


def settle(message: OutboxMessage, status: OutboxMessage.Status, **facts: Any) -> bool:
    """Record what became of a message, unless the claim ran out and another worker has it."""
    mine = OutboxMessage.objects.filter(
        pk=message.pk, status__in=(Status.CLAIMED, Status.HANDING), attempts=message.attempts
    )
    is_mine = mine.update(status=status, claimed_until=None, **facts) == 1
    if not is_mine:
        logger.warning("Message %s took longer than its lease: look for a double.", message.pk)
    return is_mine


def note_trouble(message: OutboxMessage, words: str) -> None:
    """Write down why nobody can tell whether the message was taken; recovery finds out."""
    mine = OutboxMessage.objects.filter(
        pk=message.pk, status=Status.HANDING, attempts=message.attempts
    )
    mine.update(failure=words)


def give_back(messages: list[OutboxMessage]) -> None:
    """Let messages wait again that this worker claimed and never tried."""
    for attempts in {message.attempts for message in messages}:
        keys = [message.pk for message in messages if message.attempts == attempts]
        mine = OutboxMessage.objects.filter(pk__in=keys, status=Status.CLAIMED, attempts=attempts)
        mine.update(status=Status.PLANNED, claimed_until=None, attempts=F("attempts") - 1)
