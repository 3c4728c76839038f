"""Stopping the letters about one thing."""

import pytest
from django.test import Client

from mailroom.models import Follower, Subscription
from tests.mailroom.following.people import LABEL, follower, subscription_of

pytestmark = pytest.mark.django_db


def url(one, topic="delays"):
    return f"/mailroom/following/{one.token}/{subscription_of(one, topic).pk}/leave/"


@pytest.fixture
def ada():
    follower(topic="delays")
    return follower()


def test_the_others_stay(ada):
    client = Client(enforce_csrf_checks=True)
    page = client.post(url(ada)).content.decode()
    assert "You get no more emails about this" in page
    assert ada.get_absolute_url() in page
    assert [row.label for row in Subscription.objects.all()] == [LABEL]


def test_opening_it_changes_nothing(client, ada):
    assert "Stop emails about “delays”" in client.get(url(ada)).content.decode()
    assert Subscription.objects.count() == 2


def test_with_the_last_the_address_is_erased(client, ada):
    client.post(url(ada))
    page = client.post(url(ada, subscription_of(ada).topic)).content.decode()
    assert "we have erased your address" in page
    assert not Follower.objects.exists()


def test_twice_is_as_good_as_once(client, ada):
    address = url(ada)
    client.post(address)
    assert client.post(address).status_code == 200
    assert Subscription.objects.count() == 1


def test_a_link_that_leads_nowhere_promises_nothing(client, ada):
    response = client.get(url(ada).replace(ada.token, ada.token[:-4]))
    assert response.status_code == 404
    assert "Check that you copied the whole link" in response.content.decode()


def test_opening_it_once_it_was_stopped_says_so(client, ada):
    address = url(ada)
    client.post(address)
    response = client.get(address)
    assert response.status_code == 200
    assert "You get no more emails about this" in response.content.decode()


def test_somebody_else_s_is_left_alone(client, ada):
    bea = follower("bea@example.org")
    client.post(f"/mailroom/following/{ada.token}/{subscription_of(bea).pk}/leave/")
    assert bea.subscriptions.exists()
