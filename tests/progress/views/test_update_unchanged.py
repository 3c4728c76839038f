"""The page of a lead who has nothing new to report."""

import datetime as dt

import pytest
from django.urls import reverse

from network.workflow import Side
from progress.models import ProgressUpdate, UpdateVersion
from tests.cast import client_for, reporting_period
from tests.progress.drafts import TEXT, draft, published
from tests.progress.views.pages import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(gail, cyrus, commitment, period, plan, settings):
    published(gail, cyrus, commitment, period)
    reporting_period(plan, dt.date(2014, 7, 31))
    settings.TRACKER_TODAY = dt.date(2014, 7, 20)
    return reverse("progress:update_unchanged", args=[commitment.slug, "2014-07-31"])


def test_each_side_confirms_once(gail, cyrus, url):
    page = client_for(gail).get(url).content.decode()
    assert TEXT.done in page
    page = client_for(gail).post(url, follow=True).content.decode()
    assert "Civil society is asked to confirm it too." in page
    page = client_for(cyrus).post(url, follow=True).content.decode()
    assert "so the update is published" in page
    assert "Nothing has changed since the update to 30 April 2014." in page
    assert ProgressUpdate.objects.published().count() == 2


def test_a_double_click_confirms_once(gail, url):
    browser = client_for(gail)
    browser.post(url)
    assert browser.post(url).status_code == 302
    assert UpdateVersion.objects.filter(update__period__number=2).count() == 1


def test_looking_confirms_nothing(gail, url):
    client_for(gail).get(url)
    assert not UpdateVersion.objects.filter(update__period__number=2).exists()


def test_a_draft_that_was_begun_is_read_instead(gail, cyrus, commitment, plan, url):
    second = plan.periods.get(number=2)
    draft(cyrus, Side.CIVIL_SOCIETY, commitment, second)
    response = client_for(gail).post(url, follow=True)
    assert "Somebody has begun to write this update" in response.content.decode()


def test_the_first_update_is_written(gail, commitment, period):
    page = client_for(gail).get(address("update_unchanged", commitment)).content.decode()
    assert "Write the first update" in page


def test_an_invisible_draft_is_not_found(olga, url):
    assert client_for(olga).post(url).status_code == 404


def test_it_requires_signing_in(url):
    assert client_for().post(url).status_code == 302


def test_those_who_only_read_drafts_confirm_nothing(sam, url):
    assert client_for(sam).post(url).status_code == 403
