"""Confirming what one asked for."""

import datetime as dt
import re

import pytest
import time_machine

from mailroom.models import Follower, Subscription
from tests.mailroom.following.people import LABEL, TOPIC, ask, subscription_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    ask()
    return Follower.objects.get()


def url(one):
    return f"/mailroom/following/{one.token}/confirm/"


def test_a_press_of_the_button_confirms(client, ada):
    response = client.post(url(ada), {"chosen": [subscription_of(ada).pk]})
    page = response.content.decode()
    assert "You are following" in page
    assert LABEL in page
    assert subscription_of(ada).is_confirmed


def test_opening_it_changes_nothing(client, ada):
    for _ in range(3):
        page = client.get(url(ada)).content.decode()
    assert f"{LABEL}, as it happens" in page
    assert not Subscription.objects.confirmed().exists()


def test_it_needs_neither_account_nor_cookie_nor_csrf_token(ada):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    assert not client.get(url(ada)).cookies
    response = client.post(url(ada), {"chosen": [subscription_of(ada).pk]})
    assert (response.status_code, bool(response.cookies)) == (200, False)
    assert subscription_of(ada).is_confirmed


def ticked(page):
    """What the boxes that have a tick stand for."""
    return re.findall(r'<input[^>]*value="(\d+)"[^>]* checked', page)


def test_only_what_the_letter_was_planned_for_is_ticked(client, ada):
    """The rest may be what a stranger asked for after the letter was planned."""
    ask(topic="delays")
    asked = str(subscription_of(ada).pk)
    page = client.get(f"{url(ada)}?asked={asked}").content.decode()
    assert ticked(page) == [asked]
    assert "delays, as it happens" in page
    for other in ("", "?asked=%00", "?asked=999999"):
        assert ticked(client.get(f"{url(ada)}{other}").content.decode()) == []


def test_the_only_one_is_ticked(client, ada):
    page = client.get(url(ada)).content.decode()
    assert ticked(page) == [str(subscription_of(ada).pk)]


def test_what_is_taken_out_stays_out(client, ada):
    ask(topic="delays")
    client.post(url(ada), {"chosen": [subscription_of(ada, "delays").pk]})
    assert not subscription_of(ada, TOPIC).is_confirmed


def test_a_link_that_ran_out_says_so(client, ada):
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=4)
    with time_machine.travel(later):
        page = client.post(url(ada), {"chosen": [subscription_of(ada).pk]}).content.decode()
    assert "Nothing to confirm" in page
    assert not Subscription.objects.confirmed().exists()


@pytest.mark.parametrize("chosen", [[], ["nonsense"], [999_999]])
def test_nonsense_is_refused(client, ada, chosen):
    page = client.post(url(ada), {"chosen": chosen}).content.decode()
    assert "There is a problem" in page
    assert not Subscription.objects.confirmed().exists()


def test_a_wrong_link_is_explained(client):
    assert client.get("/mailroom/following/nonsense/confirm/").status_code == 404
