"""Signing in: with a password, with a code by email, with an app; and who never gets in."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client
from django.urls import reverse

from network.actions import accept_invitation
from network.models import Person
from tests import cast
from tests.network.letters import invite
from tests.records import Watch

LOGIN = reverse("account_login")
ASK_FOR_CODE = reverse("account_request_login_code")
GIVE_CODE = reverse("account_confirm_login_code")
RESET = reverse("account_reset_password")
WORK = reverse("progress:your_work")


@pytest.fixture
def with_password(gail):
    gail.set_password(cast.PASSWORD)
    gail.save()
    return gail


def signed_in_as(client):
    return client.session.get("_auth_user_id")


def code_in(letter):
    found = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", letter.body, re.MULTILINE)
    return found[1] if found else None


def totp(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.mark.parametrize("email", ["gail@example.org", "Gail@Example.ORG", " gail@example.org "])
def test_with_address_and_password(client, with_password, email):
    response = client.post(LOGIN, {"login": email, "password": cast.PASSWORD})
    assert response.url == WORK
    assert signed_in_as(client) == str(with_password.pk)


def test_with_a_code_by_email(client, gail):
    client.post(ASK_FOR_CODE, {"email": "Gail@example.org"})
    code = code_in(mail.outbox[0])
    assert mail.outbox[0].to == ["gail@example.org"]
    assert client.post(GIVE_CODE, {"code": "AAAAAA"}).status_code == 200
    assert signed_in_as(client) is None
    assert client.post(GIVE_CODE, {"code": code}).url == WORK
    assert signed_in_as(client) == str(gail.pk)


def test_signing_in_leads_to_the_page_that_was_asked_for_and_only_on_this_site(with_password):
    facts = {"login": "gail@example.org", "password": cast.PASSWORD}
    page = reverse("network:person_list")
    assert Client().post(LOGIN, facts | {"next": page}).url == page
    assert Client().post(LOGIN, facts | {"next": "https://evil.example/"}).url == WORK


def test_nobody_gets_in_before_they_accept(client, nora, involve):
    person = invite(nora, involve).person
    client.post(ASK_FOR_CODE, {"email": person.email})
    assert not any(code_in(letter) for letter in mail.outbox)
    client.post(RESET, {"email": person.email})
    assert not any("/password/reset/key/" in letter.body for letter in mail.outbox)
    # Not even with a password that somebody managed to set.
    person.set_password(cast.PASSWORD)
    person.save()
    client.post(LOGIN, {"login": person.email, "password": cast.PASSWORD})
    assert signed_in_as(client) is None


def test_once_accepted_a_code_gets_them_in(client, nora, involve):
    person = accept_invitation(invitation=invite(nora, involve))
    client.post(ASK_FOR_CODE, {"email": person.email})
    client.post(GIVE_CODE, {"code": code_in(mail.outbox[0])})
    assert signed_in_as(client) == str(person.pk)


def test_a_code_asked_for_before_leaving_is_worthless_after(client, gail):
    client.post(ASK_FOR_CODE, {"email": gail.email})
    Person.objects.filter(pk=gail.pk).update(is_active=False)
    client.post(GIVE_CODE, {"code": code_in(mail.outbox[0])})
    assert signed_in_as(client) is None


def test_whoever_left_for_good_is_out_at_once(gail):
    client = cast.client_for(gail)
    Person.objects.filter(pk=gail.pk).update(is_active=False)
    assert reverse("account_login") in client.get(WORK).url


def test_nobody_signs_up(client, db):
    url = reverse("account_signup")
    facts = {"email": "new@example.org", "password1": cast.PASSWORD}
    assert "invitation" in client.get(url).content.decode()
    client.post(url, facts)
    assert not Person.objects.exists()


@pytest.mark.parametrize("url", [ASK_FOR_CODE, RESET])
def test_the_answer_does_not_tell_who_has_an_account(gail, url):
    known, unknown = (
        Client().post(url, {"email": email}, follow=True)
        for email in ("gail@example.org", "nobody@example.org")
    )
    assert known.redirect_chain == unknown.redirect_chain
    assert tidy(known) == tidy(unknown)


def test_a_wrong_password_reads_the_same_for_everybody(with_password):
    known, unknown = (
        Client().post(LOGIN, {"login": email, "password": "wrong"})
        for email in ("gail@example.org", "nobody@example.org")
    )
    assert tidy(known) == tidy(unknown)


def tidy(response):
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return page.replace("gail@", "nobody@")


def test_guessing_is_stopped_wherever_it_comes_from(with_password):
    """The count is kept for the address, in the cache that all web processes share."""
    facts = {"login": "gail@example.org", "password": "wrong"}
    for number in range(5):
        Client(REMOTE_ADDR=f"192.0.2.{number}").post(LOGIN, facts)
    client = Client(REMOTE_ADDR="192.0.2.99")
    page = client.post(LOGIN, facts | {"password": cast.PASSWORD}).content.decode()
    assert signed_in_as(client) is None
    assert "too many" in page.lower()


def test_codes_cannot_be_ordered_without_end(client, gail):
    for _ in range(10):
        client.post(ASK_FOR_CODE, {"email": gail.email})
    assert len(mail.outbox) <= 3


def test_a_second_step_with_an_app(client, with_password, settings):
    settings.MFA_TOTP_TOLERANCE = 1  # the half minute may end within this test
    facts = {"login": "gail@example.org", "password": cast.PASSWORD}
    client.post(LOGIN, facts)
    url = reverse("mfa_activate_totp")
    assert reverse("account_reauthenticate") in client.get(url).url
    client.post(reverse("account_reauthenticate"), {"password": cast.PASSWORD})
    page = client.get(url)
    assert page.status_code == 200
    secret = client.session["mfa.totp.secret"]
    assert secret in page.content.decode()
    assert client.post(url, {"code": totp(secret)}).status_code == 302

    again = Client()
    assert again.post(LOGIN, facts).url == reverse("mfa_authenticate")
    assert signed_in_as(again) is None
    again.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert signed_in_as(again) is None
    again.post(reverse("mfa_authenticate"), {"code": totp(secret)})
    assert signed_in_as(again) == str(with_password.pk)


def test_whoever_came_by_invitation_can_set_a_password_and_a_second_step(client, nora, involve):
    person = accept_invitation(invitation=invite(nora, involve))
    client.force_login(person)
    assert client.get(reverse("mfa_activate_totp"), follow=True).status_code == 200
    url = reverse("account_set_password")
    facts = {"password1": cast.PASSWORD, "password2": cast.PASSWORD}
    assert client.get(url).status_code == 200
    client.post(url, facts)
    person.refresh_from_db()
    assert person.check_password(cast.PASSWORD)


def test_a_weak_password_is_refused(client, nora, involve):
    person = accept_invitation(invitation=invite(nora, involve))
    client.force_login(person)
    for weak in ("short", "password1234", "ned@example.org"):
        client.post(reverse("account_set_password"), {"password1": weak, "password2": weak})
    person.refresh_from_db()
    assert not person.has_usable_password()


def test_nobody_adds_or_moves_an_address_by_themselves(gail):
    """An address that was not proved could belong to somebody who is invited tomorrow."""
    client = cast.client_for(gail)
    facts = {"email": "boss@example.org", "action_add": ""}
    assert client.get("/account/email/").url == WORK
    assert client.post("/account/email/", facts).url == WORK
    gail.refresh_from_db()
    assert gail.email == "gail@example.org"
    assert not gail.emailaddress_set.filter(email="boss@example.org").exists()


def test_a_new_password_is_recorded_without_it(client, gail, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": gail.email})
    link = next(line for line in mailoutbox[0].body.split() if "/account/password/reset/" in line)
    action = client.get(link, follow=True).request["PATH_INFO"]
    watch = Watch()
    client.post(
        action, {"password1": "another long sentence", "password2": "another long sentence"}
    )
    record = watch.records("network_person")[0]
    assert (record.actor, record.reason) == (gail.pk, "Chose a password")
    assert record.after["password"] == "changed"
    gail.refresh_from_db()
    assert gail.check_password("another long sentence")
