"""What a follower sees of what they follow."""

import pytest

from mailroom.models import Subscription
from tests.cast import assert_same_queries
from tests.mailroom.following.people import LABEL, ask, follower

pytestmark = pytest.mark.django_db


def test_it_shows_what_is_followed_and_how_often(client):
    ada = follower()
    page = client.get(ada.get_absolute_url()).content.decode()
    assert LABEL in page
    assert "As it happens" in page
    assert "ada@example.org" in page


def test_what_waits_can_be_confirmed_from_here(client):
    ada = follower()
    ask(topic="delays")
    page = client.get(ada.get_absolute_url()).content.decode()
    assert f"/mailroom/following/{ada.token}/confirm/" in page


def test_it_needs_no_account_and_sets_no_cookie(client):
    response = client.get(follower().get_absolute_url())
    assert response.status_code == 200
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]


def test_it_says_so_when_nothing_is_followed(client):
    ada = follower()
    Subscription.objects.all().delete()
    assert "You follow nothing" in client.get(ada.get_absolute_url()).content.decode()


def test_a_wrong_link_is_explained(client):
    response = client.get("/mailroom/following/nonsense/")
    assert response.status_code == 404
    assert "This link does not work" in response.content.decode()


def test_queries_do_not_grow(client):
    ada = follower("bea@example.org", topic="delays")
    assert_same_queries(
        client, ada.get_absolute_url(), lambda n: follower("bea@example.org", topic=f"plan:{n}")
    )
