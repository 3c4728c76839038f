"""The page that an invitation's link opens."""

import pytest
from django.test import Client
from django.urls import reverse

from network import actions
from network.models import Person
from tests import cast
from tests.network.letters import invite, latest_link

WORK = reverse("progress:your_work")


@pytest.fixture
def invitation(nora, involve):
    return invite(nora, involve)


@pytest.fixture
def link(invitation):
    return latest_link()


def signed_in_as(client):
    return client.session.get("_auth_user_id")


def test_the_button_lets_in_and_leads_to_the_persons_work(client, invitation, link):
    response = client.post(link)
    assert response.status_code == 302
    assert response.url == WORK
    assert signed_in_as(client) == str(invitation.person_id)
    page = client.get(WORK).content.decode()
    assert "Welcome." in page
    assert reverse("account_set_password") in page


def test_it_asks_first_and_a_get_changes_nothing(client, invitation, link):
    for _ in range(2):  # a link scanner, then a person
        page = client.get(link).content.decode()
    assert "Nora Nash invites you" in page
    assert "Network member, Involve" in page
    assert "ned@example.org" in page
    assert "You do not need a password" in page
    assert signed_in_as(client) is None
    invitation.refresh_from_db()
    assert invitation.accepted_at is None
    assert not Person.objects.get(pk=invitation.person_id).is_active


def test_no_copy_of_the_page_is_kept(client, link):
    response = client.get(link)
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"
    assert 'name="robots" content="noindex"' in response.content.decode()


def test_a_second_use_never_signs_in(client, link):
    client.post(link)
    thief = Client()
    response = thief.post(link)
    assert response.status_code == 410
    assert signed_in_as(thief) is None
    page = thief.get(link).content.decode()
    assert "already been accepted" in page
    assert reverse("account_login") in page


def test_the_session_gets_a_new_key(client, link):
    session = client.session
    session["planted"] = "before"
    session.save()
    planted = session.session_key
    client.post(link)
    assert client.session.session_key != planted


def test_somebody_else_who_is_signed_in_is_told_and_replaced(nora, invitation, link):
    client = cast.client_for(nora)
    session = client.session
    session["of_nora"] = "secret"
    session.save()
    assert "You are signed in as Nora Nash" in client.get(link).content.decode()
    client.post(link)
    assert signed_in_as(client) == str(invitation.person_id)
    assert "of_nora" not in client.session


def test_the_form_is_guarded_against_other_sites(invitation, link):
    client = Client(enforce_csrf_checks=True)
    assert client.post(link).status_code == 403
    assert signed_in_as(client) is None


def test_one_that_ran_out_says_whom_to_ask(client, link, settings, today):
    settings.TRACKER_TODAY = today.replace(day=29)
    response = client.post(link)
    assert response.status_code == 410
    page = response.content.decode()
    assert "run out" in page
    assert "Ask Nora Nash to send the invitation again" in page
    assert signed_in_as(client) is None


def test_one_that_was_withdrawn_says_so(nora, client, invitation, link):
    actions.end_role(by=nora, role=invitation.person.roles.get(), reason="Wrong person")
    response = client.post(link)
    assert response.status_code == 410
    assert "withdrawn" in response.content.decode()
    assert signed_in_as(client) is None


def test_it_redirects_nowhere_but_home(client, link):
    assert client.post(f"{link}?next=https://evil.example/").url == WORK


@pytest.mark.parametrize("token", ["x", "x" * 43, "x" * 500, "0", "é"])
def test_a_wrong_link_is_not_found_and_says_what_to_do(client, db, token):
    for ask in (client.get, client.post):
        response = ask(f"/invitations/{token}/")
        assert response.status_code == 404
        page = response.content.decode()
        assert "This link does not work" in page
        assert "send the invitation again" in page
    assert not client.cookies
