"""What leaves by e-mail, one subject a file."""

from mailroom.models.announcements import Announcement
from mailroom.models.outbox import OutboxMessage, OutboxMessageQuerySet
from mailroom.models.reminding import MailChoice, Pace, PlanningPass, ReminderLedger

__all__ = (
    "Announcement",
    "MailChoice",
    "OutboxMessage",
    "OutboxMessageQuerySet",
    "Pace",
    "PlanningPass",
    "ReminderLedger",
)
