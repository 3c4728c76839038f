"""GOV.UK Notify: knows our messages by their reference, so it can be asked what it took."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

import requests
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.dateparse import parse_datetime
from notifications_python_client.errors import HTTPError, InvalidResponse
from notifications_python_client.notifications import NotificationsAPIClient

from mailroom.delivery.building import check_address, unsubscribe_url
from mailroom.delivery.services.base import (
    Bounce,
    PutOffError,
    RefusedError,
    Taken,
    UncertainError,
    UnreachableError,
)
from mailroom.models import OutboxMessage

SECONDS = 20
# What the statuses of Notify's own documentation mean for us.
BOUNCES = {
    "permanent-failure": "GOV.UK Notify could not deliver it: the address does not exist.",
    "temporary-failure": "GOV.UK Notify gave up after three days: the mailbox took no mail.",
    "technical-failure": "GOV.UK Notify had trouble of its own and did not send it.",
}
# The restrictions of a key or a service, and who lifts them. Notify says it in the error's text.
RESTRICTIONS = {
    "team-only": "The key in NOTIFY_API_KEY may write to members of the Notify team only. "
    "Make a live key in GOV.UK Notify.",
    "trial mode": "The service is in trial mode at GOV.UK Notify. Ask there to make it live.",
}
# What it says about one message alone: of any other complaint, our settings are the cause.
OF_THE_MESSAGE = ("email_address ", "too long", "too big")


class NotifyService:
    """Messages go into the template NOTIFY_TEMPLATE_ID, which has ((subject)) and ((body))."""

    name = "notify"
    can_be_asked = True

    def __init__(self) -> None:
        if not settings.NOTIFY_API_KEY or not settings.NOTIFY_TEMPLATE_ID:
            raise ImproperlyConfigured(
                "MAIL_SERVICE=notify needs NOTIFY_API_KEY and NOTIFY_TEMPLATE_ID."
            )
        self._client = NotificationsAPIClient(
            settings.NOTIFY_API_KEY, base_url=settings.NOTIFY_URL, timeout=SECONDS
        )
        self._message: OutboxMessage | None = None

    def __enter__(self) -> "NotifyService":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.request_session.close()

    def prepare(self, message: OutboxMessage) -> None:
        """There is one request only, so nothing is sent yet."""
        check_address(message)
        self._message = message

    def take_back(self) -> None:
        """Nothing was sent."""
        self._message = None

    def hand_over(self) -> str:
        """Ask Notify to send it; returns Notify's own id."""
        message = self._message
        assert message is not None
        try:
            answer = self._client.send_email_notification(
                message.to_email,
                settings.NOTIFY_TEMPLATE_ID,
                personalisation={"subject": message.subject, "body": message.body},
                reference=_reference(message.message_id),
                one_click_unsubscribe_url=unsubscribe_url(message) or None,
            )
        except (HTTPError, InvalidResponse) as error:
            raise _meaning(error) from error
        return str(answer["id"])

    def ask(self, message: OutboxMessage) -> Taken | None:
        """Whether Notify has a message with this reference."""
        for found in self._look(reference=_reference(message.message_id)):
            return Taken(found["id"], _moment(found["created_at"]))
        return None

    def bounces(self) -> Iterator[Bounce]:
        """The newest failures (one page of them, up to 250)."""
        for found in self._look(status=list(BOUNCES)):
            if found["reference"]:
                status = found["status"]
                is_undeliverable = status == "permanent-failure"
                yield Bounce(f"<{found['reference']}>", BOUNCES[status], is_undeliverable)

    def _look(self, **wanted: Any) -> Iterable[dict[str, Any]]:
        try:
            answer = self._client.get_all_notifications(template_type="email", **wanted)
        except (HTTPError, InvalidResponse) as error:
            raise UnreachableError(f"GOV.UK Notify could not be asked: {_words(error)}") from error
        found: list[dict[str, Any]] = answer["notifications"]
        return found


def _reference(message_id: str) -> str:
    return message_id.strip("<>")


def _moment(text: str) -> dt.datetime:
    moment = parse_datetime(text)
    assert moment is not None
    return moment


def _meaning(error: HTTPError | InvalidResponse) -> Exception:
    """What an error of the request that hands over means for the message."""
    words = _words(error)
    if error.response is None and _never_arrived(error.__cause__):
        return UnreachableError(f"GOV.UK Notify could not be reached: {error.__cause__}")
    if error.response is None or error.status_code >= 500 or isinstance(error, InvalidResponse):
        return UncertainError(f"GOV.UK Notify did not say whether it took the message: {words}")
    if error.status_code == 403:
        return UnreachableError(f"GOV.UK Notify does not accept our key or our clock: {words}")
    if error.status_code == 429:
        return UnreachableError(f"GOV.UK Notify takes no more for now: {words}")
    for mark, plain in RESTRICTIONS.items():
        if mark in words:
            return PutOffError(plain)
    if any(mark in words for mark in OF_THE_MESSAGE):
        return RefusedError(f"GOV.UK Notify refused the message: {words}")
    # No message would fare better: the template, what it asks for, or our address is at fault.
    return UnreachableError(f"GOV.UK Notify does not accept our settings: {words}")


def _never_arrived(cause: BaseException | None) -> bool:
    """Whether the connection failed before anything was said."""
    if isinstance(cause, requests.ConnectTimeout):
        return True
    reason = getattr(cause.args[0], "reason", None) if cause and cause.args else None
    return type(reason).__name__ in {"NewConnectionError", "NameResolutionError"}


def _words(error: HTTPError | InvalidResponse) -> str:
    said = error.message
    if isinstance(said, list):
        said = "; ".join(str(one.get("message", one)) for one in said)
    return f"{error.status_code} {said}"
