"""A mail server of the tests' own, the broker, and messages to send."""

import socket
from collections.abc import Callable, Generator
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from mailroom.models import OutboxMessage
from tests.mailroom.fake_notify import API_KEY, TEMPLATE, FakeNotify, running_notify
from tests.mailroom.services import Broker, MailServer


@pytest.fixture
def mail_server(settings: Any) -> Generator[MailServer]:
    """A real SMTP server, with Django's own SMTP backend pointed at it."""
    server = MailServer()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    yield server
    controller.stop()


@pytest.fixture
def notify(settings: Any) -> Generator[FakeNotify]:
    """A small GOV.UK Notify, chosen as the mail service."""
    with running_notify() as server:
        settings.MAIL_SERVICE, settings.NOTIFY_URL = "notify", server.url
        settings.NOTIFY_API_KEY, settings.NOTIFY_TEMPLATE_ID = API_KEY, TEMPLATE
        yield server


@pytest.fixture
def message(db: None) -> Callable[..., OutboxMessage]:
    """Make an outbox row to somebody who need not have an account."""

    def make(name: str = "Gail Green", **facts: Any) -> OutboxMessage:
        word = name.split()[0].lower()
        defaults = {
            "key": f"test:{OutboxMessage.objects.count()}:{word}",
            "kind": "notice",
            "to_name": name,
            "to_email": f"{word}@example.org",
            "subject": "Progress update for commitment 7 is due in 7 days",
            "body": "Dear Gail – the update is due.\n",
            "planned_at": timezone.now(),
        }
        return OutboxMessage.objects.create(**(defaults | facts))

    return make


@pytest.fixture
def broker(settings: Any) -> Generator[Broker]:
    """The real broker with an empty queue."""
    broker = Broker(settings.REDIS_URL)
    yield broker
    broker.valkey.delete("celery")
    broker.valkey.close()
