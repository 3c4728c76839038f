"""One worker's round: it carries what it claimed to the mail service, message by message."""

import datetime as dt
import logging
import time
from collections import Counter

from django.db import transaction
from django.utils import timezone

from mailroom.delivery.addresses import note_undeliverable
from mailroom.delivery.claiming import claim
from mailroom.delivery.recording import Sent, give_back, mark_handing, note_trouble, settle
from mailroom.delivery.services.base import (
    MailService,
    PutOffError,
    RefusedError,
    UncertainError,
    UnreachableError,
)
from mailroom.delivery.timing import BATCH_SECONDS, MOST_ATTEMPTS, PAUSES, RECORD_SECONDS
from mailroom.delivery.writing import write
from mailroom.models import OutboxMessage
from ogp_tracker import clock

logger = logging.getLogger(__name__)

Status = OutboxMessage.Status


class Round:
    """What one worker does with one connection; `counts` says how many ended in which status."""

    def __init__(self, service: MailService) -> None:
        self.counts: Counter[OutboxMessage.Status] = Counter()
        self._service = service
        # Taken by the service and recorded with the step of the next message, if that comes soon.
        self._sent: Sent | None = None
        self._sent_at = 0.0

    def carry_batch(self, most: int) -> int:
        """Claim up to `most` messages, write them and see them out; returns how many it claimed.

        Raises UnreachableError when the mail service takes nothing now.
        """
        until = time.monotonic() + BATCH_SECONDS
        claimed = claim(most)
        written = write(claimed) if claimed else []
        waiting = [message for message in reversed(written) if message.status == Status.CLAIMED]
        self.counts.update(
            Status(message.status) for message in written if message.status != Status.CLAIMED
        )
        try:
            while waiting and time.monotonic() < until:
                self._carry(waiting.pop())
        finally:
            self._record()
            give_back(waiting)
        return len(claimed)

    def _carry(self, message: OutboxMessage) -> None:
        """See one message out. Raises UnreachableError."""
        if time.monotonic() - self._sent_at > RECORD_SECONDS:
            self._record()
        try:
            self._prepare(message)
            if not self._step(message):
                return
            reference = self._hand_over()
        except RefusedError as problem:
            self._refuse(message, problem)
        except UnreachableError as problem:
            # It got nowhere near the service: that is no attempt of its own.
            self._wait(message, problem, PAUSES[0], attempts=message.attempts - 1)
            raise
        except PutOffError as problem:
            self._put_off(message, problem)
        except UncertainError as problem:
            note_trouble(message, str(problem))
            self.counts[Status.HANDING] += 1
        else:
            self._sent, self._sent_at = Sent(message, reference, clock.now()), time.monotonic()
            self.counts[Status.SENT] += 1

    def _prepare(self, message: OutboxMessage) -> None:
        try:
            self._service.prepare(message)
        except (RefusedError, PutOffError):
            self._record()  # this message takes no step with which it could be
            raise
        except Exception as error:
            self._record()
            logger.exception("Message %s could not be prepared.", message.pk)
            self._service.take_back()
            raise PutOffError(f"Preparing the message went wrong: {error!r}") from error

    def _step(self, message: OutboxMessage) -> bool:
        """Record that the message is about to leave; whether it may."""
        is_ours = mark_handing(message, self._service.name, self._sent)
        self._sent = None
        if not is_ours:
            logger.warning("Message %s took longer than its lease.", message.pk)
            self._service.take_back()
        return is_ours

    def _hand_over(self) -> str:
        try:
            return self._service.hand_over()
        except (RefusedError, PutOffError, UncertainError):
            raise
        except Exception as error:
            logger.exception("A message could not be handed over.")
            raise UncertainError(f"Handing the message over went wrong: {error!r}") from error

    def _refuse(self, message: OutboxMessage, problem: RefusedError) -> None:
        with transaction.atomic():
            self._settle(message, Status.FAILED, failure=str(problem))
            if problem.is_undeliverable:
                note_undeliverable(message.to_email, str(problem))

    def _put_off(self, message: OutboxMessage, problem: PutOffError) -> None:
        """Try again after a pause that grows; give up after the last attempt."""
        if message.attempts >= MOST_ATTEMPTS:
            words = f"Given up after {message.attempts} attempts. {problem}"
            self._settle(message, Status.FAILED, failure=words)
        else:
            self._wait(message, problem, PAUSES[message.attempts - 1])

    def _wait(
        self, message: OutboxMessage, problem: PutOffError, pause: dt.timedelta, **facts: int
    ) -> None:
        later = timezone.now() + pause
        self._settle(message, Status.PLANNED, next_try_at=later, failure=str(problem), **facts)

    def _settle(
        self, message: OutboxMessage, status: OutboxMessage.Status, **facts: object
    ) -> None:
        settle(message, status, **facts)
        self.counts[status] += 1

    def _record(self) -> None:
        """Record what was sent last, when no other message follows at once."""
        if self._sent:
            settle(self._sent.message, Status.SENT, **self._sent.facts())
            self._sent = None
