"""Giving every commitment of a plan more time."""

import datetime as dt

import pytest
from django.urls import reverse

from progress.models import Extension
from tests.cast import client_for
from tests.progress.views.test_extension_grant import typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(plan, commitment, period):
    return reverse("progress:period_extend", args=[plan.slug, "2014-04-30"])


def test_the_secretariat_extends_it_for_all(sam, period, url):
    page = client_for(sam).post(url, typed(), follow=True).content.decode()
    assert "The due day is now 14 May 2014." in page
    assert "Due day extended for all from 30 April 2014 to 14 May 2014" in page
    extension = Extension.objects.get()
    assert (extension.period, extension.commitment) == (period, None)


def test_it_asks_first(sam, url):
    page = client_for(sam).get(url).content.decode()
    assert "Every commitment of the plan gets the new due day." in page
    assert "Granted in time it is not lateness" in page
    assert not Extension.objects.exists()


def test_it_requires_signing_in(client, url):
    assert client.post(url, typed())["Location"].startswith("/account/login/")


@pytest.mark.parametrize("name", ["gail", "cyrus", "rae", "nora", "olga"])
def test_others_may_not(request, name, url):
    assert client_for(request.getfixturevalue(name)).post(url, typed()).status_code == 403
    assert not Extension.objects.exists()


def test_a_closed_period_says_so(sam, url, settings):
    settings.TRACKER_TODAY = dt.date(2014, 6, 30)
    response = client_for(sam).post(url, typed(month="7"))
    assert response.status_code == 409
    assert "The period closed on 29 June 2014" in response.content.decode()


def test_nonsense_is_named(sam, url):
    page = client_for(sam).post(url, typed(day="", month="", reason="")).content.decode()
    assert "New due day must include a day and month" in page
    assert "Say why more time is needed" in page
