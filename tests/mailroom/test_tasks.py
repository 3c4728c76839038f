"""A real worker process, woken through the real broker."""

import os
import subprocess
import sys
import time
from collections.abc import Generator
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection, transaction

from mailroom import actions
from mailroom.letters import Letter
from mailroom.models import OutboxMessage
from tests import cast
from tests.mailroom.services import Broker

Status = OutboxMessage.Status


@pytest.fixture
def worker(transactional_db: None, broker: Broker, tmp_path: Path) -> Generator[Path]:
    """A worker on the test's database; the answer is the folder into which its mail goes."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    folder, _, _ = parts.path.rpartition("/")
    name = connection.settings_dict["NAME"]
    environment = os.environ | {
        "DATABASE_URL": urlunsplit(parts._replace(path=f"{folder}/{name}")),
        "EMAIL_URL": f"filemail:///{tmp_path / 'mail'}",
        "DJANGO_SETTINGS_MODULE": "ogp_tracker.settings",
    }
    command = [sys.executable, "-m", "celery", "-A", "ogp_tracker", "worker", "--loglevel=INFO"]
    command += ["--concurrency=1", "--without-gossip", "--without-mingle", "--without-heartbeat"]
    log = tmp_path / "worker.log"
    with log.open("wb") as output:
        child = subprocess.Popen(
            command, env=environment, cwd=settings.BASE_DIR, stdout=output, stderr=output
        )
    try:
        wait_until(lambda: " ready." in log.read_text(), log)
        yield tmp_path / "mail"
    finally:
        child.terminate()
        child.wait(20)


def wait_until(is_so: object, log: Path) -> None:
    """Wait up to half a minute; then fail with what the worker said."""
    assert callable(is_so)
    deadline = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.05)


def test_a_posted_letter_is_sent_by_the_worker(worker: Path) -> None:
    gail = cast.person("Gail Green")
    letter = Letter("Progress update for commitment 7 is due in 7 days", "Dear Gail\n")
    with transaction.atomic():
        posted = actions.post(key="to-gail", kind="reminder", to=gail, letter=letter)
    assert posted is not None
    sent = OutboxMessage.objects.filter(pk=posted.pk, status=Status.SENT)
    wait_until(sent.exists, worker.parent / "worker.log")
    (file,) = worker.iterdir()
    email = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert email["To"] == "Gail Green <gail@example.org>"
    assert email["Subject"] == letter.subject
