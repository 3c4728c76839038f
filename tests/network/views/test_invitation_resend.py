"""Sending an invitation again."""

import pytest
from django.urls import reverse

from mailroom.models import OutboxMessage
from network.actions import accept_invitation
from tests import cast
from tests.network.letters import invite, latest_link


@pytest.fixture
def invitation(nora, involve):
    return invite(nora, involve)


@pytest.fixture
def url(invitation):
    return reverse("network:invitation_resend", args=[invitation.person_id])


def test_it_sends_a_new_link_and_the_old_one_stops_working(nora, url, client):
    old = latest_link()
    page = cast.client_for(nora).post(url, {"times_sent": 1}, follow=True).content.decode()
    assert "Invitation sent again to ned@example.org." in page
    assert OutboxMessage.objects.count() == 2
    assert client.get(old).status_code == 404
    assert client.get(latest_link()).status_code == 200


def test_it_asks_first(nora, invitation, url):
    page = cast.client_for(nora).get(url).content.decode()
    back = reverse("network:person_detail", args=[invitation.person_id])
    assert f'href="{back}">Cancel' in page
    assert "ned@example.org" in page
    assert "Network member, Involve" in page
    assert OutboxMessage.objects.count() == 1


def test_the_button_pressed_twice_sends_once(nora, url):
    client = cast.client_for(nora)
    for _ in range(2):
        client.post(url, {"times_sent": 1})
    assert OutboxMessage.objects.count() == 2


def test_it_requires_signing_in(client, url):
    assert reverse("account_login") in client.post(url, {"times_sent": 1}).url
    assert OutboxMessage.objects.count() == 1


def test_it_checks_the_side(sam, gail, mia, olga, url):
    for person in (sam, gail, mia, olga):
        assert cast.client_for(person).post(url, {"times_sent": 1}).status_code == 403
    assert OutboxMessage.objects.count() == 1


def test_what_was_accepted_is_not_sent_again(nora, invitation, url):
    accept_invitation(invitation=invitation)
    page = cast.client_for(nora).post(url, {"times_sent": 1}, follow=True).content.decode()
    assert "Ned New has no invitation that waits for an answer." in page
    assert OutboxMessage.objects.count() == 1


def test_it_rejects_nonsense(nora, mia, url):
    client = cast.client_for(nora)
    assert client.post(url, {"times_sent": "often"}).status_code == 422
    assert client.post(url).status_code == 422
    never = reverse("network:invitation_resend", args=[mia.pk])
    assert client.post(never, {"times_sent": 1}).status_code == 302
    assert client.post("/people/999999/invitation/", {"times_sent": 1}).status_code == 404
    assert OutboxMessage.objects.count() == 1
