"""A message is sent by a real worker process, woken through the real broker."""

from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.db import transaction

from mailroom import actions
from mailroom.letters import Letter
from mailroom.models import OutboxMessage
from tests import cast
from tests.mailroom.worker import running_worker


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("broker")
def test_a_posted_letter_is_sent_by_the_worker(tmp_path: Path) -> None:
    gail = cast.person("Gail Green")
    letter = Letter("Progress update for commitment 7 is due in 7 days", "Dear Gail\n")
    with running_worker(tmp_path) as worker:
        with transaction.atomic():
            posted = actions.post(key="to-gail", kind="notice", to=gail, letter=letter)
        assert posted is not None
        sent = OutboxMessage.objects.filter(pk=posted.pk, status=OutboxMessage.Status.SENT)
        worker.wait_until(sent.exists)
    (file,) = worker.mail.iterdir()
    email = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert email["To"] == "Gail Green <gail@example.org>"
    assert email["Subject"] == letter.subject
