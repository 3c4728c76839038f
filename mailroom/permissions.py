"""Who may read what leaves by e-mail."""

from django.conf import settings
from django.http import HttpRequest

from mailroom.models import OutboxMessage


def can_read_mailroom(person: "HttpRequest.user") -> bool:  # type: ignore[name-defined]
    """The secretariat. (`person` knows its own roles: the mailroom imports no app.)"""
    return person.is_authenticated and person.is_secretariat


def can_read_body(message: OutboxMessage) -> bool:
    """Whether the text may be shown: a personal link only in a demonstration."""
    return settings.DEMONSTRATION or not message.is_private
