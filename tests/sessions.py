"""Browsers whose session ends while somebody writes."""

import re

from django.contrib.sessions.models import Session
from django.test import Client

from network.models import Person
from tests.cast import PASSWORD


def sign_in(browser: Client, person: Person, to: str) -> Client:
    """Through the real page, with a password."""
    person.set_password(PASSWORD)
    person.save()
    answer = browser.post(
        "/account/login/", {"login": person.email, "password": PASSWORD, "next": to}
    )
    assert answer["Location"] == to
    return browser


def form_of(browser: Client, url: str) -> dict[str, str]:
    """The hidden fields of the form as this browser was shown it."""
    page = browser.get(url).content.decode()
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return dict(hidden)


def sign_out_behind_their_back() -> None:
    """The session ends in the database, as it does after twelve hours."""
    Session.objects.all().delete()
