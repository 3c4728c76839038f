"""What the tracker asks of a mail service, and the four ways in which it may fail."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from mailroom.models import OutboxMessage


class RefusedError(Exception):
    """A message can never be sent; the text says why in plain words."""

    def __init__(self, words: str, *, is_undeliverable: bool = False) -> None:
        super().__init__(words)
        # Whether nothing else can reach the address either.
        self.is_undeliverable = is_undeliverable


class PutOffError(Exception):
    """A message could not be sent now; the text says why in plain words."""


class UnreachableError(PutOffError):
    """Nothing can be sent now: the trouble is between us and the mail service."""


class UncertainError(Exception):
    """The mail service had the message in hand and never said whether it took it."""


@dataclass(frozen=True)
class Taken:
    """A message that the mail service says it has, by the service's own name for it."""

    reference: str
    at: dt.datetime


@dataclass(frozen=True)
class Bounce:
    """A message that was taken and could not be delivered; `message_id` is ours."""

    message_id: str
    words: str
    is_undeliverable: bool


class MailService(Protocol):
    """A way out for messages, opened when first needed and used for many; a context manager."""

    name: str
    # Whether it can tell later what it took.
    can_be_asked: bool

    def __enter__(self) -> "MailService": ...

    def __exit__(self, *_: object) -> None: ...

    def prepare(self, message: OutboxMessage) -> None:
        """Do everything that can still be taken back.

        Raises RefusedError, PutOffError or UnreachableError; nothing is prepared then.
        """

    def take_back(self) -> None:
        """Forget the prepared message: the service must never deliver it."""

    def hand_over(self) -> str:
        """Hand the prepared message over; it counts as sent when this returns.

        Returns the service's own reference, or nothing. Raises RefusedError, PutOffError or
        UnreachableError when it was surely not taken, UncertainError when nobody can tell.
        """

    def ask(self, message: OutboxMessage) -> Taken | None:
        """Whether the service has `message`. Raises UnreachableError. Only if `can_be_asked`."""

    def bounces(self) -> Iterable[Bounce]:
        """What it lately found undeliverable after it had taken it. Raises UnreachableError."""
