"""What workers that died left behind, and what the mail service says after all."""

import logging
from collections import Counter

from django.db import transaction
from django.utils import timezone

from mailroom.delivery.addresses import note_undeliverable
from mailroom.delivery.building import number_in
from mailroom.delivery.recording import Sent, settle
from mailroom.delivery.services.base import Bounce, MailService, UnreachableError
from mailroom.delivery.timing import ASKABLE_FOR, LOOKUP_LAG
from mailroom.models import OutboxMessage

logger = logging.getLogger(__name__)

Status = OutboxMessage.Status
NO_ANSWER = "Sent more than once; the mail server never said whether it took it."
# How many uncertain messages one run looks into: there are as many as workers that died.
MOST = 200


def give_back_expired_claims() -> int:
    """Let messages wait again that a worker claimed and did not begin to hand over."""
    expired = OutboxMessage.objects.expired(timezone.now()).filter(status=Status.CLAIMED)
    return expired.update(status=Status.PLANNED, claimed_until=None)


def resolve_uncertain(service: MailService) -> Counter[OutboxMessage.Status]:
    """Find out about messages that were in the service's hands when their worker died.

    Raises UnreachableError when the service cannot be asked now.
    """
    counts: Counter[OutboxMessage.Status] = Counter()
    uncertain = OutboxMessage.objects.expired(timezone.now()).filter(status=Status.HANDING)
    for message in uncertain.order_by("pk")[:MOST]:
        if _can_be_asked(message, service):
            counts[_ask(message, service)] += 1
        else:
            counts[_send_once_more(message)] += 1
    return counts


def _send_once_more(message: OutboxMessage) -> OutboxMessage.Status:
    """One more copy with the same Message-ID is better than none; its page says so.

    A mail server that says nothing the second time gets no third. But a worker that was killed may
    not have sent anything. Returns where the message stands now.
    """
    server_said_nothing = bool(message.failure)
    if message.maybe_duplicate and server_said_nothing:
        settle(message, Status.FAILED, failure=NO_ANSWER)
        return Status.FAILED
    settle(message, Status.PLANNED, maybe_duplicate=True)
    return Status.PLANNED


def _can_be_asked(message: OutboxMessage, service: MailService) -> bool:
    assert message.claimed_until is not None
    is_remembered = timezone.now() - message.claimed_until < ASKABLE_FOR
    return service.can_be_asked and message.service == service.name and is_remembered


def _ask(message: OutboxMessage, service: MailService) -> OutboxMessage.Status:
    """Settle the message by what the service says; it stays as it is while that may lag."""
    assert message.claimed_until is not None
    if taken := service.ask(message):
        settle(message, Status.SENT, **Sent(message, taken.reference, taken.at).facts())
        return Status.SENT
    if timezone.now() - message.claimed_until < LOOKUP_LAG:
        return Status.HANDING
    settle(message, Status.PLANNED)
    return Status.PLANNED


def take_in_bounces(service: MailService) -> int:
    """Record which sent messages did not arrive after all; returns how many.

    Raises UnreachableError.
    """
    bounces = {bounce.message_id: bounce for bounce in service.bounces()}
    numbers = [number_in(message_id) for message_id in bounces]
    with transaction.atomic():
        sent = OutboxMessage.objects.select_for_update().filter(
            pk__in=numbers, message_id__in=list(bounces), status=Status.SENT
        )
        for message in sent:
            _record_bounce(message, bounces[message.message_id])
        return len(sent)


def _record_bounce(message: OutboxMessage, bounce: Bounce) -> None:
    message.status, message.sent_at, message.failure = Status.FAILED, None, bounce.words
    message.save(update_fields=("status", "sent_at", "failure"))
    if bounce.is_undeliverable:
        note_undeliverable(message.to_email, bounce.words)


def ask_service(service: MailService) -> Counter[OutboxMessage.Status]:
    """Both of the above, for as far as the service answers."""
    counts: Counter[OutboxMessage.Status] = Counter()
    try:
        counts += resolve_uncertain(service)
        counts[Status.FAILED] += take_in_bounces(service)
    except UnreachableError as problem:
        logger.warning("%s", problem)
    return counts
