"""Whether mail is held back: after a restore from a backup nothing leaves until it is released."""

from django.conf import settings


def is_on_hold() -> bool:
    """Whether MAIL_HOLD is on: letters are planned, none is claimed or handed over."""
    return bool(settings.MAIL_HOLD)
