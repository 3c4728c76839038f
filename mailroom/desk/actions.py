"""What the secretariat does with letters: hold, release, send again, each with a reason."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mailroom.desk.resending import first_of, recipient, why_not
from mailroom.models import MailroomDecision, OutboxMessage
from mailroom.wake import wake_delivery
from mailroom.writers import writer_of
from ogp_tracker import clock, history

Status = OutboxMessage.Status
What = MailroomDecision.What


@transaction.atomic
def hold(*, by: Any, message: OutboxMessage, reason: str) -> None:
    """Keep a waiting message from going out until it is released.

    Raises ValidationError where it waits no longer.
    """
    locked = _locked(message)
    if not locked.is_waiting:
        raise ValidationError("Only a message that waits can be put on hold.")
    _move([locked], Status.HELD)
    _decide(What.HOLD, [locked], by=by, reason=reason)


@transaction.atomic
def release(*, by: Any, message: OutboxMessage, reason: str) -> None:
    """Let a message on hold go out. Raises ValidationError where it is not on hold."""
    locked = _locked(message)
    if not locked.is_held:
        raise ValidationError("Only a message on hold can be released.")
    _move([locked], Status.PLANNED)
    _decide(What.RELEASE, [locked], by=by, reason=reason)
    transaction.on_commit(wake_delivery)


@transaction.atomic
def hold_kind(*, by: Any, kind: str, reason: str) -> int:
    """Put every waiting message of one kind on hold; returns how many there were."""
    return _move_kind(kind, Status.PLANNED, Status.HELD, What.HOLD, by=by, reason=reason)


@transaction.atomic
def release_kind(*, by: Any, kind: str, reason: str) -> int:
    """Let every message of one kind that is on hold go out; returns how many there were."""
    transaction.on_commit(wake_delivery)
    return _move_kind(kind, Status.HELD, Status.PLANNED, What.RELEASE, by=by, reason=reason)


@transaction.atomic
def resend(*, by: Any, message: OutboxMessage, reason: str, copies_seen: int) -> OutboxMessage:
    """Put one more copy of `message` in the outbox, under a key and a Message-ID of its own.

    A kind that has a writer is written anew. `copies_seen` is how many copies there were when the
    person looked, so that a double click makes one. Raises ValidationError where it may not be.
    """
    # Everybody who sends a copy waits for the first: the number of the copy is then theirs alone.
    first = _locked(first_of(message))
    if first.resends.count() != copies_seen:
        raise ValidationError("It was sent again after you opened this page. Look at it first.")
    rows = OutboxMessage.objects.select_for_update(of=("self",))
    again = rows.select_related("recipient", "resend_of").get(pk=message.pk)
    if refusal := why_not(again):
        raise ValidationError(refusal)
    copy = _copy(again, first, number=copies_seen + 1)
    _decide(What.RESEND, [again], by=by, reason=reason)
    transaction.on_commit(wake_delivery)
    return copy


def _copy(message: OutboxMessage, first: OutboxMessage, number: int) -> OutboxMessage:
    name, address = recipient(message)
    has_writer = writer_of(message.kind) is not None
    return OutboxMessage.objects.create(
        key=f"resend:{number}:of:{first.pk}",
        resend_of=first,
        recipient=message.recipient,
        to_name=name,
        to_email=address,
        kind=message.kind,
        subject=message.subject,
        body="" if has_writer else message.body,
        is_written=not has_writer,
        about=message.about,
        is_private=message.is_private,
        useful_until=message.useful_until,
        unsubscribe_path=message.unsubscribe_path,
        planned_at=clock.now(),
    )


def _move_kind(
    kind: str, before: Status, after: Status, what: What, *, by: Any, reason: str
) -> int:
    rows = OutboxMessage.objects.select_for_update(of=("self",)).order_by("pk")
    messages = list(rows.filter(kind=kind, status=before).only("pk"))
    _move(messages, after)
    _decide(what, messages, by=by, reason=reason)
    return len(messages)


def _locked(message: OutboxMessage) -> OutboxMessage:
    return OutboxMessage.objects.select_for_update().get(pk=message.pk)


def _move(messages: list[OutboxMessage], status: Status) -> None:
    rows = OutboxMessage.objects.filter(pk__in=[message.pk for message in messages])
    rows.update(status=status)


def _decide(what: What, messages: list[OutboxMessage], *, by: Any, reason: str) -> None:
    now = clock.now()
    decisions = [
        MailroomDecision(message=message, what=what, reason=reason, decided_by=by, decided_at=now)
        for message in messages
    ]
    history.bulk_create(MailroomDecision, decisions, by=by, reason=reason)
