"""The ways out that there are, and the one that the settings choose."""

from django.conf import settings

from mailroom.delivery.services.backend import BackendService
from mailroom.delivery.services.base import MailService
from mailroom.delivery.services.notify import NotifyService
from mailroom.delivery.services.smtp import SMTP_BACKEND, SmtpService


def chosen_service() -> MailService:
    """The mail service of MAIL_SERVICE; files, for a demonstration, where EMAIL_URL says so."""
    if settings.MAIL_SERVICE == "notify":
        return NotifyService()
    return SmtpService() if settings.EMAIL_BACKEND == SMTP_BACKEND else BackendService()
