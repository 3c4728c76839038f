"""Reminders when the due day moves, and the traps that reminders elsewhere fell into."""

import datetime as dt

import pytest

from mailroom.models import OutboxMessage
from progress.models import Reminder
from progress.reminding.rungs import LEADS
from progress.schedule.actions import grant_extension
from progress.schedule.closing import close_periods
from tests import cast
from tests.reminders import remind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commitment", "period")]

DAY = dt.timedelta(days=1)
EXTENDED = cast.FIRST_DUE + 30 * DAY


@pytest.fixture
def extended(sam, commitment, period, settings):
    """Both leads were reminded at 28 and 14 days; on the 27th of April they got 30 days more."""
    for days in (28, 14):
        remind(cast.FIRST_DUE - days * DAY)
    settings.TRACKER_TODAY = cast.FIRST_DUE - 3 * DAY
    remind(settings.TRACKER_TODAY)
    facts = {"asked_by": "Both leads", "reason": "Holidays"}
    grant_extension(by=sam, period=period, commitment=commitment, due_on=EXTENDED, **facts)


def mails(kind: str = "reminder") -> list[str]:
    rows = OutboxMessage.objects.filter(kind=kind, to_email="gail@example.org")
    return list(rows.order_by("pk").values_list("subject", flat=True))


def test_the_old_day_reminds_nobody_any_more(extended):
    before = mails()
    for days in (1, 0, -1):
        assert remind(cast.FIRST_DUE - days * DAY) == 0
    assert mails() == before


def test_the_new_day_has_all_its_reminders(extended, gail):
    known = len(mails())
    for day in range(30, -8, -1):
        remind(EXTENDED - day * DAY)
    rows = Reminder.objects.filter(person=gail, due_on=EXTENDED)
    assert set(rows.values_list("days_ahead", "state")) == {(day, "planned") for day in LEADS.steps}
    assert mails()[known:] == [
        "Progress update for commitment 7 is due in 28 days",
        "Progress update for commitment 7 is due in 14 days",
        "Progress update for commitment 7 is due in 7 days",
        "Progress update for commitment 7 is due tomorrow",
        "Progress update for commitment 7 is due today",
        "Progress update for commitment 7 was due on 30 May 2014",
    ]


def test_a_letter_names_the_day_in_force(extended):
    remind(EXTENDED - 7 * DAY)
    sent = OutboxMessage.objects.filter(kind="reminder", to_email="gail@example.org")
    body = sent.order_by("pk").last().body
    assert "It is due on 30 May 2014, in 7 days." in body
    # The address of an update is the period's own day, and stays.
    assert "/updates/2014-04-30/write/" in body


def test_reminder_equals_today_plus_n_exactly_so_a_missed_day_loses_it():
    """The trap of that name: run two days late, it is sent once."""
    assert remind(cast.FIRST_DUE - 5 * DAY) == 2
    assert remind(cast.FIRST_DUE - 4 * DAY) == 0


def test_overdue_mail_on_every_run_no_cap():
    """The trap of that name: one letter after the due day, however often it is looked at."""
    remind(cast.FIRST_DUE)
    before = len(mails())
    for day in range(1, 90):
        remind(cast.FIRST_DUE + day * DAY)
    assert len(mails()) == before + 1


def test_reminder_goes_to_the_receiver_not_to_the_author(sam, rae, nora):
    """The trap of that name: those who write are reminded, not those who look on."""
    remind(cast.FIRST_DUE - 7 * DAY)
    found = OutboxMessage.objects.filter(kind="reminder").values_list("to_email", flat=True)
    assert set(found) == {"gail@example.org", "cyrus@example.org"}


def test_one_time_reminder_never_fires(commitment, period, sam):
    """The trap of that name: a day that is moved again and again still reminds of each."""
    for weeks in (1, 2, 3):
        due_on = cast.FIRST_DUE + 7 * weeks * DAY
        facts = {"asked_by": "Both leads", "reason": "Holidays"}
        grant_extension(by=sam, period=period, commitment=commitment, due_on=due_on, **facts)
        assert remind(due_on - 7 * DAY) == 2


def test_what_is_not_reported_reminds_nobody(commitment, period):
    day = cast.FIRST_DUE + 61 * DAY
    close_periods(day)
    assert remind(day) == 0
    assert mails() == []
