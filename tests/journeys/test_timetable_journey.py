"""The timetable itself: beat ticks, a worker plans and delivers, the mail is there."""

from pathlib import Path

import pytest

from mailroom.models import OutboxMessage
from progress.models import Reminder
from tests.mailroom.worker import running_worker


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("commitment", "period")
def test_reminders_leave_by_themselves_and_once(tmp_path: Path) -> None:
    beat = ("--beat", f"--schedule={tmp_path / 'beat'}")
    today = {"TRACKER_TODAY": "2014-04-23", "TICK_SECONDS": "1"}
    with running_worker(tmp_path, *beat, **today) as worker:
        sent = OutboxMessage.objects.filter(status=OutboxMessage.Status.SENT)
        worker.wait_until(lambda: sent.count() == 2)
        done = "Task mailroom.plan_reminders"
        seen = worker.log.read_text().count(done)
        worker.wait_until(lambda: worker.log.read_text().count(done) >= seen + 4)
    assert "ERROR" not in worker.log.read_text()
    assert OutboxMessage.objects.count() == 2
    assert Reminder.objects.filter(days_ahead=7, state="planned").count() == 2
    text = "".join(file.read_text() for file in worker.mail.iterdir())
    assert text.count("Subject: Progress update for commitment 7 is due in 7 days") == 2
