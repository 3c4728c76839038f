"""A mail server, spoken to so that only the last dot of a message cannot be taken back."""

import contextlib
import re
import smtplib
import socket
from collections.abc import Iterable
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.message import sanitize_address

from mailroom.delivery.building import as_bytes, build, in_ascii
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
READY = 354
TOO_LARGE = 552
YES = (250, 251, READY)


class SmtpService:
    """One connection to the server of EMAIL_URL, opened by Django's backend and its settings."""

    name = "smtp"
    can_be_asked = False

    def __init__(self) -> None:
        self._backend: Any = get_connection()  # whose connection is one of smtplib's
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
        if self._is_open():
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

    def _is_open(self) -> bool:
        return self._backend.connection is not None

    def _open(self) -> bool:
        """Have a connection; returns whether there was one."""
        if self._is_open():
            return True
        try:
            self._backend.open()
            line = self._backend.connection
            line.ehlo_or_helo_if_needed()
            # The dot follows the text as a parcel of its own; without this it would wait for the
            # other side to confirm the text, a full 40 milliseconds.
            line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as error:
            self.take_back()
            raise UnreachableError(f"The mail server could not be reached: {error}") from error
        return False

    def _announce(self, address: str, text: bytes) -> None:
        # Some servers want to know beforehand; that it is ASCII needs no word.
        options = f" SIZE={len(text)}" if self._backend.connection.has_extn("size") else ""
        to = f"RCPT TO:<{in_ascii(address)}>"
        replies = self._ask(f"MAIL FROM:<{self._sender}>{options}", to, "DATA")
        try:
            _check(replies, address)
        except (RefusedError, PutOffError):
            self._begin_anew(replies[-1][0])
            raise
        self._backend.connection.send(_stuffed(text))

    def _begin_anew(self, code: int) -> None:
        """Make the server ready for another message. Whatever happens here, its refusal stands."""
        if code == READY:  # it waits for the text of a message to nobody
            self.take_back()
            return
        try:
            self._backend.connection.rset()
        except OSError:  # smtplib's own errors are among them
            self.take_back()

    def _ask(self, *commands: str) -> list[tuple[int, bytes]]:
        """The replies to `commands`: to all of them, or until one is not a yes.

        Where the server allows it (RFC 2920) they travel in one parcel.
        """
        line = self._backend.connection
        parcels = [commands] if line.has_extn("pipelining") else [(one,) for one in commands]
        replies: list[tuple[int, bytes]] = []
        for parcel in parcels:
            line.send("".join(f"{command}\r\n" for command in parcel))
            replies += [line.getreply() for _ in parcel]
            if any(code == GOING_DOWN for code, _ in replies):
                raise smtplib.SMTPServerDisconnected("The mail server is going down.")
            if replies[-1][0] not in YES:
                break
        return replies


def _check(replies: list[tuple[int, bytes]], address: str) -> None:
    """Raise what the first reply means that is not a yes."""
    for number, (code, text) in enumerate(replies):
        if code in YES:
            continue
        words = _words(code, text)
        if number == 0 and code != TOO_LARGE:
            # Our own address or sign-in is at fault: no message would fare better.
            raise UnreachableError(f"The mail server refuses mail from us: {words}")
        if number == 1:
            raise _refusal(code, f"The mail server refused the address: {words}", to=address)
        raise _refusal(code, f"The mail server refused the message: {words}")


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
