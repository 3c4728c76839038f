"""Calendars hold the days that are fixed, and change as the plan's dates do."""

import datetime as dt
import warnings

import pytest
from django.urls import reverse

from commitments.actions import add_milestone, change_milestone_date
from commitments.models import Precision, PrintedDate
from opendata.feeds.calendars import Happening, Schedule, Scope, write
from opendata.feeds.deadlines import SOURCES
from tests.cast import action_plan, commitment_of, queries_of, reporting_period
from tests.opendata.feeds.reading import events_of, lines_of

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from icalendar import Calendar

pytestmark = pytest.mark.django_db
MOMENT = dt.datetime(2014, 4, 14, 12, tzinfo=dt.UTC)


def address(name, *args):
    return reverse(f"files:{name}", args=args)


@pytest.fixture
def calendars(commitment, period):
    return [
        address("deadlines_calendar"),
        address("commitments_calendar"),
        address("commitment_calendar", commitment.slug),
        address("plan_calendar", commitment.plan.slug),
        address("organisation_calendar", "bis"),
    ]


def test_every_calendar_can_be_read_by_a_stranger(client, calendars):
    for url in calendars:
        response = client.get(url)
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert not response.cookies
        days = sorted(event["DTSTART;VALUE=DATE"] for event in events_of(response.content))
        assert days == ["20140430", "20141231"], url
        read = Calendar.from_ical(response.content)
        assert len(read.walk("VEVENT")) == 2
        assert not read.errors
        assert read["refresh-interval"].dt == dt.timedelta(hours=6)


def test_a_milestone_without_a_last_day_is_left_out(client, commitment):
    autumn = PrintedDate("autumn 2014", Precision.SEASON, None, None)
    add_milestone(by=None, commitment=commitment, due=autumn, ref="7.03", title="In autumn")
    assert "In autumn" not in client.get(address("commitment_calendar", commitment.slug)).text


def test_a_date_that_moves_keeps_its_name_and_counts(client, sam, commitment):
    url = address("commitment_calendar", commitment.slug)
    (before,) = events_of(client.get(url).content)
    milestone = commitment.milestones.get(ref="7.02")
    day = dt.date(2015, 3, 31)
    later = PrintedDate("31 March 2015", Precision.DAY, day, day)
    change_milestone_date(
        by=sam, milestone=milestone, due=later, reason="More time", asked_by="BIS"
    )
    (after,) = events_of(client.get(url).content)
    assert (before["UID"], before["SEQUENCE"]) == (after["UID"], "0")
    assert (after["SEQUENCE"], after["DTSTART;VALUE=DATE"]) == ("1", "20150331")
    assert after["DTEND;VALUE=DATE"] == "20150401"
    assert after["LAST-MODIFIED"] >= before["LAST-MODIFIED"]


def test_only_the_plan_makes_it_change(client, commitment, period, settings):
    url = address("plan_calendar", commitment.plan.slug)
    first = client.get(url)
    settings.TRACKER_TODAY = dt.date(2014, 9, 1)
    again = client.get(url, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_the_filters_of_the_list(client, commitment, period):
    assert events_of(client.get(address("commitments_calendar") + "?q=beneficial").content)
    assert not events_of(client.get(address("commitments_calendar") + "?q=nothing").content)


def test_what_readers_may_not_see_has_no_calendar(client, today):
    plan = action_plan("next", number=3, published_on=None)
    hidden = commitment_of(plan, "1", "Not yet public")
    reporting_period(plan)
    assert client.get(address("plan_calendar", plan.slug)).status_code == 404
    assert client.get(address("commitment_calendar", hidden.slug)).status_code == 404
    assert not events_of(client.get(address("deadlines_calendar")).content)


def test_another_source_is_asked_for_the_same_scope(commitment):
    def meetings(scope):
        for one in scope.commitments:
            about = "Ünder the ;semi,colon\\ and\nlines " * 9
            yield Happening(
                ("meeting", 1), dt.date(2014, 5, 1), f"Meet on {one.number}", about, "/", "Meeting",
                MOMENT, 2, is_cancelled=True,
            )  # fmt: skip

    scope = Scope(type(commitment).objects.public())
    written = write(Schedule("Ours", "/", scope, [*SOURCES, meetings]), "http://localhost:8000/x")
    meeting, milestone = events_of(written)
    assert (meeting["SUMMARY"], meeting["STATUS"]) == ("Meet on 7", "CANCELLED")
    assert (meeting["SEQUENCE"], meeting["UID"]) == ("2", "meeting-1@localhost")
    assert "\\;semi\\,colon\\\\ and\\nlines" in meeting["DESCRIPTION"]
    assert milestone["STATUS"] == "CONFIRMED"


def test_more_milestones_take_no_more_queries(client, commitment, period):
    url = address("plan_calendar", commitment.plan.slug)
    day = dt.date(2014, 12, 31)
    due = PrintedDate("31 December 2014", Precision.DAY, day, day)
    client.get(url)
    before = len(queries_of(client, url))
    for number in (3, 4):
        add_milestone(by=None, commitment=commitment, due=due, ref=f"7.0{number}", title="One more")
    reporting_period(commitment.plan, dt.date(2014, 7, 31))
    assert len(queries_of(client, url)) == before


def test_an_empty_calendar_is_a_calendar(client, plan):
    lines = lines_of(client.get(address("plan_calendar", plan.slug)).content)
    assert "BEGIN:VCALENDAR" in lines
    assert "BEGIN:VEVENT" not in lines
