"""Two periods of a commitment, compared."""

import datetime as dt
from dataclasses import replace

import pytest
from django.urls import reverse

from network.workflow import Side
from tests.cast import client_for, reporting_period
from tests.progress.drafts import draft, key, published

pytestmark = pytest.mark.django_db


def address(commitment, before, after):
    return reverse("progress:update_compare", args=[commitment.slug, before, after])


@pytest.fixture
def second(gail, cyrus, commitment, period, plan, settings):
    update = published(gail, cyrus, commitment, period)
    later = reporting_period(plan, dt.date(2014, 7, 31))
    settings.TRACKER_TODAY = dt.date(2014, 7, 20)
    words = replace(update.latest_version().content, next_steps="A third reading in October.")
    version = draft(gail, Side.GOVERNMENT, commitment, later, words)
    key(gail, Side.GOVERNMENT, version)
    key(cyrus, Side.CIVIL_SOCIETY, version)
    return version


def test_readers_see_what_changed_since_last_time(commitment, second):
    page = client_for().get(address(commitment, "2014-04-30", "2014-07-31")).content.decode()
    assert "What changed from 30 April 2014 to 31 July 2014" in page
    assert "third" in page
    assert "October" in page


def test_the_other_way_round_works_too(commitment, second):
    assert client_for().get(address(commitment, "2014-07-31", "2014-04-30")).status_code == 200


def test_a_period_without_an_update_is_not_found(commitment, second):
    assert client_for().get(address(commitment, "2014-04-30", "2014-10-31")).status_code == 404


def test_the_commitments_page_tells_it_too(commitment, second):
    commitment.refresh_from_db()
    assert [row.label for row in commitment.latest.changes] == ["What comes next"]
    assert commitment.latest.since_day == dt.date(2014, 4, 30)
