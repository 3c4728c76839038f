"""A mail server that the tests script, and a look at what waits in the broker."""

import asyncio
import json
from email import message_from_bytes, policy
from email.message import EmailMessage

import redis
from aiosmtpd.smtp import SMTP, Envelope, Session


class MailServer:
    """Keeps what it is sent; `replies` says what it answers for which address instead."""

    def __init__(self) -> None:
        self.received: list[tuple[list[str], EmailMessage]] = []
        self.sessions: dict[int, Session] = {}
        self.replies: dict[str, str] = {}
        # Seconds it thinks about an address.
        self.thinks: dict[str, float] = {}
        self.replies_to_senders: dict[str, str] = {}
        self.replies_to_text: list[str] = []
        # Seconds it thinks about the next texts; and whether it hangs up instead of answering.
        self.pauses: list[float] = []
        self.hangs_up = self.hangs_up_on_reset = False

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's names
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.sessions[id(session)] = session  # kept, so that no other gets its number
        envelope.mail_from = address
        return self.replies_to_senders.get(address, "250 OK")

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        await asyncio.sleep(self.thinks.get(address, 0))
        if address in self.replies:
            return self.replies[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_RSET(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.hangs_up_on_reset:
            assert server.transport is not None
            server.transport.close()
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.replies_to_text:
            return self.replies_to_text.pop(0)
        if self.pauses:
            await asyncio.sleep(self.pauses.pop(0))
        assert isinstance(envelope.content, bytes)
        email = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(email, EmailMessage)
        self.received.append((envelope.rcpt_tos, email))
        if self.hangs_up:
            assert server.transport is not None
            server.transport.close()
        return "250 OK"

    def addresses(self) -> list[str]:
        return [address for recipients, _ in self.received for address in recipients]


class Broker:
    """What waits in Valkey for a worker."""

    def __init__(self, url: str) -> None:
        self.valkey = redis.Redis.from_url(url)
        self.valkey.delete("celery")

    def waiting(self) -> list[str]:
        """The names of the tasks, oldest first."""
        return [
            json.loads(task)["headers"]["task"] for task in self.valkey.lrange("celery", 0, -1)
        ][::-1]
