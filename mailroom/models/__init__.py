"""What leaves by e-mail, one subject a file."""

from mailroom.models.addresses import UndeliverableAddress
from mailroom.models.announcements import Announcement
from mailroom.models.following import (
    CONFIRM_WITHIN,
    DigestRound,
    Follower,
    Frequency,
    RequestCount,
    Subscription,
)
from mailroom.models.outbox import OutboxMessage, OutboxMessageQuerySet
from mailroom.models.reminding import MailChoice, Pace, PlanningPass, ReminderLedger

__all__ = (
    "CONFIRM_WITHIN",
    "Announcement",
    "DigestRound",
    "Follower",
    "Frequency",
    "MailChoice",
    "OutboxMessage",
    "OutboxMessageQuerySet",
    "Pace",
    "PlanningPass",
    "ReminderLedger",
    "RequestCount",
    "Subscription",
    "UndeliverableAddress",
)
