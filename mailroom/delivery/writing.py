"""What a claimed message says, found at the last moment, and whether it is still needed."""

import logging

from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django.utils.text import Truncator

from mailroom.delivery.building import stable_message_id
from mailroom.delivery.recording import settle
from mailroom.delivery.services.base import RefusedError
from mailroom.delivery.timing import MOST_ATTEMPTS, PAUSES
from mailroom.models import OutboxMessage, UndeliverableAddress
from mailroom.writers import NotNeededError, Writer, writer_of

logger = logging.getLogger(__name__)

Status = OutboxMessage.Status
# bulk_update does the same at the cost of a good part of the whole delivery.
SAVE = """
UPDATE mailroom_outboxmessage AS message
SET subject = written.subject, body = written.body, is_written = true
FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS written (id, subject, body)
WHERE message.id = written.id
"""


def write(claimed: list[OutboxMessage]) -> list[OutboxMessage]:
    """Write the messages and return them as they are now, oldest first.

    Those that may not leave are no longer claimed: they are skipped or failed, with the reason; or
    they wait, when the database had trouble of its own. What was committed before is seen, so
    nothing untrue goes out; and a message that cannot be written does not hold up the others.
    """
    try:
        # All in one go is several times as fast, and almost always good enough.
        return _write(claimed)
    except Exception as error:  # noqa: BLE001 - the second time it is found out which of them fails
        logger.info("Messages are written one by one, because of %r.", error)
        return [written for message in claimed for written in _write_alone(message)]


def _write_alone(message: OutboxMessage) -> list[OutboxMessage]:
    """Write one message in a transaction of its own; no list where it is ours no longer."""
    try:
        return _write([message])
    except OperationalError as error:
        # A deadlock, a lock that took too long: nothing that is wrong with the letter.
        logger.warning("Message %s could not be written for now: %r", message.pk, error)
        message.status = Status.PLANNED
        facts = {
            "attempts": message.attempts - 1,
            "next_try_at": timezone.now() + PAUSES[0],
            "failure": f"The database had trouble while the letter was written: {error}",
        }
    except Exception as error:
        logger.exception("Message %s could not be written.", message.pk)
        message.status = Status.FAILED
        facts = {"failure": f"The letter could not be written: {error!r}"}
    return [message] if settle(message, Status(message.status), **facts) else []


def _write(claimed: list[OutboxMessage]) -> list[OutboxMessage]:
    """Write them in one transaction. Raises whatever goes wrong with one of them."""
    with transaction.atomic(durable=True):
        messages = _as_they_are_now(claimed)
        addresses = UndeliverableAddress.objects.standing().among(
            message.to_email for message in messages
        )
        said = {dead.address: dead.reason for dead in addresses}
        for message in messages:
            _write_or_settle(message, said)
        written = [message for message in messages if message.status == Status.CLAIMED]
        _save([message for message in written if writer_of(message.kind)])
    return messages


def _save(written: list[OutboxMessage]) -> None:
    columns = zip(
        *((message.pk, message.subject, message.body) for message in written), strict=True
    )
    if written:
        with connection.cursor() as cursor:
            cursor.execute(SAVE, [list(column) for column in columns])


def _as_they_are_now(claimed: list[OutboxMessage]) -> list[OutboxMessage]:
    """The messages that are still ours, locked so that recovery waits for us.

    They are locked by number, as whoever leaves locks theirs, so that nobody waits in a circle.
    """
    attempts = {message.pk: message.attempts for message in claimed}
    ours = OutboxMessage.objects.filter(pk__in=list(attempts), status=Status.CLAIMED)
    rows = ours.select_related("recipient").select_for_update(of=("self",)).order_by("pk")
    still = [row for row in rows if row.attempts == attempts[row.pk]]
    return sorted(still, key=lambda row: (row.planned_at, row.pk))


def _write_or_settle(message: OutboxMessage, said: dict[str, str]) -> None:
    message.message_id = message.message_id or stable_message_id(message)
    try:
        _ask_whether_it_may(message, said)
        if writer := _writer_of(message):
            letter = writer(message)
            message.subject = Truncator(" ".join(letter.subject.split())).chars(200)
            message.body, message.is_written = letter.body, True
    except NotNeededError as reason:
        _end(message, Status.SKIPPED, str(reason) or "It was no longer needed.")
    except RefusedError as reason:
        _end(message, Status.FAILED, str(reason))


def _ask_whether_it_may(message: OutboxMessage, said: dict[str, str]) -> None:
    """Raise NotNeededError or RefusedError unless its reader can still get it."""
    if message.attempts > MOST_ATTEMPTS:
        raise RefusedError("The delivery worker was stopped each time it tried to send this.")
    person = message.recipient
    # An invitation, which is private, goes to people before they may sign in.
    if person is not None and not person.is_active and not message.is_private:
        raise NotNeededError(f"{message.to_name} may no longer sign in.")
    if reason := said.get(message.to_email.lower()):
        raise NotNeededError(f"Mail to {message.to_email} does not arrive. {reason}")


def _writer_of(message: OutboxMessage) -> Writer | None:
    try:
        writer = writer_of(message.kind)
    except Exception as error:
        logger.exception("There is a fault in MAIL_WRITERS.")
        raise RefusedError(f"The writer of “{message.kind}” cannot be found: {error}") from error
    if writer is None and not message.is_written:
        raise RefusedError(f"Nobody is named to write letters of the kind “{message.kind}”.")
    return writer


def _end(message: OutboxMessage, status: OutboxMessage.Status, failure: str) -> None:
    message.status, message.failure, message.claimed_until = status, failure, None
    message.save(update_fields=("status", "failure", "claimed_until"))
