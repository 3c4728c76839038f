"""From a frequency to due days."""

import calendar
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress.models import Frequency
from progress.schedule.frequency import MONTHS, due_days

FIRST = st.dates(dt.date(2000, 1, 1), dt.date(2060, 12, 31))
COUNTED = st.sampled_from(sorted(MONTHS))


def days(*texts: str) -> list[dt.date]:
    return [dt.date.fromisoformat(text) for text in texts]


@pytest.mark.parametrize(
    ("frequency", "expected"),
    [
        ("quarterly", ["2014-04-30", "2014-07-31", "2014-10-31", "2015-01-31", "2015-04-30"]),
        ("six_monthly", ["2014-04-30", "2014-10-31", "2015-04-30"]),
    ],
)
def test_the_end_of_a_month_stays_the_end(frequency, expected):
    found = due_days(Frequency(frequency), dt.date(2014, 4, 30), dt.date(2015, 6, 30))
    assert found == days(*expected)


def test_a_day_that_a_month_lacks_is_its_last_and_comes_back():
    found = due_days(Frequency.QUARTERLY, dt.date(2014, 8, 30), dt.date(2015, 8, 30))
    assert found == days("2014-08-30", "2014-11-30", "2015-02-28", "2015-05-30", "2015-08-30")


def test_the_28th_of_a_leap_february_is_no_end():
    found = due_days(Frequency.SIX_MONTHLY, dt.date(2016, 2, 28), dt.date(2016, 8, 31))
    assert found == days("2016-02-28", "2016-08-28")


def test_the_end_itself_counts_and_nothing_after_it():
    first = dt.date(2014, 1, 15)
    assert due_days(Frequency.QUARTERLY, first, dt.date(2014, 4, 15))[-1] == dt.date(2014, 4, 15)
    assert due_days(Frequency.QUARTERLY, first, dt.date(2014, 4, 14)) == [first]
    assert due_days(Frequency.QUARTERLY, first, dt.date(2014, 1, 14)) == []


def test_own_dates_follow_no_frequency():
    with pytest.raises(KeyError):
        due_days(Frequency.OWN_DATES, dt.date(2014, 1, 15), dt.date(2014, 4, 14))


@settings(deadline=None)  # a busy machine is no counterexample
@given(COUNTED, FIRST, st.integers(0, 4000))
def test_whatever_the_first_day_each_is_its_months_after_it(frequency, first, length):
    until = first + dt.timedelta(days=length)
    found = due_days(frequency, first, until)
    assert found[0] == first
    assert all(first <= day <= until for day in found)
    for number, day in enumerate(found):
        months = (day.year - first.year) * 12 + day.month - first.month
        assert months == number * MONTHS[frequency]
        last = calendar.monthrange(day.year, day.month)[1]
        # Never a day of another month, and never an earlier one than the month allows.
        assert day.day == last if first.day >= last else day.day >= first.day


@settings(deadline=None)  # a busy machine is no counterexample
@given(COUNTED, FIRST, st.integers(0, 4000), st.integers(0, 400))
def test_a_later_end_only_adds_days(frequency, first, length, more):
    until = first + dt.timedelta(days=length)
    shorter = due_days(frequency, first, until)
    longer = due_days(frequency, first, until + dt.timedelta(days=more))
    assert longer[: len(shorter)] == shorter


@settings(deadline=None)  # a busy machine is no counterexample
@given(COUNTED, FIRST)
def test_an_end_of_a_month_gives_ends_of_months_alone(frequency, first):
    first = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    for day in due_days(frequency, first, first + dt.timedelta(days=1500)):
        assert (day + dt.timedelta(days=1)).day == 1
