"""Handing one message to the mail service, and what its refusals mean for us."""

import hashlib
import logging
import smtplib
from email.utils import formataddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email

from mailroom.models import OutboxMessage

logger = logging.getLogger(__name__)


class RefusedError(Exception):
    """A message can never be sent; the text says why in plain words."""


class PutOffError(Exception):
    """A message could not be sent now; the text says why in plain words."""


class UnreachableError(PutOffError):
    """Nothing can be sent now: the trouble is between us and the mail service."""


def stable_message_id(message: OutboxMessage) -> str:
    """The Message-ID of an outbox row: the same at every attempt, from whichever worker."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    digest = hashlib.sha256(message.key.encode()).hexdigest()[:16]
    return f"<outbox-{message.pk}-{digest}@{host}>"


def build(message: OutboxMessage) -> EmailMessage:
    """Make the e-mail of an outbox row, to its one recipient. Raises RefusedError."""
    try:
        validate_email(message.to_email)
    except ValidationError:
        raise RefusedError(f"“{message.to_email}” is not an email address.") from None
    try:
        email = EmailMessage(
            subject=message.subject,
            body=message.body,
            to=[formataddr((" ".join(message.to_name.split()), message.to_email))],
            headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
        )
        email.message().as_bytes()
    except Exception as error:
        # Whatever is wrong with one text, the messages behind it must not wait for it.
        logger.exception("Outbox message %s cannot be built.", message.pk)
        raise RefusedError(f"The message cannot be put together: {error}") from error
    return email


class MailService:
    """One connection to the mail service, opened when first needed and used for many messages."""

    def __init__(self) -> None:
        self.connection = get_connection()

    def __enter__(self) -> "MailService":
        return self

    def __exit__(self, *_: object) -> None:
        self._hang_up()

    def hand_over(self, message: OutboxMessage) -> None:
        """Send the message; it counts as sent when this returns.

        Raises RefusedError, PutOffError or UnreachableError.
        """
        email = build(message)
        try:
            self.connection.open()
        except OSError as error:  # smtplib's own errors are among them
            self._hang_up()
            raise UnreachableError(f"The mail server could not be reached: {error}") from error
        try:
            self.connection.send_messages([email])
        except smtplib.SMTPSenderRefused as error:
            # Our own address or sign-in is at fault: no message would fare better.
            self._hang_up()
            reply = _words(error.smtp_code, error.smtp_error)
            raise UnreachableError(f"The mail server refuses mail from us: {reply}") from error
        except smtplib.SMTPRecipientsRefused as error:
            code, text = next(iter(error.recipients.values()))
            words = f"The mail server refused the address: {_words(code, text)}"
            raise _refusal(code, words) from error
        except smtplib.SMTPResponseException as error:
            words = _words(error.smtp_code, error.smtp_error)
            words = f"The mail server refused the message: {words}"
            raise _refusal(error.smtp_code, words) from error
        except smtplib.SMTPNotSupportedError as error:
            raise RefusedError(f"The mail server cannot carry this message: {error}") from error
        except OSError as error:
            self._hang_up()
            raise PutOffError(f"The connection to the mail server broke: {error}") from error
        except Exception as error:
            logger.exception("Outbox message %s could not be handed over.", message.pk)
            self._hang_up()
            raise PutOffError(f"Handing the message over went wrong: {error}") from error

    def _hang_up(self) -> None:
        """Close the connection, broken or whole; the next message opens a new one."""
        try:
            self.connection.close()
        except OSError:
            logger.info("The mail server had closed the connection already.")


def _refusal(code: int, words: str) -> Exception:
    """By the standard (RFC 5321, 4.2.1), 5xx is for good and 4xx may be tried again."""
    return RefusedError(words) if code >= 500 else PutOffError(words)


def _words(code: int, text: bytes | str) -> str:
    words = text.decode(errors="replace") if isinstance(text, bytes) else text
    return f"{code} {' '.join(words.split())}"
