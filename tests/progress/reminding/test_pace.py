"""One letter a week: what waits for Monday, and what does not."""

import datetime as dt

import pytest

from mailroom.models import MailChoice, Pace
from mailroom.reminding.actions import choose_pace
from progress.models import Reminder
from tests import cast
from tests.reminders import remind, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commitment", "period")]


def april(day: int) -> dt.date:
    return dt.date(2014, 4, day)


def days_of(somebody, first: dt.date, last: dt.date) -> list[dt.date]:
    """The days on which somebody gets a reminder while the tracker runs every day."""
    for number in range((last - first).days + 1):
        remind(first + dt.timedelta(days=number))
    return [letter.useful_until for letter in sent().filter(recipient=somebody)]


def test_steps_of_the_week_come_on_monday_and_pressing_ones_at_once(gail, cyrus):
    choose_pace(by=gail, pace=Pace.WEEKLY)
    days = days_of(gail, april(1), dt.date(2014, 5, 16))
    # Easter Monday is a bank holiday, so that week’s letter comes on Tuesday.
    assert days == [april(7), april(22), april(28), april(29), april(30), dt.date(2014, 5, 3)]
    assert days_of(cyrus, april(1), april(1))[0] == april(2)
    text = sent().filter(recipient=gail).first().body
    assert "You have one letter a week." in text
    assert "To have one letter a week instead:" in sent().filter(recipient=cyrus).first().body


def test_what_was_overtaken_until_monday_is_recorded_so(gail):
    choose_pace(by=gail, pace=Pace.WEEKLY)
    period = cast.reporting_period(gail.leads.get().commitment.plan, dt.date(2014, 6, 10))
    cast.reporting_period(period.plan, dt.date(2014, 7, 1))
    days_of(gail, dt.date(2014, 6, 2), dt.date(2014, 6, 9))
    rows = Reminder.objects.filter(person=gail, period=period)
    assert set(rows.values_list("days_ahead", "state", "planned_on")) == {
        (28, "superseded", dt.date(2014, 6, 2)),
        (14, "planned", dt.date(2014, 6, 2)),
        (7, "superseded", dt.date(2014, 6, 9)),
        (1, "planned", dt.date(2014, 6, 9)),
    }


def test_relationship_managers_may_wait_for_monday_too(rae):
    choose_pace(by=rae, pace=Pace.WEEKLY)
    days = days_of(rae, dt.date(2014, 5, 1), dt.date(2014, 5, 16))
    # The seventh day after is a Wednesday.
    assert days == [dt.date(2014, 5, 12)]


def test_whoever_goes_back_hears_at_once_of_what_had_to_wait(gail):
    choose_pace(by=gail, pace=Pace.WEEKLY)
    assert days_of(gail, april(1), april(3)) == []
    choose_pace(by=gail, pace=Pace.AT_ONCE)
    assert days_of(gail, april(4), april(5)) == [april(4)]
    assert MailChoice.objects.get().history.count() == 2
