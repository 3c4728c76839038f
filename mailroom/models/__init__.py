"""What leaves by e-mail, one subject a file."""

from mailroom.models.addresses import UndeliverableAddress
from mailroom.models.announcements import Announcement
from mailroom.models.outbox import OutboxMessage, OutboxMessageQuerySet

__all__ = ("Announcement", "OutboxMessage", "OutboxMessageQuerySet", "UndeliverableAddress")
