"""Mails, workers that are killed, and what each mail service received in the end."""

import datetime as dt
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from django.conf import settings
from django.utils import timezone

from mailroom.models import OutboxMessage
from tests.mailroom import mortal_worker
from tests.mailroom.fake_notify import API_KEY, TEMPLATE, FakeNotify
from tests.mailroom.services import MailServer
from tests.mailroom.worker import same_servers

Status = OutboxMessage.Status


class Mortals:
    """Starts workers; see tests/mailroom/mortal_worker.py."""

    def __init__(self, typed: IO[str], said: IO[str]) -> None:
        self._typed, self._said = typed, said

    def tell(self, *words: object) -> int:
        """Start one; returns its number."""
        self._typed.write("\t".join(map(str, words)) + "\n")
        self._typed.flush()
        return int(self._said.readline())

    def once(self, point: str, number: int) -> bool:
        """Let one deliver and wait for its end; whether it was killed."""
        self.tell("once", point, number)
        return self._said.readline() == "ended by 9\n"


@contextmanager
def running_mortals(**environment: str) -> Iterator[Mortals]:
    """Ready to start workers with these settings on the test's own servers."""
    process = subprocess.Popen(
        [sys.executable, mortal_worker.__file__],
        env=same_servers() | environment,
        cwd=settings.BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin
    assert process.stdout
    with process.stdin as typed, process.stdout as said:
        yield Mortals(typed, said)
    process.wait(30)


def smtp() -> dict[str, str]:
    """The settings that send through the test's mail server."""
    return {"EMAIL_URL": f"smtp://127.0.0.1:{settings.EMAIL_PORT}"}


def notify(server: FakeNotify) -> dict[str, str]:
    """The settings that send through the test's Notify."""
    key = {"NOTIFY_API_KEY": API_KEY, "NOTIFY_TEMPLATE_ID": TEMPLATE, "NOTIFY_URL": server.url}
    return key | {"MAIL_SERVICE": "notify"}


def plan_mails(number: int) -> list[int]:
    """Queue so many messages and nothing else; returns their numbers."""
    OutboxMessage.objects.all().delete()
    rows = [
        OutboxMessage(
            key=f"mortal:{nth}",
            kind="test",
            to_name="Gail Green",
            subject="It is due",
            body="Go.",
            to_email=f"gail{nth}@example.org",
            planned_at=timezone.now(),
        )
        for nth in range(number)
    ]
    return [row.pk for row in OutboxMessage.objects.bulk_create(rows)]


def let_leases_run_out() -> None:
    """As if an hour had passed: every worker is dead, so nobody minds."""
    held = OutboxMessage.objects.filter(status__in=(Status.CLAIMED, Status.HANDING))
    held.update(claimed_until=timezone.now() - dt.timedelta(hours=1))


@dataclass
class Arrived:
    """What became of the mails: how many are lost, came twice, and came twice without a flag."""

    lost: int
    extra: int
    unflagged: int


def arrived(copies: Counter[tuple[str, str]]) -> Arrived:
    """Compare what arrived (address and Message-ID) with what the outbox says."""
    rows = {row.to_email: row for row in OutboxMessage.objects.all()}
    mine = {key: count for key, count in copies.items() if rows[key[0]].message_id == key[1]}
    assert len(mine) == len(copies), "a copy had another Message-ID"
    lost = sum((row.to_email, row.message_id) not in mine for row in rows.values())
    lost += sum(row.status != Status.SENT for row in rows.values())
    twice = [address for (address, _), count in mine.items() if count > 1]
    return Arrived(
        lost=lost,
        extra=sum(mine.values()) - len(mine),
        unflagged=sum(not rows[address].maybe_duplicate for address in twice),
    )


def copies_at(server: MailServer | FakeNotify) -> Counter[tuple[str, str]]:
    """How often each mail arrived."""
    if isinstance(server, FakeNotify):
        taken = [(one["email_address"], f"<{one['reference']}>") for one in server.taken]
        return Counter(taken)
    return Counter((to[0], email["Message-ID"]) for to, email in server.received)


def forget(server: MailServer | FakeNotify) -> None:
    """Begin anew."""
    (server.taken if isinstance(server, FakeNotify) else server.received).clear()


def wait_until_all_is_sent(seconds: int) -> None:
    """Wait for that; the test says itself what is missing."""
    deadline = time.monotonic() + seconds
    while OutboxMessage.objects.exclude(status=Status.SENT).exists():
        if time.monotonic() > deadline:
            return
        time.sleep(0.1)
