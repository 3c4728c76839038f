"""The business clock: stopped days, time zones, and nights on which clocks change."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured

from ogp_tracker import clock


def test_today_is_the_day_in_the_plans_zone(settings):
    settings.TRACKER_TODAY = None
    with time_machine.travel("2014-04-30T23:30:00Z", tick=False):
        assert clock.today("Europe/London") == dt.date(2014, 5, 1)  # summer time
        assert clock.today("America/New_York") == dt.date(2014, 4, 30)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2014-03-29T23:59:00Z", dt.date(2014, 3, 29)),  # the night the clocks go forward
        ("2014-03-30T22:59:00Z", dt.date(2014, 3, 30)),
        ("2014-03-30T23:00:00Z", dt.date(2014, 3, 31)),
        ("2014-10-25T22:59:00Z", dt.date(2014, 10, 25)),  # the night they go back
        ("2014-10-26T23:59:00Z", dt.date(2014, 10, 26)),
        ("2014-10-27T00:00:00Z", dt.date(2014, 10, 27)),
    ],
)
def test_a_day_ends_at_midnight_in_london_when_clocks_change(settings, moment, day):
    settings.TRACKER_TODAY = None
    with time_machine.travel(moment, tick=False):
        assert clock.today("Europe/London") == day


def test_a_stopped_day_stays_whatever_the_zone(settings):
    settings.TRACKER_TODAY = dt.date(2014, 4, 14)
    assert clock.today() == clock.today("Pacific/Auckland") == dt.date(2014, 4, 14)


def test_moments_of_a_stopped_day_begin_on_it_and_stay_in_order(settings):
    settings.TRACKER_TODAY = dt.date(2014, 4, 14)
    moments = []
    for hours in (0, 1, 23, 25):  # a real midnight passes
        with time_machine.travel(clock.STARTED_AT + dt.timedelta(hours=hours), tick=False):
            moments.append(clock.now())
    assert clock.local_day(moments[0]) == dt.date(2014, 4, 14)
    assert moments == sorted(moments)


def test_a_moment_belongs_to_the_day_where_the_plan_is():
    moment = dt.datetime(2014, 4, 30, 23, 30, tzinfo=dt.UTC)
    assert clock.local_day(moment, "Europe/London") == dt.date(2014, 5, 1)
    assert clock.local_day(moment, "UTC") == dt.date(2014, 4, 30)


def test_a_day_that_does_not_exist_is_named():
    with pytest.raises(ImproperlyConfigured, match='TRACKER_TODAY is "2014-02-30"'):
        clock.parse_day("2014-02-30")


@pytest.mark.parametrize(
    ("day", "zone", "ends_at"),
    [
        ((2014, 1, 31), "Europe/London", (2014, 2, 1, 0)),
        ((2014, 6, 30), "Europe/London", (2014, 6, 30, 23)),  # an hour ahead of UTC in summer
        ((2014, 6, 30), "Pacific/Auckland", (2014, 6, 30, 12)),
        ((2014, 3, 29), "Europe/London", (2014, 3, 30, 0)),  # the night the clocks go forward
    ],
)
def test_a_day_ends_at_midnight_in_its_zone(day, zone, ends_at):
    assert clock.end_of_day(dt.date(*day), zone) == dt.datetime(*ends_at, tzinfo=dt.UTC)
