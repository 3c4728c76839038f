"""Giving a role."""

import pytest
from django.urls import reverse

from network.models import Role
from network.workflow import RoleKind
from tests import cast


@pytest.fixture
def url(olga):
    return reverse("network:role_give", args=[olga.pk])


@pytest.fixture
def facts(involve):
    return {
        "kind": RoleKind.NETWORK_MEMBER,
        "organisation": involve.pk,
        "reason": "Joined the network",
    }


def test_it_gives_the_role_from_today(nora, olga, url, facts, today):
    page = cast.client_for(nora).post(url, facts, follow=True).content.decode()
    assert "Olga Orr now has the role: Network member, Involve." in page
    role = olga.roles.get()
    assert role.starts_on == today
    assert role.history.get().history_change_reason == "Joined the network"


def test_it_can_start_later(nora, olga, url, facts):
    later = {"starts_on_day": "1", "starts_on_month": "May", "starts_on_year": "2014"}
    page = cast.client_for(nora).post(url, facts | later, follow=True).content.decode()
    assert "Starts on 1 May 2014" in page
    assert olga.roles.get().starts_on.isoformat() == "2014-05-01"


def test_it_asks_first(nora, olga, url):
    page = cast.client_for(nora).get(url).content.decode()
    back = reverse("network:person_detail", args=[olga.pk])
    assert f'href="{back}">Cancel' in page
    assert "Give Olga Orr a role" in page
    assert "keeps the civil society side" in page.lower()
    assert not Role.objects.filter(person__name="Olga Orr").exists()


def test_it_requires_signing_in(client, url, facts):
    assert reverse("account_login") in client.post(url, facts).url


def test_it_checks_who_gives(gail, mia, olga, rae, url, facts):
    for person in (gail, mia, olga, rae):
        assert cast.client_for(person).post(url, facts).status_code == 403
    assert not olga.roles.exists()


def test_it_checks_the_side(sam, olga, url, facts):
    assert cast.client_for(sam).post(url, facts).status_code == 422
    assert not olga.roles.exists()


def test_nobody_gives_a_role_to_themselves(nora, facts):
    response = cast.client_for(nora).post(reverse("network:role_give", args=[nora.pk]), facts)
    assert response.status_code == 403
    assert nora.roles.count() == 1


def test_a_role_that_is_held_gets_an_error(nora, olga, url, facts):
    client = cast.client_for(nora)
    client.post(url, facts)
    response = client.post(url, facts)
    assert response.status_code == 422
    assert "Olga Orr already has this role at Involve" in response.content.decode()
    assert olga.roles.count() == 1


def test_it_rejects_nonsense(nora, olga, url, facts):
    client = cast.client_for(nora)
    page = client.post(url, {}).content.decode()
    assert "Select the role" in page
    assert "Say why they get this role" in page
    past = {"starts_on_day": "13", "starts_on_month": "4", "starts_on_year": "2014"}
    page = client.post(url, facts | past).content.decode()
    assert "Starts on must be today or in the future" in page
    assert client.post("/people/999999/roles/give/", facts).status_code == 404
    assert not olga.roles.exists()
