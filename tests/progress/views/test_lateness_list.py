"""Late updates, in public."""

import datetime as dt

import pytest

from commitments.actions import take_step
from progress.schedule.actions import grant_extension
from progress.schedule.closing import close_periods
from tests.cast import action_plan, assert_same_queries, commitment_of, reporting_period
from tests.progress.drafts import published

pytestmark = pytest.mark.django_db

URL = "/lateness/"


def page(client, query="") -> str:
    return client.get(f"{URL}{query}").content.decode()


def test_readers_see_what_was_published_late_for_ever(
    client, gail, cyrus, commitment, period, settings
):
    settings.TRACKER_TODAY = dt.date(2014, 5, 6)
    published(gail, cyrus, commitment, period)
    for later in (dt.date(2014, 5, 6), dt.date(2015, 5, 6)):
        settings.TRACKER_TODAY = later
        response = client.get(URL)
        page = response.content.decode()
        assert "Published late" in page
        assert "</a>, 6 days late" in page
        assert not response.cookies


@pytest.mark.parametrize(
    ("after", "words"),
    [(0, "Nothing is late."), (1, "</a>, 1 day late"), (12, "</a>, 12 days late")],
)
def test_what_is_overdue_is_counted(client, commitment, period, settings, after, words):
    settings.TRACKER_TODAY = dt.date(2014, 4, 30) + dt.timedelta(days=after)
    assert words in page(client)


def test_closing_a_commitment_hides_no_lateness(client, sam, commitment, period, settings):
    settings.TRACKER_TODAY = dt.date(2014, 6, 28)
    take_step(by=sam, commitment=commitment, step_name="close_incomplete", reason="No money")
    for later in (dt.date(2014, 6, 28), dt.date(2015, 6, 28)):
        settings.TRACKER_TODAY = later
        found = page(client)
        assert "0 of 1 published. 1 overdue when the commitment was closed." in found
        assert "Commitment closed while overdue" in found
        assert "</a>, 59 days late when it was closed on 28 June 2014" in found


def test_what_was_not_reported_is_said(client, commitment, period, settings):
    settings.TRACKER_TODAY = dt.date(2014, 6, 30)
    close_periods()
    found = page(client)
    assert "Not reported" in found
    assert "1 not reported: the period closed on 29 June 2014." in found


@pytest.mark.parametrize(
    ("day", "is_late"), [(dt.date(2014, 4, 28), False), (dt.date(2014, 5, 5), True)]
)
def test_an_extension_says_whether_it_came_in_time(
    client, sam, commitment, period, settings, day, is_late
):
    settings.TRACKER_TODAY = day
    facts = {"asked_by": "Both leads", "reason": "Holidays", "due_on": dt.date(2014, 5, 14)}
    grant_extension(by=sam, period=period, commitment=commitment, **facts)
    found = page(client)
    assert "Due day extended from 30 April 2014 to 14 May 2014: Holidays" in found
    assert "Asked for by Both leads" in found
    assert ("after the due day: the days already late stay" in found) == is_late
    assert (", 5 days late when more time was granted" in found) == is_late


def test_one_plan_at_a_time_the_newest_first(client, plan, commitment, period):
    action_plan("uk-nap-3", 3, title="Third plan", published_on=dt.date(2014, 4, 1))
    assert "No reporting period has opened yet" in page(client)
    assert "Updates to 30 April 2014" in page(client, f"?plan={plan.slug}")


def test_no_plan_and_a_plan_that_is_not_public(client, db, today):
    assert "No plan has been published yet" in page(client)
    action_plan(published_on=None)
    assert client.get(f"{URL}?plan=uk-nap-2013-15").status_code == 404


def test_one_commitment_or_three_take_the_same_queries(client, plan, period, bis, settings):
    settings.TRACKER_TODAY = dt.date(2014, 4, 14)
    reporting_period(plan, dt.date(2014, 5, 31))

    def add(number: int) -> None:
        settings.TRACKER_TODAY = dt.date(2014, 4, 14)
        commitment_of(plan, str(number), f"Promise {number}", bis)
        settings.TRACKER_TODAY = dt.date(2014, 6, 5)

    assert assert_same_queries(client, URL, add) < 10
    assert page(client).count("36 days late") == 3
