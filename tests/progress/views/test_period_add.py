"""Adding a reporting date."""

import datetime as dt

import pytest
from django.urls import reverse

from progress.models import ReportingPeriod
from tests.cast import client_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(plan):
    return reverse("progress:period_add", args=[plan.slug])


def typed(day="30", month="9", year="2014", reason="Agreed on 28 February"):
    return {"due_on_day": day, "due_on_month": month, "due_on_year": year, "reason": reason}


def test_the_secretariat_adds_a_date(sam, period, url):
    page = client_for(sam).post(url, typed(), follow=True).content.decode()
    assert "Reporting date 30 September 2014 added." in page
    added = ReportingPeriod.objects.get(due_on=dt.date(2014, 9, 30))
    assert (added.number, added.opens_on) == (2, dt.date(2014, 5, 1))
    record = added.history.get()
    assert (record.history_user, record.history_change_reason) == (sam, "Agreed on 28 February")


def test_the_same_date_twice_is_one_date(sam, period, url):
    browser = client_for(sam)
    browser.post(url, typed())
    assert "was there already" in browser.post(url, typed(), follow=True).content.decode()
    assert ReportingPeriod.objects.count() == 2


def test_it_asks_first(sam, period, url):
    response = client_for(sam).get(url)
    assert response.status_code == 200
    assert "28, 14, 7 and 1 days before, on the day, and 3 days after." in response.content.decode()
    assert ReportingPeriod.objects.count() == 1


def test_it_requires_signing_in(client, url):
    assert client.post(url, typed())["Location"].startswith("/account/login/")


@pytest.mark.parametrize("name", ["gail", "cyrus", "rae", "nora", "olga"])
def test_others_may_not(request, name, url):
    assert client_for(request.getfixturevalue(name)).post(url, typed()).status_code == 403
    assert not ReportingPeriod.objects.exists()


def test_a_date_between_those_there_is_refused(sam, period, url):
    response = client_for(sam).post(url, typed(day="1", month="4"))
    assert response.status_code == 422
    assert "The reporting date must be after 1 May 2014." in response.content.decode()
    assert ReportingPeriod.objects.count() == 1


def test_nonsense_is_named(sam, url):
    page = client_for(sam).post(url, typed(day="31", month="2", reason="")).content.decode()
    assert "must be a real date" in page
    assert "Say why the update is due on this day" in page
