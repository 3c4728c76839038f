"""The reporting dates of a plan, for everybody."""

import datetime as dt

import pytest
from django.urls import reverse

from progress.actions import add_periods
from progress.reminding.rungs import UPDATE_RUNGS
from progress.schedule.closing import close_periods
from tests.cast import assert_same_queries, client_for, reporting_period
from tests.progress.drafts import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(plan):
    return reverse("progress:period_list", args=[plan.slug])


def test_readers_see_when_updates_are_due(client, gail, cyrus, commitment, plan, period, url):
    reporting_period(plan, dt.date(2014, 9, 30))
    published(gail, cyrus, commitment, period)
    response = client.get(url)
    page = response.content.decode()
    assert "1 of 1 update published" in page
    assert "Opens on 1 May 2014" in page
    assert "Add a reporting date" not in page
    assert not response.cookies


def test_what_is_not_published_in_time_is_overdue(client, settings, commitment, period, url):
    settings.TRACKER_TODAY = dt.date(2014, 4, 30)
    assert "Overdue" not in client.get(url).content.decode()
    settings.TRACKER_TODAY = dt.date(2014, 5, 1)
    assert "Overdue" in client.get(url).content.decode()


def test_it_says_who_is_reminded_and_when(client, period, url):
    page = client.get(url).content.decode()
    leads, *others = UPDATE_RUNGS
    assert leads.when == "28, 14, 7 and 1 days before, on the day, and 3 days after"
    assert [rung.when for rung in others] == ["7 days after", "14 days after"]
    for rung in UPDATE_RUNGS:
        assert f"<li>{rung.who}: {rung.when}</li>" in page


def test_the_secretariat_finds_the_way_to_add_one(sam, url):
    assert "Add a reporting date" in client_for(sam).get(url).content.decode()


def test_a_plan_that_is_not_public_is_not_found(client, plan, url):
    plan.published_on = None
    plan.save()
    assert client.get(url).status_code == 404


def test_no_dates_yet(client, url):
    assert "No reporting dates have been set yet" in client.get(url).content.decode()


def test_dates_from_the_plans_file_and_those_added_say_so(client, sam, plan, period, url):
    reporting_period(plan, dt.date(2014, 9, 30))
    add_periods(by=sam, plan=plan, due_days=[dt.date(2015, 1, 31)], reason="Agreed in March.")
    page = " ".join(client.get(url).content.decode().split())
    assert "30 April 2014, 30 September 2014: these dates came with the plan’s file." in page
    assert "31 January 2015: added by Sam Shah. Agreed in March." in page


def test_lateness_is_counted_for_everybody(client, gail, cyrus, commitment, period, settings, url):
    settings.TRACKER_TODAY = dt.date(2014, 5, 6)
    published(gail, cyrus, commitment, period)
    settings.TRACKER_TODAY = dt.date(2015, 5, 6)
    assert "1 of 1 update published, 1 of them late." in client.get(url).content.decode()


def test_what_was_not_reported_is_said(client, commitment, period, settings, url):
    settings.TRACKER_TODAY = dt.date(2014, 6, 30)
    close_periods()
    page = client.get(url).content.decode()
    assert "Not reported" in page
    assert "Overdue" not in page
    assert "Closed at the end of 29 June 2014" in page


def test_more_time_is_offered_to_the_secretariat_alone(sam, rae, commitment, period, url):
    assert "Extend the due day for all" in client_for(sam).get(url).content.decode()
    assert "Extend the due day for all" not in client_for(rae).get(url).content.decode()


def test_one_row_or_three_take_the_same_queries(client, plan, url):
    days = (dt.date(2014, 4, 30), dt.date(2014, 9, 30), dt.date(2015, 1, 31))
    assert_same_queries(client, url, lambda number: reporting_period(plan, days[number - 1]))
