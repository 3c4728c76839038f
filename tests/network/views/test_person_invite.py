"""Inviting somebody new."""

import pytest
from django.urls import reverse

from mailroom.models import OutboxMessage
from network.models import Person
from network.workflow import RoleKind
from tests import cast

URL = reverse("network:person_invite")


@pytest.fixture
def facts(involve):
    return {
        "name": "Ned New",
        "email": "ned@example.org",
        "kind": RoleKind.NETWORK_MEMBER,
        "organisation": involve.pk,
    }


def test_it_invites_and_says_so(nora, facts):
    response = cast.client_for(nora).post(URL, facts, follow=True)
    ned = Person.objects.get(email="ned@example.org")
    assert response.redirect_chain[0][0] == reverse("network:person_detail", args=[ned.pk])
    assert "Invitation sent to Ned New at ned@example.org." in response.content.decode()
    assert OutboxMessage.objects.get().recipient == ned


def test_it_asks_first(nora):
    page = cast.client_for(nora).get(URL).content.decode()
    assert f'href="{reverse("network:person_list")}">Cancel' in page
    assert "Network member" in page
    assert "Relationship manager" not in page  # the government side gives that
    assert not OutboxMessage.objects.exists()


def test_it_requires_signing_in(client, facts):
    assert reverse("account_login") in client.post(URL, facts).url
    assert not OutboxMessage.objects.exists()


def test_only_those_who_may_give_a_role_invite(gail, rae, cyrus, mia, olga, facts):
    for person in (gail, rae, cyrus, mia, olga):
        assert cast.client_for(person).get(URL).status_code == 403
        assert cast.client_for(person).post(URL, facts).status_code == 403
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize("kind", [RoleKind.OFFICIAL, RoleKind.ADMINISTRATOR, "king"])
def test_nobody_invites_into_a_role_of_another_side(nora, facts, kind):
    response = cast.client_for(nora).post(URL, facts | {"kind": kind})
    assert response.status_code == 422
    assert "Select the role from the list" in response.content.decode()
    assert not Person.objects.filter(email="ned@example.org").exists()


def test_an_address_that_is_taken_gets_its_error_and_keeps_what_was_typed(nora, gail, facts):
    response = cast.client_for(nora).post(URL, facts | {"email": "Gail@Example.org"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "gail@example.org already belongs to somebody here" in page
    assert 'href="#id_email"' in page
    assert 'value="Ned New"' in page


def test_sent_twice_it_leaves_one_person(nora, facts):
    client = cast.client_for(nora)
    client.post(URL, facts)
    assert client.post(URL, facts).status_code == 422
    assert Person.objects.filter(email="ned@example.org").count() == 1
    assert OutboxMessage.objects.count() == 1


def test_it_rejects_nonsense(nora, facts):
    client = cast.client_for(nora)
    page = client.post(URL, {}).content.decode()
    for sentence in (
        "Enter the full name",
        "Enter an email address",
        "Select the role",
        "Select the organisation",
    ):
        assert sentence in page
    for wrong in (
        {"email": "not an address"},
        {"name": "Ned\x0bNew"},
        {"organisation": "999999"},
        {"email": f"{'n' * 250}@example.org"},
    ):
        assert client.post(URL, facts | wrong).status_code == 422
    assert not OutboxMessage.objects.exists()
