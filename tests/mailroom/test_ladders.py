"""On which days somebody is reminded: bank holidays, weekly letters, catching up."""

import datetime as dt

import pytest

from mailroom.holidays import holidays_of, is_holiday, known_until
from mailroom.ladders import Ladder, letter_day
from mailroom.models import Pace

LADDER = Ladder((28, 14, 7, 1, 0, -3))
GOOD_FRIDAY, EASTER_MONDAY = dt.date(2014, 4, 18), dt.date(2014, 4, 21)
EARLY_MAY = dt.date(2014, 5, 5)


def april(day: int) -> dt.date:
    return dt.date(2014, 4, day)


def test_the_days_of_gov_uk_are_known():
    assert is_holiday(GOOD_FRIDAY, "GBR")
    assert is_holiday(EASTER_MONDAY, "GBR")
    assert is_holiday(dt.date(2028, 12, 26), "GBR")
    assert not is_holiday(april(19), "GBR")
    # Scotland’s alone.
    assert not is_holiday(dt.date(2014, 1, 2), "GBR")


def test_where_they_end_is_known_and_said():
    """A new release of the data moves this day: change it then."""
    assert known_until("GBR") == dt.date(2028, 12, 31)
    assert min(holidays_of("GBR")) == dt.date(2012, 1, 2)
    assert known_until("FRA") is None
    assert not holidays_of("FRA")


def test_nothing_is_fetched(monkeypatch):
    """The library falls back on its own data in silence: so the attempt itself must be seen."""
    asked = []
    monkeypatch.setattr("requests.get", lambda *args, **options: asked.append(args))
    holidays_of.cache_clear()
    assert holidays_of("GBR")
    assert asked == []


@pytest.mark.parametrize(
    ("due_on", "days_ahead", "day"),
    [
        # Until the due day it moves to the last day before; weekends stay.
        (dt.date(2014, 5, 16), 28, april(17)),
        (dt.date(2014, 4, 28), 7, april(20)),
        (EASTER_MONDAY, 0, april(20)),
        # After it to the first day after.
        (dt.date(2014, 5, 2), -3, dt.date(2014, 5, 6)),
        (dt.date(2014, 4, 15), -3, april(19)),
        (april(30), 7, april(23)),
    ],
)
def test_a_reminder_moves_away_from_a_bank_holiday(due_on, days_ahead, day):
    assert LADDER.day_of(days_ahead, due_on, "GBR") == day
    nominal = due_on - dt.timedelta(days=days_ahead)
    assert LADDER.day_of(days_ahead, due_on, "FRA") == nominal


def test_on_a_bank_holiday_nobody_is_reminded_and_the_next_day_makes_up():
    assert LADDER.reached(GOOD_FRIDAY, april(30), "GBR") == []
    assert LADDER.reached(april(19), april(30), "GBR") == [28, 14]


def test_each_step_is_a_threshold_until_the_last_is_too_long_ago():
    assert LADDER.reached(april(1), april(30)) == []
    assert LADDER.reached(april(2), april(30)) == [28]
    assert LADDER.reached(april(25), april(30)) == [28, 14, 7]
    assert LADDER.reached(dt.date(2014, 5, 10), april(30))[-1] == -3
    assert LADDER.reached(dt.date(2014, 5, 11), april(30)) == []


@pytest.mark.parametrize("step", [-7, -14])
@pytest.mark.parametrize("pace", Pace.values)
def test_no_step_is_lost_around_christmas_or_in_two_days_without_a_scheduler(step, pace):
    """Whatever the due day: a week counts from the day that the step moved to."""
    ladder = Ladder((step,))
    for number in range(366):
        due_on = dt.date(2023, 11, 1) + dt.timedelta(days=number)
        moved_to = ladder.day_of(step, due_on, "GBR", pace)
        third = moved_to + dt.timedelta(days=2)
        week = [third + dt.timedelta(days=days) for days in range(6)]
        assert any(ladder.reached(day, due_on, "GBR", pace) == [step] for day in week), due_on
        gone = moved_to + dt.timedelta(days=8)
        assert ladder.reached(gone, due_on, "GBR", pace) == []


@pytest.mark.parametrize(
    ("day", "letter"),
    [
        (april(14), april(14)),  # a Monday
        (april(15), april(22)),  # the Monday after it is Easter Monday
        (april(21), april(22)),
        (april(22), april(22)),
        (april(23), april(28)),
    ],
)
def test_the_letter_of_the_week_comes_on_a_monday_or_the_next_working_day(day, letter):
    assert letter_day(day, "GBR") == letter


def test_at_a_weekly_pace_steps_wait_unless_they_press():
    due_on, days = april(30), {}
    for step in LADDER.steps:
        days[step] = LADDER.day_of(step, due_on, "GBR", Pace.WEEKLY)
    assert days == {
        28: april(7), 14: april(22), 7: april(28), 1: april(29), 0: april(30),
        -3: dt.date(2014, 5, 3),
    }  # fmt: skip
    # A letter that was missed is made up for on the next day.
    assert LADDER.reached(april(8), due_on, "GBR", Pace.WEEKLY) == [28]
    assert LADDER.reached(april(6), due_on, "GBR", Pace.WEEKLY) == []
