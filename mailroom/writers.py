"""Who writes a letter that was planned before its words were known."""

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from mailroom.letters import Letter
from mailroom.models import OutboxMessage


class NotNeededError(Exception):
    """A planned letter would tell nothing true or nothing new; the text says why, in plain words.

    "The update was signed before the reminder went out."
    """


# Given the message, returns the letter. Raises NotNeededError.
Writer = Callable[[OutboxMessage], Letter]


@cache
def writer_of(kind: str) -> Writer | None:
    """The writer that settings.MAIL_WRITERS names for this kind of message; None where none is.

    A kind with a writer is written (or found needless) each time the message is claimed: in the
    next transaction, with its row locked, so that nothing untrue goes out.
    """
    path = settings.MAIL_WRITERS.get(kind)
    return import_string(path) if path else None
