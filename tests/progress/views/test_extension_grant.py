"""Giving one commitment more time for its update."""

import datetime as dt

import pytest
from django.urls import reverse

from network.workflow import RoleKind
from progress.models import Extension
from tests.cast import client_for, person
from tests.progress.drafts import published
from tests.progress.views.pages import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(commitment, period):
    return address("extension_grant", commitment)


def typed(day="14", month="5", reason="The bill is in committee") -> dict[str, str]:
    return {
        "due_on_day": day,
        "due_on_month": month,
        "due_on_year": "2014",
        "asked_by": "Both leads",
        "reason": reason,
    }


@pytest.mark.parametrize("name", ["sam", "rae"])
def test_the_secretariat_and_the_relationship_manager_grant_it(request, name, commitment, url):
    by = request.getfixturevalue(name)
    page = client_for(by).post(url, typed(), follow=True).content.decode()
    assert "The due day is now 14 May 2014." in page
    assert "Due day extended from 30 April 2014 to 14 May 2014" in page
    extension = Extension.objects.get()
    assert (extension.commitment, extension.granted_by) == (commitment, by)
    assert (extension.asked_by, extension.reason) == ("Both leads", "The bill is in committee")


def test_it_says_what_it_means_before_it_saves(sam, url, settings):
    sentence = (
        "Granted in time it is not lateness; granted after the due day, the days already late stay."
    )
    page = client_for(sam).get(url).content.decode()
    assert sentence in page
    assert "Today is in time." in page
    settings.TRACKER_TODAY = dt.date(2014, 5, 6)
    page = client_for(sam).get(url).content.decode()
    assert sentence in page
    assert "It is 6 days late today." in page
    assert not Extension.objects.exists()


def test_it_requires_signing_in(client, url):
    assert client.post(url, typed())["Location"].startswith("/account/login/")


@pytest.mark.parametrize("name", ["gail", "cyrus", "nora", "olga"])
def test_others_may_not(request, name, url):
    assert client_for(request.getfixturevalue(name)).post(url, typed()).status_code == 403
    assert not Extension.objects.exists()


def test_the_manager_of_another_department_may_not(url, cabinet_office):
    other = person("Ren Root", RoleKind.RELATIONSHIP_MANAGER, cabinet_office)
    assert client_for(other).post(url, typed()).status_code == 403
    assert not Extension.objects.exists()


def test_a_period_that_is_not_there_is_not_found(sam, commitment):
    url = reverse("progress:extension_grant", args=[commitment.slug, "2014-05-01"])
    assert client_for(sam).get(url).status_code == 404


def test_what_is_published_says_so(sam, gail, cyrus, commitment, period, url):
    published(gail, cyrus, commitment, period)
    for response in (client_for(sam).get(url), client_for(sam).post(url, typed())):
        assert response.status_code == 409
        assert "The update was published on 14 April 2014" in response.content.decode()
    assert not Extension.objects.exists()


def test_what_is_closed_says_so(sam, url, settings):
    settings.TRACKER_TODAY = dt.date(2014, 6, 30)
    page = client_for(sam).get(url).content.decode()
    assert "The period closed on 29 June 2014: it can no longer be extended." in page


def test_nonsense_is_named(sam, url):
    response = client_for(sam).post(url, typed(day="30", month="4", reason=""))
    assert response.status_code == 422
    assert "Say why more time is needed" in response.content.decode()
    page = client_for(sam).post(url, typed(day="30", month="4")).content.decode()
    assert "The new due day must be after the one in force, 30 April 2014" in page
    page = client_for(sam).post(url, typed(day="31", month="6")).content.decode()
    assert "New due day must be a real date" in page
    assert not Extension.objects.exists()
