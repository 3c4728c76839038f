"""Letting a message on hold go out."""

import pytest
from django.urls import reverse

from tests import cast

pytestmark = pytest.mark.django_db
WHY = {"reason": "The mistake is mended"}


@pytest.fixture
def letter(message):
    return message(status="held")


@pytest.fixture
def url(letter):
    return reverse("mailroom:message_release", args=[letter.pk])


def status_of(letter) -> str:
    letter.refresh_from_db()
    return letter.status


def test_it_releases_the_message(sam, letter, url):
    page = cast.client_for(sam).post(url, WHY, follow=True).content.decode()
    assert status_of(letter) == "planned"
    assert "The message is released." in page
    assert "The mistake is mended" in page


def test_it_asks_first(sam, letter, url):
    assert "It goes out within minutes." in cast.client_for(sam).get(url).content.decode()
    assert status_of(letter) == "held"


def test_it_does_not_promise_what_mail_hold_prevents(sam, url, settings):
    settings.MAIL_HOLD = True
    page = cast.client_for(sam).get(url).content.decode()
    assert "It goes out as soon as mail is no longer held back." in page


def test_it_requires_signing_in(client, letter, url):
    assert reverse("account_login") in client.post(url, WHY).url
    assert status_of(letter) == "held"


@pytest.mark.parametrize("who", ["gail", "cyrus", "rae", "nora", "mia", "olga"])
def test_nobody_else_may(request, who, letter, url):
    assert cast.client_for(request.getfixturevalue(who)).post(url, WHY).status_code == 403
    assert status_of(letter) == "held"


def test_it_refuses_what_is_not_on_hold(sam, message):
    letter = message()
    url = reverse("mailroom:message_release", args=[letter.pk])
    page = cast.client_for(sam).post(url, WHY, follow=True).content.decode()
    assert "This message is not on hold." in page
    assert not letter.decisions.exists()


def test_it_wants_a_reason(sam, letter, url):
    answer = cast.client_for(sam).post(url)
    assert answer.status_code == 422
    assert "Say why it can go out now" in answer.content.decode()
    assert status_of(letter) == "held"
