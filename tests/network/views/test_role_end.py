"""Ending a role."""

import pytest
from django.urls import reverse

from network import actions
from network.models import Person
from tests import cast

WHY = {"reason": "Left the network"}


@pytest.fixture
def role(mia):
    return mia.roles.get()


@pytest.fixture
def url(role):
    return reverse("network:role_end", args=[role.pk])


def test_it_ends_the_role_at_once(nora, mia, role, url):
    open_session = cast.client_for(mia)
    page = cast.client_for(nora).post(url, WHY, follow=True).content.decode()
    assert "Mia Moss no longer has the role: Network member, Involve." in page
    assert "Left the network" in page
    assert Person.objects.get(pk=mia.pk).current_roles == []
    assert open_session.get(reverse("network:person_list")).status_code == 403


def test_it_asks_first_and_says_what_ends(sam, gail, commitment):
    url = reverse("network:role_end", args=[gail.roles.get().pk])
    page = cast.client_for(sam).get(url).content.decode()
    back = reverse("network:person_detail", args=[gail.pk])
    assert f'href="{back}">Cancel' in page
    assert "as soon as you press the button" in page
    assert "7. Company beneficial ownership information" in page
    assert "their signature no longer counts there, and the place is shown as vacant" in page
    lead = commitment.leads.get(person=gail)
    assert f"/leads/{lead.pk}/hand-over/" in page
    gail.roles.get(ends_on__isnull=True)


def test_it_requires_signing_in(client, role, url):
    assert reverse("account_login") in client.post(url, WHY).url
    role.refresh_from_db()
    assert role.ends_on is None


def test_it_checks_the_side(sam, gail, cyrus, mia, olga, role, url):
    for person in (sam, gail, cyrus, mia, olga):
        assert cast.client_for(person).post(url, WHY).status_code == 403
    role.refresh_from_db()
    assert role.ends_on is None


def test_nobody_ends_their_own(nora):
    url = reverse("network:role_end", args=[nora.roles.get().pk])
    assert cast.client_for(nora).post(url, WHY).status_code == 403


def test_a_role_that_has_ended_stays_as_it_is(nora, role, url):
    actions.end_role(by=nora, role=role, reason="First")
    page = cast.client_for(nora).post(url, WHY, follow=True).content.decode()
    assert "This role has already ended: Network member, Involve." in page
    assert role.history.first().history_change_reason == "First"


def test_it_rejects_nonsense(nora, role, url):
    response = cast.client_for(nora).post(url, {"reason": "  "})
    assert response.status_code == 422
    assert "Say why the role ends" in response.content.decode()
    assert cast.client_for(nora).post("/roles/999999/end/", WHY).status_code == 404
    role.refresh_from_db()
    assert role.ends_on is None
