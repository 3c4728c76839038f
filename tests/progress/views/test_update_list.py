"""Every published update."""

import datetime as dt

import pytest
from django.urls import reverse

from network.workflow import Side
from tests.cast import assert_same_queries, reporting_period
from tests.progress.drafts import draft, published

pytestmark = pytest.mark.django_db
URL = "/updates/"


def test_readers_find_what_was_published(client, gail, cyrus, commitment, period):
    update = published(gail, cyrus, commitment, period)
    response = client.get(URL)
    assert reverse("progress:update_list") == URL
    assert update.get_absolute_url() in response.content.decode()
    assert not response.cookies


def test_drafts_are_not_listed(client, gail, commitment, period):
    draft(gail, Side.GOVERNMENT, commitment, period)
    assert "No update has been published yet" in client.get(URL).content.decode()


def test_a_page_that_is_not_a_number_is_the_first(client, db):
    assert client.get(URL, {"page": "nonsense"}).status_code == 200


def test_one_row_or_three_take_the_same_queries(client, settings, gail, cyrus, plan, commitment):
    days = (dt.date(2014, 4, 30), dt.date(2014, 9, 30), dt.date(2015, 1, 31))
    periods = [reporting_period(plan, day) for day in days]

    def add(number):
        settings.TRACKER_TODAY = days[number - 1]
        published(gail, cyrus, commitment, periods[number - 1])

    assert_same_queries(client, URL, add)
