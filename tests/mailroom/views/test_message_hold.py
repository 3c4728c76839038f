"""Putting one message on hold."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import cast

pytestmark = pytest.mark.django_db
WHY = {"reason": "A mistake in the second line"}


@pytest.fixture
def letter(message):
    return message()


@pytest.fixture
def url(letter):
    return reverse("mailroom:message_hold", args=[letter.pk])


def status_of(letter) -> str:
    letter.refresh_from_db()
    return letter.status


def test_it_holds_the_message_and_says_who_and_why(sam, letter, url):
    page = cast.client_for(sam).post(url, WHY, follow=True).content.decode()
    assert status_of(letter) == "held"
    assert "The message is on hold." in page
    assert "A mistake in the second line" in page
    assert "Sam Shah" in page
    assert reverse("mailroom:message_release", args=[letter.pk]) in page


def test_it_asks_first(sam, letter, url):
    page = cast.client_for(sam).get(url).content.decode()
    assert "until somebody releases it" in page
    assert f'href="{reverse("mailroom:message_detail", args=[letter.pk])}">Cancel' in page
    assert status_of(letter) == "planned"


def test_it_requires_signing_in(client, letter, url):
    assert reverse("account_login") in client.post(url, WHY).url
    assert status_of(letter) == "planned"


@pytest.mark.parametrize("who", ["gail", "cyrus", "rae", "nora", "mia", "olga"])
def test_nobody_else_may(request, who, letter, url):
    assert cast.client_for(request.getfixturevalue(who)).post(url, WHY).status_code == 403
    assert status_of(letter) == "planned"


def test_it_refuses_what_was_sent(sam, message):
    letter = message(status="sent", sent_at=timezone.now())
    url = reverse("mailroom:message_hold", args=[letter.pk])
    page = cast.client_for(sam).post(url, WHY, follow=True).content.decode()
    assert "This message does not wait any more." in page
    assert status_of(letter) == "sent"


def test_it_wants_a_reason(sam, letter, url):
    answer = cast.client_for(sam).post(url, {"reason": " "})
    assert answer.status_code == 422
    assert "Say why it must wait" in answer.content.decode()
    assert status_of(letter) == "planned"


def test_an_unknown_message_is_not_found(sam):
    url = reverse("mailroom:message_hold", args=[1])
    assert cast.client_for(sam).post(url, WHY).status_code == 404
