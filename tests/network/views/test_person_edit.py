"""Mending somebody's name or address before they accept."""

import pytest
from django.urls import reverse

from mailroom.models import OutboxMessage
from network.actions import accept_invitation
from network.models import Person
from tests import cast
from tests.network.letters import invite


@pytest.fixture
def invitation(nora, involve):
    return invite(nora, involve)


@pytest.fixture
def url(invitation):
    return reverse("network:person_edit", args=[invitation.person_id])


def test_a_new_address_gets_a_new_invitation(nora, invitation, url):
    facts = {"name": "Ned Noble", "email": "noble@example.org"}
    page = cast.client_for(nora).post(url, facts, follow=True).content.decode()
    assert "A new invitation has been sent to noble@example.org." in page
    assert OutboxMessage.objects.latest("pk").to_email == "noble@example.org"


def test_a_new_name_alone_sends_nothing(nora, invitation, url):
    facts = {"name": "Ned Noble", "email": "ned@example.org"}
    page = cast.client_for(nora).post(url, facts, follow=True).content.decode()
    assert "Saved." in page
    assert OutboxMessage.objects.count() == 1


def test_it_asks_first(nora, invitation, url):
    page = cast.client_for(nora).get(url).content.decode()
    back = reverse("network:person_detail", args=[invitation.person_id])
    assert f'href="{back}">Cancel' in page
    assert 'value="ned@example.org"' in page
    assert "the link we sent before stops working" in page


def test_it_requires_signing_in(client, url):
    assert reverse("account_login") in client.post(url, {"name": "N", "email": "n@n.org"}).url


def test_only_the_side_that_invited_mends(sam, gail, olga, invitation, url):
    for person in (sam, gail, olga):
        response = cast.client_for(person).post(url, {"name": "N", "email": "n@example.org"})
        assert response.status_code == 403
    assert Person.objects.get(pk=invitation.person_id).email == "ned@example.org"


def test_nobody_moves_the_address_of_somebody_who_accepted(nora, invitation, url):
    accept_invitation(invitation=invitation)
    facts = {"name": "Ned", "email": "thief@example.org"}
    assert cast.client_for(nora).post(url, facts).status_code == 403
    assert Person.objects.get(pk=invitation.person_id).email == "ned@example.org"


def test_it_rejects_nonsense(nora, gail, url):
    client = cast.client_for(nora)
    response = client.post(url, {"name": "", "email": gail.email})
    assert response.status_code == 422
    assert "Enter the full name" in response.content.decode()
    response = client.post(url, {"name": "Ned", "email": gail.email})
    assert "already belongs to somebody" in response.content.decode()


def test_an_old_page_does_not_bring_a_mended_address_back(nora, invitation, url):
    browser = cast.client_for(nora)
    began = browser.get(url).context["form"].initial["began_from"]
    old = {"name": "Ned", "email": invitation.person.email, "began_from": began}
    browser.post(url, {"name": "Ned", "email": "right@example.org", "began_from": began})
    response = browser.post(url, old | {"name": "Ned Noble"})
    assert response.status_code == 422
    assert "changed this while you were writing" in response.content.decode()
    assert Person.objects.get(pk=invitation.person_id).email == "right@example.org"
    assert OutboxMessage.objects.latest("pk").to_email == "right@example.org"
