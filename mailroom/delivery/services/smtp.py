"""A mail server, spoken to so that only the last dot of a message cannot be taken back."""

import contextlib
import re
import smtplib
from collections.abc import Iterable
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.message import sanitize_address

from mailroom.delivery.building import as_bytes, build
from mailroom.delivery.services.base import (
    Bounce,
    PutOffError,
    RefusedError,
    Taken,
    UncertainError,
    UnreachableError,
)
from mailroom.models import OutboxMessage

SMTP_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
# Codes (RFC 3463) of refusals that say nothing about the address: a full mailbox, the system, the
# network, the rules of the house.
NOT_THE_ADDRESS = re.compile(r"5\.(2\.2|[3467]\.\d+)\b")
GOING_DOWN = 421


class SmtpService:
    """One connection to the server of EMAIL_URL, opened by Django's backend and its settings."""

    name = "smtp"
    can_be_asked = False

    def __init__(self) -> None:
        self._backend = get_connection()
        self._sender = parseaddr(sanitize_address(settings.DEFAULT_FROM_EMAIL, "utf-8"))[1]

    def __enter__(self) -> "SmtpService":
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._backend.close()

    def prepare(self, message: OutboxMessage) -> None:
        """Send everything but the dot that ends the text."""
        text = as_bytes(build(message))
        was_open = self._open()
        try:
            self._announce(message.to_email, text)
        except (smtplib.SMTPServerDisconnected, ConnectionError, TimeoutError) as error:
            self.take_back()
            if not was_open:
                raise PutOffError(f"The connection to the mail server broke: {error}") from error
            # It had hung up since the last message; a new connection tells what is the matter.
            self.prepare(message)
        except smtplib.SMTPException as error:
            self.take_back()
            raise PutOffError(f"The mail server was not understood: {error}") from error

    def take_back(self) -> None:
        """Hang up without a word: a server drops a text that has no end (RFC 5321, 4.1.1.4)."""
        if self._backend.connection is not None:
            self._backend.connection.close()
            self._backend.connection = None

    def hand_over(self) -> str:
        """Send the dot and hear what the server says; its words name the message in its queue."""
        line = self._backend.connection
        try:
            line.send(b".\r\n")
            code, words = line.getreply()
        except OSError as error:  # smtplib's own errors are among them
            self.take_back()
            raise UncertainError(f"The mail server never answered: {error}") from error
        if code == GOING_DOWN:
            self.take_back()
        if code != 250:
            raise _refusal(code, f"The mail server refused the message: {_words(code, words)}")
        return _words(code, words)

    def ask(self, message: OutboxMessage) -> Taken | None:
        """Nobody can be asked."""
        raise NotImplementedError

    def bounces(self) -> Iterable[Bounce]:
        """What comes back comes as mail, to the sender's mailbox."""
        return ()

    def _open(self) -> bool:
        """Have a connection; returns whether there was one."""
        if self._backend.connection is not None:
            return True
        try:
            self._backend.open()
            self._backend.connection.ehlo_or_helo_if_needed()
        except OSError as error:
            self.take_back()
            raise UnreachableError(f"The mail server could not be reached: {error}") from error
        return False

    def _announce(self, address: str, text: bytes) -> None:
        line = self._backend.connection
        code, words = line.mail(self._sender, self._options(len(text)))
        if code != 250:
            # Our own address or sign-in is at fault: no message would fare better.
            self._start_over(code)
            raise UnreachableError(f"The mail server refuses mail from us: {_words(code, words)}")
        code, words = line.rcpt(sanitize_address(address, "utf-8"))
        if code not in (250, 251):
            self._start_over(code)
            said = _words(code, words)
            raise _refusal(code, f"The mail server refused the address: {said}", to=address)
        code, words = line.docmd("DATA")
        if code != 354:
            self._start_over(code)
            raise _refusal(code, f"The mail server refused the message: {_words(code, words)}")
        line.send(_stuffed(text))

    def _options(self, size: int) -> list[str]:
        """What the server wants to know beforehand, if it says so."""
        line = self._backend.connection
        options = [f"SIZE={size}"] if line.has_extn("size") else []
        return [*options, "BODY=8BITMIME"] if line.has_extn("8bitmime") else options

    def _start_over(self, code: int) -> None:
        """Be ready for the next message on this connection; raises if the server goes down."""
        if code == GOING_DOWN:
            raise smtplib.SMTPServerDisconnected("The mail server is going down.")
        self._backend.connection.rset()


def _stuffed(text: bytes) -> bytes:
    """The text as it travels: a line of its own dot would end it (RFC 5321, 4.5.2)."""
    stuffed = re.sub(rb"(?m)^\.", b"..", text)
    return stuffed if stuffed.endswith(b"\r\n") else stuffed + b"\r\n"


def _refusal(code: int, words: str, to: str = "") -> Exception:
    """By the standard (RFC 5321, 4.2.1), 5xx is for good and 4xx may be tried again."""
    if code < 500:
        return PutOffError(words)
    return RefusedError(words, is_undeliverable=bool(to) and not NOT_THE_ADDRESS.search(words))


def _words(code: int, text: bytes) -> str:
    return f"{code} {' '.join(text.decode(errors='replace').split())}"
