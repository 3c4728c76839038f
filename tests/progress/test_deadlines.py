"""The rules of lateness, on every day and on the nights on which clocks change."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from network.workflow import Side
from ogp_tracker import clock
from progress.deadlines import Deadline, deadline_of
from progress.models import Extension, ReportingPeriod
from progress.schedule.actions import grant_extension
from tests import cast
from tests.progress.drafts import draft

DUE = cast.FIRST_DUE
DAY = dt.timedelta(days=1)
SECOND = dt.timedelta(seconds=1)


def deadline(due_on: dt.date = DUE, *granted: tuple[int, int]) -> Deadline:
    """Due on `due_on`; each of `granted` is (granted so many days after it, for so many days)."""
    period = ReportingPeriod(due_on=due_on, closes_on=due_on + 60 * DAY)
    rows = [
        Extension(due_on=due_on + to * DAY, granted_on=due_on + after * DAY)
        for after, to in granted
    ]
    return Deadline(period, rows)


# The day before a clock changes, the day it changes on, and an ordinary one.
NIGHTS = ["2014-03-29", "2014-03-30", "2014-10-25", "2014-10-26", "2014-04-30"]
ZONES = ["Europe/London", "Pacific/Auckland", "America/Bogota"]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", NIGHTS)
def test_due_day_counted_as_late(day, zone):
    """The trap of that name: the due day lasts until midnight where the plan is carried out."""
    due_on = dt.date.fromisoformat(day)
    midnight = dt.datetime.combine(due_on + DAY, dt.time(), ZoneInfo(zone)).astimezone(dt.UTC)
    last_second, first_second = midnight - SECOND, midnight
    rule = deadline(due_on)
    assert rule.days_late(clock.local_day(last_second, zone)) == 0
    assert rule.days_late(clock.local_day(first_second, zone)) == 1
    assert not rule.is_past(clock.local_day(last_second, zone))
    assert rule.is_past(clock.local_day(first_second, zone))


@pytest.mark.parametrize(
    ("zone", "midnight"),
    [
        # Written out, so that no reckoning of ours can be wrong in the same way twice.
        ("Europe/London", "2014-03-30T23:00:00+00:00"),
        ("Europe/London", "2014-10-27T00:00:00+00:00"),
        ("Pacific/Auckland", "2014-04-30T12:00:00+00:00"),
        ("America/Bogota", "2014-05-01T05:00:00+00:00"),
    ],
)
def test_midnight_is_the_plans_own(zone, midnight):
    moment = dt.datetime.fromisoformat(midnight)
    due_on = clock.local_day(moment, zone) - DAY
    assert due_on in {dt.date(2014, 3, 30), dt.date(2014, 10, 26), DUE}
    assert deadline(due_on).days_late(clock.local_day(moment - SECOND, zone)) == 0
    assert deadline(due_on).days_late(clock.local_day(moment, zone)) == 1


@pytest.mark.parametrize(
    ("after", "late", "is_past", "is_closed"),
    [
        (-1, 0, False, False),
        (0, 0, False, False),
        (1, 1, True, False),
        (60, 60, True, False),
        (61, 61, True, True),
    ],
)
def test_nothing_happens_on_the_due_day_itself(after, late, is_past, is_closed):
    """The trap of that name: every day has its answer, before, on and after."""
    day, rule = DUE + after * DAY, deadline()
    assert rule.days_late(day) == late
    assert (rule.is_past(day), rule.is_closed(day)) == (is_past, is_closed)


@pytest.mark.parametrize(
    ("granted", "to", "published", "late"),
    [
        (-2, 14, 14, 0),  # before the due day, and used up to the end
        (0, 14, 14, 0),  # on the due day itself is still in time
        (0, 14, 15, 1),
        (5, 14, 14, 5),  # the day on which it was granted was late and stays so
        (5, 14, 3, 3),  # published before it was granted
        (5, 14, 5, 5),  # published on the day on which it was granted
        (5, 14, 16, 7),
    ],
)
def test_an_extension_is_not_lateness_and_takes_none_away(granted, to, published, late):
    assert deadline(DUE, (granted, to)).days_late(DUE + published * DAY) == late


def test_an_extension_moves_the_closing_as_well():
    assert deadline(DUE, (-2, 14)).closes_on == DUE + 74 * DAY


EXTENSIONS = st.lists(st.tuples(st.integers(-30, 60), st.integers(1, 90)), max_size=4)


@settings(deadline=None)  # a busy machine is no counterexample
@given(EXTENSIONS, st.integers(-10, 120))
def test_lateness_never_shrinks_with_time(granted, after):
    rule = deadline(DUE, *granted)
    today, tomorrow = (rule.days_late(DUE + (after + more) * DAY) for more in (0, 1))
    assert 0 <= tomorrow - today <= 1
    assert today <= max(after, 0)


@settings(deadline=None)  # a busy machine is no counterexample
@given(EXTENSIONS, st.integers(0, 60), st.integers(1, 90))
def test_an_extension_granted_today_takes_away_none_of_the_days_so_far(granted, after, to):
    before = deadline(DUE, *granted).days_late(DUE + after * DAY)
    assert deadline(DUE, *granted, (after, to)).days_late(DUE + 120 * DAY) >= before


@pytest.mark.django_db
def test_the_database_counts_as_the_code_does(commitment, period, gail, sam):
    """Its own function guards publication by one side; both must know the same due day."""
    version = draft(gail, Side.GOVERNMENT, commitment, period)
    for due_on, one in ((DUE + 7 * DAY, commitment), (DUE + 9 * DAY, None)):
        facts = {"asked_by": "Both leads", "reason": "Holidays"}
        grant_extension(by=sam, period=period, commitment=one, due_on=due_on, **facts)
        with connection.cursor() as cursor:
            cursor.execute("SELECT progress_due_day(%s)", [version.update_id])
            assert cursor.fetchone()[0] == deadline_of(commitment, period).due_on == due_on
