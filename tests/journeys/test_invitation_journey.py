"""Nora invites Ned; the letter is delivered; he accepts, and comes back with a code by email."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from mailroom import tasks
from network.models import Person
from network.workflow import RoleKind
from tests import cast

WORK = reverse("progress:your_work")


@pytest.fixture
def noras_browser(nora):
    """Nora signs in as she would."""
    nora.set_password(cast.PASSWORD)
    nora.save()
    browser = Client()
    facts = {"login": nora.email, "password": cast.PASSWORD}
    assert browser.post(reverse("account_login"), facts).url == WORK
    return browser


def test_from_the_invitation_to_the_work(noras_browser, involve, settings, today):
    invite_ned(noras_browser, involve)
    link = delivered_link()

    # Ned looks, waits a week, accepts, and is where his work is.
    neds_browser = Client()
    assert "Nora Nash invites you" in text(neds_browser.get(link))
    settings.TRACKER_TODAY = today.replace(day=21)
    arrived = neds_browser.post(link, follow=True)
    assert arrived.redirect_chain == [(WORK, 302)]
    assert "Your work" in text(arrived)
    assert "Ned New" in text(arrived)
    assert neds_browser.get(reverse("network:person_list")).status_code == 403

    # Nora sees that he came. The link is spent.
    ned = Person.objects.get(email="ned@example.org")
    page = text(noras_browser.get(reverse("network:person_detail", args=[ned.pk])))
    assert "Accepted on 21 April 2014" in page
    assert Client().post(link).status_code == 410

    come_back_with_a_code(Client())


def invite_ned(noras_browser, involve):
    """Nora finds the way from her work, and invites."""
    assert reverse("network:person_list") in text(noras_browser.get(WORK))
    assert reverse("network:person_invite") in text(noras_browser.get("/people/"))
    facts = {
        "name": "Ned New",
        "email": "Ned@example.org",
        "kind": RoleKind.NETWORK_MEMBER,
        "organisation": involve.pk,
    }
    page = text(noras_browser.post(reverse("network:person_invite"), facts, follow=True))
    assert "Invited, not yet accepted</strong>" in page


def delivered_link():
    """The letter leaves, with a link for Ned alone."""
    tasks.deliver()
    (letter,) = mail.outbox
    assert letter.to == ["Ned New <ned@example.org>"]
    link = re.search(r"http://localhost:8000(/invitations/\S+)", letter.body)
    assert link
    return link[1]


def come_back_with_a_code(browser):
    """Another day, in another browser."""
    browser.post(reverse("account_request_login_code"), {"email": "ned@example.org"})
    code = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", mail.outbox[-1].body, re.MULTILINE)
    assert code
    answer = browser.post(reverse("account_confirm_login_code"), {"code": code[1]})
    assert answer.url == WORK


def test_rights_end_in_the_middle_of_a_session(noras_browser, nora, involve):
    nick = cast.person("Nick Nord", RoleKind.NETWORK_COORDINATOR, involve)
    nicks_browser = cast.client_for(nick)
    assert nicks_browser.get(reverse("network:person_list")).status_code == 200
    role = nick.roles.get()
    noras_browser.post(reverse("network:role_end", args=[role.pk]), {"reason": "Left Involve"})
    assert nicks_browser.get(reverse("network:person_list")).status_code == 403
    assert nicks_browser.get(WORK).status_code == 200


def text(response):
    assert response.status_code == 200
    return response.content.decode()
