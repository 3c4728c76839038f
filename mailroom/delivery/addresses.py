"""Keeping the addresses that nothing reaches."""

from mailroom.models import UndeliverableAddress
from ogp_tracker import clock


def note_undeliverable(address: str, reason: str) -> None:
    """Write nothing to `address` any more, because the mail service said `reason`."""
    UndeliverableAddress.objects.get_or_create(
        address=address.lower(),
        forgotten_at=None,
        defaults={"reason": reason, "since": clock.now()},
    )
