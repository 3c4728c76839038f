"""P5: the broker may hand a task to a second worker at any time: nothing is sent twice or late.

That no date is put into it, tests/rules/test_no_business_date_in_the_broker.py reads in the code.
"""

import time

import pytest
from django.conf import settings
from django.db import transaction

from mailroom.actions import post
from mailroom.letters import Letter
from mailroom.models import OutboxMessage
from ogp_tracker.celery import app
from tests import cast
from tests.mailroom.conftest import broker  # noqa: F401 - a fixture
from tests.mailroom.worker import running_worker
from tests.promises.sizes import size

LETTERS = size(6, 60)
SHORT = {"VISIBILITY_TIMEOUT": "3", "TICK_SECONDS": "1"}


def test_the_broker_waits_for_no_date():
    """Every place that knows the timeout knows the same, and it is short."""
    assert app.conf.broker_transport_options["visibility_timeout"] == 300
    assert app.conf.result_backend_transport_options["visibility_timeout"] == 300
    assert settings.CELERY_VISIBILITY_TIMEOUT == 300
    assert app.conf.broker_transport_options["unacked_restore_interval"] == 10
    assert app.conf.broker_transport_options["unacked_restore_throttle"] == 1
    assert (app.conf.task_acks_late, app.conf.task_reject_on_worker_lost) == (True, True)
    assert (app.conf.worker_prefetch_multiplier, app.conf.task_ignore_result) == (1, True)
    assert app.conf.task_publish_retry is False


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("broker")
def test_p5(tmp_path, capsys):
    gail = cast.person("Gail Green")
    beat = ("--beat", f"--schedule={tmp_path / 'beat'}")
    with running_worker(tmp_path, *beat, **SHORT) as worker:
        for nth in range(LETTERS):
            with transaction.atomic():
                post(key=f"p5:{nth}", kind="test", to=gail, letter=Letter(f"Letter {nth}", "Go.\n"))
            time.sleep(0.1)
        sent = OutboxMessage.objects.filter(status=OutboxMessage.Status.SENT)
        worker.wait_until(lambda: sent.count() == LETTERS)
        time.sleep(4)  # whatever the broker would hand out a second time, it has handed out
    text = "".join(file.read_text() for file in worker.mail.iterdir())
    copies = [text.count(f"Subject: Letter {nth}\n") for nth in range(LETTERS)]
    with capsys.disabled():
        print(f"\nP5 {LETTERS} letters, timeout 3 s: {copies.count(1)} once, {max(copies)} at most")
    assert copies == [1] * LETTERS
