"""Who may read what leaves by e-mail, and who decides on it."""

from typing import Any

from django.conf import settings

from mailroom.models import OutboxMessage


def can_read_mailroom(person: Any) -> bool:
    """The secretariat; people know their own roles, because the mailroom imports no app."""
    return bool(person.is_authenticated and person.is_secretariat)


def can_decide_on_mail(person: Any) -> bool:
    """Whether `person` may hold, release and send again what others are going to read."""
    return can_read_mailroom(person)


def can_read_body(message: OutboxMessage) -> bool:
    """Whether the text may be shown: a personal link only in a demonstration."""
    return settings.DEMONSTRATION or not message.is_private
