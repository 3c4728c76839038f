"""Stopping everything: a button for people, one POST for mail programs."""

import pytest
from django.test import Client

from mailroom.models import Follower
from tests.mailroom.following.people import follower

pytestmark = pytest.mark.django_db


def url(one):
    return f"/mailroom/following/{one.token}/leave/"


def test_a_press_of_the_button_erases_the_address(client):
    ada = follower()
    page = client.post(url(ada)).content.decode()
    assert "You get no more emails" in page
    assert not Follower.objects.exists()


def test_one_click_of_a_mail_program_does_the_same():
    ada = follower()
    client = Client(enforce_csrf_checks=True)
    response = client.post(
        url(ada), "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )
    assert (response.status_code, bool(response.cookies)) == (200, False)
    assert not Follower.objects.exists()


def test_opening_it_changes_nothing(client):
    ada = follower()
    page = client.get(url(ada)).content.decode()
    assert "Stop all emails and erase your address" in page
    assert Follower.objects.exists()


def test_twice_is_as_good_as_once(client):
    ada = follower()
    client.post(url(ada))
    again = client.post(url(ada))
    assert again.status_code == 200
    assert "You get no more emails" in again.content.decode()


def test_a_link_that_leads_nowhere_promises_nothing(client):
    ada = follower()
    response = client.get(url(ada).replace(ada.token, ada.token[:-4]))
    assert response.status_code == 404
    assert "Check that you copied the whole link" in response.content.decode()


def test_a_made_up_link_erases_nobody(client):
    follower()
    assert client.post("/mailroom/following/nonsense/leave/").status_code == 200
    assert Follower.objects.exists()
