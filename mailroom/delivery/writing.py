"""What a claimed message says, found at the last moment, and whether it is still needed."""

import logging

from django.db import transaction
from django.utils.text import Truncator

from mailroom.delivery.building import stable_message_id
from mailroom.delivery.services.base import RefusedError
from mailroom.delivery.timing import MOST_ATTEMPTS
from mailroom.models import OutboxMessage, UndeliverableAddress
from mailroom.writers import NotNeededError, Writer, writer_of

logger = logging.getLogger(__name__)

Status = OutboxMessage.Status


def write(claimed: list[OutboxMessage]) -> list[OutboxMessage]:
    """Write the messages and return them as they are now, oldest first.

    Those that may not leave are no longer claimed: they are skipped or failed, with the reason.
    What was committed before is seen, so nothing untrue goes out; and a message that cannot be
    written does not hold up the others.
    """
    with transaction.atomic(durable=True):
        messages = _as_they_are_now(claimed)
        addresses = UndeliverableAddress.objects.standing().among(
            message.to_email for message in messages
        )
        said = {dead.address: dead.reason for dead in addresses}
        for message in messages:
            _write_or_settle(message, said)
    return messages


def _as_they_are_now(claimed: list[OutboxMessage]) -> list[OutboxMessage]:
    """The messages that are still ours, locked so that recovery waits for us."""
    attempts = {message.pk: message.attempts for message in claimed}
    ours = OutboxMessage.objects.filter(pk__in=list(attempts), status=Status.CLAIMED)
    rows = ours.select_related("recipient").select_for_update(of=("self",))
    return [row for row in rows.order_by("planned_at", "pk") if row.attempts == attempts[row.pk]]


def _write_or_settle(message: OutboxMessage, said: dict[str, str]) -> None:
    message.message_id = message.message_id or stable_message_id(message)
    try:
        _ask_whether_it_may(message, said)
        writer = _writer_of(message)
        if writer:
            _write_one(message, writer)
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


def _write_one(message: OutboxMessage, writer: Writer) -> None:
    """Let the writer write it. Raises NotNeededError, and RefusedError when that goes wrong."""
    try:
        with transaction.atomic():
            letter = writer(message)
            message.subject = Truncator(" ".join(letter.subject.split())).chars(200)
            message.body, message.is_written = letter.body, True
            message.save(update_fields=("subject", "body", "is_written"))
    except NotNeededError:
        raise
    except Exception as error:
        logger.exception("Message %s could not be written.", message.pk)
        raise RefusedError(f"The letter could not be written: {error!r}") from error


def _end(message: OutboxMessage, status: OutboxMessage.Status, failure: str) -> None:
    message.status, message.failure, message.claimed_until = status, failure, None
    message.save(update_fields=("status", "failure", "claimed_until"))
