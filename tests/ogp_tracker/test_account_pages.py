"""The sign-in pages of allauth wear our look and speak plain words."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path, reverse

from network.models import Person

PASSWORD = "correct horse battery staple"
# What would be left if a page or a form escaped our templates.
FOREIGN = re.compile(
    r"<style|style=|onclick|please|sign ?up|reauthenticate|deactivate|two-factor|placeholder",
    re.IGNORECASE,
)


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("here")


def names(app: str, *views: str) -> Any:
    return include(([path(f"{name}/", page, name=name) for name in views], app))


urlpatterns = [
    path("", names("commitments", "home", "commitment_list", "organisation_list", "plan_list")),
    path("", names("network", "circulation_list")),
    path("", names("progress", "your_work")),
    path(
        "",
        names(
            "opendata", "search", "dataset_list", "api_guide", "accessibility", "privacy", "licence"
        ),
    ),
    path("about/", page, name="about"),
    path("account/", include("allauth.account.urls")),
    path("account/safety/", include("allauth.mfa.urls")),
]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture
def gail() -> Person:
    return Person.objects.create_user("gail@example.org", "Gail Green", PASSWORD)


@pytest.fixture
def signed_in(client: Client, gail: Person) -> Client:
    """Through the real page, so that allauth knows how and when."""
    client.post(reverse("account_login"), {"login": gail.email, "password": PASSWORD})
    return client


def html_of(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status
    html: str = answer.content.decode()
    # Addresses keep allauth's own words; nobody reads them.
    visible = re.sub(r'(action|href)="[^"]*"', "", html)
    assert FOREIGN.findall(visible) == []
    assert html.count("<h1") == 1
    return html


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_signup",
        "account_inactive",
        "account_request_login_code",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
    ],
)
def test_pages_for_everybody(client: Client, name: str) -> None:
    html_of(client.get(reverse(name)))


@pytest.mark.parametrize(
    "name", ["account_logout", "account_change_password", "account_reauthenticate", "mfa_index"]
)
def test_pages_for_people_with_an_account(signed_in: Client, name: str) -> None:
    html_of(signed_in.get(reverse(name)))


def test_an_empty_form_names_what_is_missing(client: Client) -> None:
    html = html_of(client.post(reverse("account_login"), {}))
    assert "<title>Error: Sign in" in html
    assert '<a href="#id_login">Enter an email address</a>' in html
    assert '<a href="#id_password">Enter your password</a>' in html
    assert 'autocomplete="current-password"' in html


def test_a_wrong_password_does_not_tell_who_has_an_account(client: Client, gail: Person) -> None:
    answers = [
        html_of(client.post(reverse("account_login"), {"login": who, "password": "wrong"}))
        for who in (gail.email, "nobody@example.org")
    ]
    said = "Check your email address and your password: no account has both"
    assert all(said in html for html in answers)


def test_sign_in_by_code(client: Client, gail: Person, mailoutbox: list[Any]) -> None:
    client.post(reverse("account_request_login_code"), {"email": gail.email})
    (mail,) = mailoutbox
    assert mail.subject == "Your sign-in code"
    assert "Open government tracker" in mail.body
    code = mail.body.split("\n\n")[1].strip()
    confirm = reverse("account_confirm_login_code")
    assert gail.email in html_of(client.get(confirm))
    html = html_of(client.post(confirm, {"code": "WRONG1"}))
    assert "Check the code" in html
    assert 'href="#id_code"' in html
    assert client.post(confirm, {"code": code}).status_code == 302
    assert client.session["_auth_user_id"] == str(gail.pk)


def test_a_stranger_gets_no_mail_and_the_same_page(
    client: Client, gail: Person, mailoutbox: list[Any]
) -> None:
    """The form must neither mail strangers nor tell who has an account."""
    pages = []
    for address in ("olga@example.org", gail.email):
        response = Client().post(
            reverse("account_request_login_code"), {"email": address}, follow=True
        )
        pages.append((response.status_code, response.redirect_chain))
    assert pages[0] == pages[1]
    assert [mail.to for mail in mailoutbox] == [[gail.email]]


def test_a_new_password_by_link(client: Client, gail: Person, mailoutbox: list[Any]) -> None:
    client.post(reverse("account_reset_password"), {"email": gail.email})
    link = re.search(r"https?://[^/]+(/\S+)", mailoutbox[0].body)
    assert link
    form_page = client.get(link[1], follow=True)
    assert "Choose a new password" in html_of(form_page)
    action = form_page.request["PATH_INFO"]
    html = html_of(client.post(action, {"password1": "short", "password2": "other"}))
    assert "There is a problem" in html
    new = {"password1": "another long sentence", "password2": "another long sentence"}
    assert "Your password is changed" in html_of(client.post(action, new, follow=True))
    assert "too old" in html_of(client.get(link[1], follow=True))


def test_two_steps_from_switching_on_to_signing_in(signed_in: Client) -> None:
    activate = reverse("mfa_activate_totp")
    html = html_of(signed_in.get(activate, follow=True))
    assert "Confirm it is you" in html
    again = f"{reverse('account_reauthenticate')}?next={activate}"
    assert "Check your password" in html_of(signed_in.post(again, {"password": "wrong"}))
    html = html_of(signed_in.post(again, {"password": PASSWORD}, follow=True))
    key = re.search(r'tracker-code">([A-Z2-7]+)<', html)
    assert key
    assert "Check the code" in html_of(signed_in.post(activate, {"code": "000000"}))
    code = format_hotp_value(hotp_value(key[1], int(time.time()) // 30))
    html = html_of(signed_in.post(activate, {"code": code}, follow=True))
    for name in ("mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"):
        html_of(signed_in.get(reverse(name)))
    html_of(signed_in.get(reverse("mfa_deactivate_totp")))
    signed_in.post(reverse("account_logout"))
    answer = signed_in.post(
        reverse("account_login"), {"login": "gail@example.org", "password": PASSWORD}, follow=True
    )
    assert "Enter the code from your app" in html_of(answer)


def test_too_many_tries(client: Client, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "1/m/ip"}
    client.post(reverse("account_reset_password"), {"email": "a@example.org"})
    answer = client.post(reverse("account_reset_password"), {"email": "b@example.org"})
    assert "Wait a few minutes" in html_of(answer, 429)
