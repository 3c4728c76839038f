"""Django's own backends: files, the console or a list, for demonstrations and tests."""

import logging
from collections.abc import Iterable

from django.core.mail import EmailMultiAlternatives, get_connection

from mailroom.delivery.building import as_bytes, build
from mailroom.delivery.services.base import Bounce, PutOffError, Taken, UnreachableError
from mailroom.models import OutboxMessage

logger = logging.getLogger(__name__)


class BackendService:
    """Whatever EMAIL_URL names, in one step: it has no moment before the last one."""

    name = "backend"
    can_be_asked = False

    def __init__(self) -> None:
        self._connection = get_connection()
        self._email: EmailMultiAlternatives | None = None

    def __enter__(self) -> "BackendService":
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def prepare(self, message: OutboxMessage) -> None:
        """Put the e-mail together."""
        self._email = build(message)
        as_bytes(self._email)  # says now what is wrong with it
        try:
            self._connection.open()
        except OSError as error:
            raise UnreachableError(f"Mail cannot be written: {error}") from error

    def take_back(self) -> None:
        """Forget the e-mail."""
        self._email = None

    def hand_over(self) -> str:
        """Write it where the backend writes."""
        assert self._email is not None
        try:
            self._connection.send_messages([self._email])
        except Exception as error:
            logger.exception("A message could not be written.")
            raise PutOffError(f"Writing the message went wrong: {error}") from error
        return ""

    def ask(self, message: OutboxMessage) -> Taken | None:
        """Nobody can be asked."""
        raise NotImplementedError

    def bounces(self) -> Iterable[Bounce]:
        """Nothing comes back."""
        return ()
