"""Every change to the outbox: putting a letter in, and seeing it out."""

import datetime as dt
import logging
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from mailroom.handover import (
    MailService,
    PutOffError,
    RefusedError,
    UnreachableError,
    stable_message_id,
)
from mailroom.letters import Letter
from mailroom.models import Announcement, OutboxMessage
from mailroom.permissions import can_read_body
from mailroom.wake import wake_delivery
from mailroom.writers import NotNeededError, writer_of
from ogp_tracker import clock

logger = logging.getLogger(__name__)

Status = OutboxMessage.Status
# A worker that says nothing for this long is taken to be dead, and its message is sent by another.
LEASE = dt.timedelta(seconds=60)
# How long to wait after the first, second, third and fourth attempt; there is one attempt more.
PAUSES = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 10, 60, 360))
MOST_ATTEMPTS = len(PAUSES) + 1


def post(
    *,
    key: str,
    kind: str,
    to: Any,
    letter: Letter,
    is_private: bool = False,
    useful_until: dt.date | None = None,
    unsubscribe_path: str = "",
) -> OutboxMessage | None:
    """Put `letter` in the outbox for `to` (who has a name and an email), unless `key` was used.

    Returns the new message, or None where the key exists. Call it inside the transaction of the
    change it tells of: the letter leaves only if that is committed.
    """
    return _put(
        key=key,
        to=to,
        kind=kind,
        subject=letter.subject,
        body=letter.body,
        is_private=is_private,
        useful_until=useful_until,
        unsubscribe_path=unsubscribe_path,
    )


def plan_letter(
    *,
    key: str,
    kind: str,
    to: Any,
    subject: str,
    about: Mapping[str, Any] | None = None,
    useful_until: dt.date | None = None,
    unsubscribe_path: str = "",
) -> OutboxMessage | None:
    """Plan a letter whose words are found when it goes out, by the writer of its `kind`.

    `about` (plain JSON) tells the writer what it is about; `subject` stands in the mailroom until
    then. For the rest, see `post`.
    """
    return _put(
        key=key,
        to=to,
        kind=kind,
        subject=subject,
        is_written=False,
        about=dict(about or {}),
        useful_until=useful_until,
        unsubscribe_path=unsubscribe_path,
    )


def _put(*, key: str, to: Any, **facts: Any) -> OutboxMessage | None:
    is_ours = isinstance(to, get_user_model())
    facts |= {"to_name": to.name, "to_email": to.email, "recipient": to if is_ours else None}
    # Whoever loses a race is told so by the unique key, not by the look beforehand.
    message, is_new = OutboxMessage.objects.get_or_create(
        key=key, defaults={**facts, "planned_at": clock.now()}
    )
    if not is_new:
        return None
    transaction.on_commit(wake_delivery)
    return message


def announce(
    *,
    key: str,
    kind: str,
    topics: Iterable[str],
    headline: str,
    path: str,
    summary: str = "",
) -> None:
    """Tell followers of any of `topics` that something happened in public, unless `key` was used.

    `kind` is one of Announcement.Kind; `headline` is one line, and a longer one is cut; `path` is
    the public page that tells of it. Call it inside the transaction of the change it tells of.
    """
    Announcement.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "topics": list(topics),
            "headline": Truncator(" ".join(headline.split())).chars(200),
            "summary": summary,
            "path": path,
            "announced_at": clock.now(),
            "announced_on": clock.today(),
        },
    )


def deliver(limit: int = 50) -> Counter[Status]:
    """Send up to `limit` waiting messages, oldest first; returns how many ended in which status.

    Any number of workers may do this at once. Each step is a commit of its own, so a worker that
    dies leaves a claim that runs out, never a message that nobody will send. (One that dies
    between the mail server's yes and our commit leaves a message that is sent twice, with the same
    Message-ID.) Messages whose useful day has passed are skipped; PLANNED counts those put off.
    """
    counts: Counter[Status] = Counter()
    counts[Status.SKIPPED] = _skip_what_is_no_longer_true()
    handled = 0
    with MailService() as service:
        while handled < limit and (message := _claim_next()) is not None:
            handled += 1
            if message.status == Status.SKIPPED:
                counts[Status.SKIPPED] += 1
                continue
            try:
                counts[_see_out(service, message)] += 1
            except UnreachableError as problem:
                counts[_give_back(message, problem)] += 1
                break  # the others would meet the same trouble
    if handled == limit:
        wake_delivery()
    return +counts


def _skip_what_is_no_longer_true() -> int:
    """Give up messages whose text was true only until an earlier day."""
    waiting = OutboxMessage.objects.waiting(timezone.now())
    return waiting.filter(useful_until__lt=clock.today()).update(
        status=Status.SKIPPED, claimed_until=None
    )


def _claim_next() -> OutboxMessage | None:
    """Take the oldest waiting message that no other worker is looking at."""
    # Leases and pauses are about machines, so they run by the machine's clock, which TRACKER_TODAY
    # does not stop.
    now = timezone.now()
    with transaction.atomic(durable=True):
        waiting = OutboxMessage.objects.waiting(now).order_by("planned_at", "pk")
        message = waiting.select_for_update(skip_locked=True).first()
        if message is None:
            return None
        if not _write(message):
            return message
        message.status = Status.CLAIMED
        message.claimed_until = now + LEASE
        message.next_try_at = None
        message.attempts += 1
        # Kept, so that a second attempt cannot look like a second message to a mail program.
        message.message_id = message.message_id or stable_message_id(message)
        message.save(
            update_fields=("status", "claimed_until", "next_try_at", "attempts", "message_id")
        )
    return message


def _write(message: OutboxMessage) -> bool:
    """Let the writer of its kind write it; False where it found that nobody needs it."""
    writer = writer_of(message.kind)
    if writer is None:
        return True
    try:
        letter = writer(message)
    except NotNeededError as reason:
        message.status, message.failure, message.claimed_until = Status.SKIPPED, str(reason), None
        message.save(update_fields=("status", "failure", "claimed_until"))
        return False
    message.subject, message.body, message.is_written = letter.subject, letter.body, True
    message.save(update_fields=("subject", "body", "is_written"))
    return True


def _see_out(service: MailService, message: OutboxMessage) -> Status:
    """Hand a claimed message over and record how it went. Raises UnreachableError."""
    try:
        if message.attempts > MOST_ATTEMPTS:
            raise RefusedError("The delivery worker was stopped each time it tried to send this.")
        service.hand_over(message)
    except UnreachableError:
        raise
    except RefusedError as problem:
        return _settle(message, Status.FAILED, failure=str(problem))
    except PutOffError as problem:
        return _put_off(message, problem)
    facts: dict[str, Any] = {"sent_at": clock.now(), "failure": ""}
    if not can_read_body(message):
        facts["body"] = ""  # a personal link is for its reader alone
    return _settle(message, Status.SENT, **facts)


def _put_off(message: OutboxMessage, problem: Exception) -> Status:
    """Try again after a pause that grows; give up after the last attempt."""
    if message.attempts >= MOST_ATTEMPTS:
        words = f"Given up after {message.attempts} attempts. {problem}"
        return _settle(message, Status.FAILED, failure=words)
    later = timezone.now() + PAUSES[message.attempts - 1]
    return _settle(message, Status.PLANNED, next_try_at=later, failure=str(problem))


def _give_back(message: OutboxMessage, problem: Exception) -> Status:
    """Let a message wait that got nowhere near the mail service: that is no attempt of its own."""
    later = timezone.now() + PAUSES[0]
    facts = {"next_try_at": later, "attempts": message.attempts - 1, "failure": str(problem)}
    return _settle(message, Status.PLANNED, **facts)


def _settle(message: OutboxMessage, status: Status, **facts: Any) -> Status:
    """Record what became of a claimed message, unless the claim ran out and another has it."""
    mine = OutboxMessage.objects.filter(
        pk=message.pk, status=Status.CLAIMED, attempts=message.attempts
    )
    if not mine.update(status=status, claimed_until=None, **facts):
        logger.warning("Message %s took longer than its lease: look for a double.", message.pk)
    return status
