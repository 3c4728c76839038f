"""The progress tab of a commitment."""

import datetime as dt

import pytest
from django.urls import reverse

from network.workflow import Side
from progress.schedule.closing import close_periods
from tests.cast import assert_same_queries, client_for, commitment_of, reporting_period
from tests.progress.drafts import draft, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(commitment):
    return reverse("progress:commitment_progress", args=[commitment.slug])


def test_readers_see_the_published_update(client, gail, cyrus, commitment, period, url):
    published(gail, cyrus, commitment, period)
    response = client.get(url)
    page = response.content.decode()
    assert "Update to 30 April 2014" in page
    assert "Signed by:" in page
    assert "Gail Green (government)" in page
    assert not response.cookies


def test_a_period_without_an_update_says_when_it_is_due(client, commitment, period, url):
    page = client.get(url).content.decode()
    assert "It is due by the end of 30 April 2014" in page


def test_the_due_day_itself_is_on_time(client, settings, commitment, period, url):
    settings.TRACKER_TODAY = dt.date(2014, 4, 30)
    assert "Overdue" not in client.get(url).content.decode()


def test_the_day_after_it_is_overdue(client, settings, commitment, period, url):
    settings.TRACKER_TODAY = dt.date(2014, 5, 1)
    assert "Overdue" in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2014, 5, 12), "12 days late. It was due on 30 April 2014"),
        (dt.date(2014, 6, 30), "The period closed on 29 June 2014 without an update."),
    ],
)
def test_it_says_how_late_it_is_and_that_it_never_came(
    client, settings, commitment, period, url, day, words
):
    settings.TRACKER_TODAY = day
    close_periods()
    assert words in client.get(url).content.decode()


def test_lateness_stays_after_the_update_arrived(
    client, settings, gail, cyrus, commitment, period, url
):
    settings.TRACKER_TODAY = dt.date(2014, 5, 6)
    published(gail, cyrus, commitment, period)
    settings.TRACKER_TODAY = dt.date(2015, 5, 6)
    assert "First published on 6 May 2014, 6 days late." in client.get(url).content.decode()


def test_an_update_in_time_is_not_called_late(client, gail, cyrus, commitment, period, url):
    published(gail, cyrus, commitment, period)
    assert " late" not in client.get(url).content.decode()


def test_those_who_grant_more_time_find_the_way(client, sam, rae, gail, commitment, period, url):
    for by, sees in ((sam, True), (rae, True), (gail, False)):
        page = client_for(by).get(url).content.decode()
        assert ("Extend the due day" in page) == sees
    assert "Extend the due day" not in client.get(url).content.decode()


def test_what_was_added_later_is_not_called_overdue(client, settings, plan, period, bis):
    settings.TRACKER_TODAY = dt.date(2014, 5, 2)
    added = commitment_of(plan, "8", "Whistleblowing", bis)
    page = client.get(reverse("progress:commitment_progress", args=[added.slug])).content.decode()
    assert "No update is owed: the commitment was not yet public, or was closed, at the end" in page
    assert "Overdue" not in page


def test_drafts_are_for_those_concerned(client, gail, olga, commitment, period, url):
    draft(gail, Side.GOVERNMENT, commitment, period)
    assert "Read the draft" in client_for(gail).get(url).content.decode()
    for reader in (client, client_for(olga)):
        page = reader.get(url).content.decode()
        assert "Read the draft" not in page
        assert "Write the update" not in page


def test_later_reporting_dates_are_named(client, plan, commitment, period, url):
    reporting_period(plan, dt.date(2014, 9, 30))
    assert "30 September 2014" in client.get(url).content.decode()


def test_the_commitment_of_an_unpublished_plan_is_not_found(client, plan, commitment, url):
    plan.published_on = None
    plan.save()
    assert client.get(url).status_code == 404


def test_no_period_yet(client, commitment, url):
    assert "No reporting period has opened yet" in client.get(url).content.decode()


def test_one_update_or_three_take_the_same_queries(
    client, settings, gail, cyrus, plan, commitment, url
):
    days = (dt.date(2014, 4, 30), dt.date(2014, 9, 30), dt.date(2015, 1, 31))
    periods = [reporting_period(plan, day) for day in days]

    def add(number):
        settings.TRACKER_TODAY = days[number - 1]
        published(gail, cyrus, commitment, periods[number - 1])

    assert assert_same_queries(client, url, add) < 10


def test_a_withdrawn_commitment_is_not_called_overdue(client, settings, commitment, period, url):
    settings.TRACKER_TODAY = dt.date(2014, 5, 2)
    commitment.stage = "withdrawn"
    commitment.save()
    page = client.get(url).content.decode()
    assert "No update is owed: withdrawn." in page
    assert "The commitment was closed on 2 May 2014, when the update was 2 days late." in page
    assert "has not been published" not in page
