"""Seeing the outbox out: what a worker does, and what brings back what another dropped."""

import time
from collections import Counter
from typing import Any

from mailroom.delivery import claiming, recovery
from mailroom.delivery.round import Round
from mailroom.delivery.services.base import UnreachableError
from mailroom.delivery.services.chosen import chosen_service
from mailroom.delivery.timing import BATCH, ROUND_MESSAGES, ROUND_SECONDS
from mailroom.hold import is_on_hold
from mailroom.models import OutboxMessage, UndeliverableAddress
from mailroom.wake import wake_delivery
from ogp_tracker import clock

Status = OutboxMessage.Status


def deliver(limit: int = ROUND_MESSAGES) -> Counter[OutboxMessage.Status]:
    """Send up to `limit` waiting messages, oldest first; returns how many ended in which status.

    Any number of workers may do this at once. Each step is a commit of its own, so a worker that
    dies leaves a claim that runs out, never a message that nobody will send. PLANNED counts those
    put off, HANDING those of which nobody can tell yet.
    """
    counts: Counter[OutboxMessage.Status] = Counter()
    if is_on_hold():
        return counts
    counts[Status.SKIPPED] = claiming.skip_what_is_no_longer_true()
    until, claimed = time.monotonic() + ROUND_SECONDS, 0
    with chosen_service() as service:
        way = Round(service)
        try:
            while number := way.carry_batch(min(BATCH, limit - claimed)):
                claimed += number
                if claimed >= limit or time.monotonic() > until:
                    wake_delivery()
                    break
        except UnreachableError:
            pass  # the others would meet the same trouble; the next tick tries again
    return +(counts + way.counts)


def recover() -> Counter[OutboxMessage.Status]:
    """Bring back what dead workers held, and take in what the mail service found out since.

    Returns how many messages were settled, by status; HANDING counts those it will ask about again.
    """
    counts: Counter[OutboxMessage.Status] = Counter()
    if is_on_hold():
        return counts
    counts[Status.PLANNED] = recovery.give_back_expired_claims()
    with chosen_service() as service:
        counts += recovery.ask_service(service)
    if counts[Status.PLANNED]:
        wake_delivery()
    return +counts


def forget_undeliverable(*, by: Any, address: str, reason: str) -> bool:
    """Write to `address` again: `by` says in `reason` why it works now.

    Returns whether it was known as undeliverable.
    """
    standing = UndeliverableAddress.objects.standing().among([address])
    facts = {"forgotten_at": clock.now(), "forgotten_by": by, "forgotten_reason": reason}
    return bool(standing.update(**facts))
