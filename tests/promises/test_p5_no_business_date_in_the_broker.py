"""P5: the broker may hand a task to a second worker at any time: nothing is sent twice or late.

That no date is put into it, tests/rules/test_no_business_date_in_the_broker.py reads in the code.
"""

import re
from collections import Counter

import pytest
from django.conf import settings
from django.db import transaction

from mailroom.actions import post
from mailroom.letters import Letter
from mailroom.models import OutboxMessage
from ogp_tracker.celery import app
from tests import cast
from tests.mailroom.conftest import broker, mail_server  # noqa: F401 - fixtures
from tests.mailroom.worker import running_worker
from tests.promises.sizes import IN_FULL, size

LETTERS = size(6, 60)
# In full the mail server thinks for so long that the broker takes the worker for dead.
THINKS = size(4, 16)
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
def test_p5(tmp_path, mail_server, capsys):  # noqa: F811
    gail = cast.person("Gail Green")
    mail_server.pauses = [THINKS]
    way_out = {"EMAIL_URL": f"smtp://127.0.0.1:{settings.EMAIL_PORT}"}
    beat = ("--beat", f"--schedule={tmp_path / 'beat'}", "--concurrency=2")
    with running_worker(tmp_path, *beat, **SHORT, **way_out) as worker:
        for nth in range(LETTERS):
            with transaction.atomic():
                post(key=f"p5:{nth}", kind="test", to=gail, letter=Letter(f"Letter {nth}", "Go.\n"))
        sent = OutboxMessage.objects.filter(status=OutboxMessage.Status.SENT)
        worker.wait_until(lambda: sent.count() == LETTERS)
    handed_out = re.findall(r"Task mailroom.deliver\[(\S+)\] received", worker.log.read_text())
    again = len(handed_out) - len(set(handed_out))
    copies = Counter(email["Subject"] for _, email in mail_server.received)
    most, number = max(copies.values()), len(copies)
    with capsys.disabled():
        print(f"\nP5 {LETTERS} letters, {again} tasks handed out again, {number} sent, {most} each")
    assert (number, most) == (LETTERS, 1)
    assert again or not IN_FULL, "the broker took nobody for dead: the test shows nothing"
