"""How often one hears of something."""

import pytest

from mailroom.models import Frequency
from tests.mailroom.following.people import ask, follower, subscription_of

pytestmark = pytest.mark.django_db


def url(one, topic=None):
    row = subscription_of(one, topic) if topic else subscription_of(one)
    return f"/mailroom/following/{one.token}/{row.pk}/"


def test_it_is_changed(client):
    ada = follower()
    response = client.post(url(ada), {"frequency": "weekly"})
    assert response["Location"] == ada.get_absolute_url()
    assert subscription_of(ada).frequency == Frequency.WEEKLY
    assert not response.cookies


def test_opening_it_changes_nothing(client):
    ada = follower()
    page = client.get(url(ada)).content.decode()
    assert "How often do you want to hear of it?" in page
    assert subscription_of(ada).frequency == Frequency.AT_ONCE


def test_somebody_else_s_is_not_there(client):
    ada, bea = follower(), follower("bea@example.org")
    address = f"/mailroom/following/{ada.token}/{subscription_of(bea).pk}/"
    assert client.post(address, {"frequency": "weekly"}).status_code == 404
    assert subscription_of(bea).frequency == Frequency.AT_ONCE


def test_what_is_not_confirmed_is_not_changed(client):
    ada = follower()
    ask(topic="delays")
    assert client.post(url(ada, "delays"), {"frequency": "weekly"}).status_code == 404


@pytest.mark.parametrize("frequency", ["", "hourly"])
def test_nonsense_is_refused(client, frequency):
    ada = follower()
    page = client.post(url(ada), {"frequency": frequency}).content.decode()
    assert "There is a problem" in page
    assert subscription_of(ada).frequency == Frequency.AT_ONCE
