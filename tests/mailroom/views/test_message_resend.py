"""Sending a message once more."""

import pytest
from django.urls import reverse
from django.utils import timezone

from mailroom.models import OutboxMessage
from tests import cast

pytestmark = pytest.mark.django_db
WHY = {"reason": "She deleted it", "copies_seen": "0"}


@pytest.fixture
def letter(message):
    return message(status="sent", sent_at=timezone.now())


@pytest.fixture
def url(letter):
    return reverse("mailroom:message_resend", args=[letter.pk])


def test_it_plans_a_copy_that_names_the_first(sam, letter, url):
    page = cast.client_for(sam).post(url, WHY, follow=True)
    copy = OutboxMessage.objects.get(resend_of=letter)
    assert page.redirect_chain[-1][0] == reverse("mailroom:message_detail", args=[copy.pk])
    assert "A copy of the message waits to be sent." in page.content.decode()
    first = cast.client_for(sam).get(reverse("mailroom:message_detail", args=[letter.pk]))
    assert "She deleted it" in first.content.decode()
    assert reverse("mailroom:message_detail", args=[copy.pk]) in first.content.decode()


def test_it_asks_first_and_says_that_it_comes_twice(sam, letter, url):
    page = cast.client_for(sam).get(url).content.decode()
    assert "It was sent already. Gail Green may get it twice." in page
    assert "gail@example.org" in page
    assert not letter.resends.exists()


def test_a_failed_one_comes_once(sam, message):
    letter = message(status="failed", failure="550 No such person")
    url = reverse("mailroom:message_resend", args=[letter.pk])
    assert "may get it twice" not in cast.client_for(sam).get(url).content.decode()


def test_it_requires_signing_in(client, letter, url):
    assert reverse("account_login") in client.post(url, WHY).url
    assert not letter.resends.exists()


@pytest.mark.parametrize("who", ["gail", "cyrus", "rae", "nora", "mia", "olga"])
def test_nobody_else_may(request, who, letter, url):
    assert cast.client_for(request.getfixturevalue(who)).post(url, WHY).status_code == 403
    assert not letter.resends.exists()


def test_it_refuses_an_erased_personal_link_and_says_so(sam, message):
    letter = message(
        status="sent", sent_at=timezone.now(), body="", is_private=True, kind="invitation"
    )
    url = reverse("mailroom:message_resend", args=[letter.pk])
    page = cast.client_for(sam).post(url, WHY, follow=True).content.decode()
    assert "This message cannot be sent again. Its text is gone" in page
    assert not letter.resends.exists()


def test_a_page_that_was_overtaken_says_so(sam, letter, url):
    browser = cast.client_for(sam)
    browser.post(url, WHY)
    answer = browser.post(url, WHY)
    assert answer.status_code == 422
    assert "It was sent again after you opened this page." in answer.content.decode()
    assert letter.resends.count() == 1


@pytest.mark.parametrize("nonsense", [{"reason": "", "copies_seen": "0"}, {"reason": "x"}])
def test_it_rejects_nonsense(sam, letter, url, nonsense):
    assert cast.client_for(sam).post(url, nonsense).status_code == 422
    assert not letter.resends.exists()
