"""Releasing all messages of a kind that are on hold."""

import pytest
from django.urls import reverse

from mailroom.models import OutboxMessage
from tests import cast

pytestmark = pytest.mark.django_db
URL = reverse("mailroom:kind_release", args=["lead appointed"])
WHY = {"reason": "The letter is mended"}


@pytest.fixture(autouse=True)
def letters(message):
    """Two of the kind, and one of another."""
    message("Gail Green", status="held", kind="lead appointed")
    message("Cyrus Cole", status="held", kind="lead appointed")
    message("Mia Moss", status="held")


def moved() -> int:
    return OutboxMessage.objects.filter(status="planned").count()


def test_it_moves_all_of_the_kind_and_no_other(sam):
    page = cast.client_for(sam).post(URL, WHY, follow=True).content.decode()
    assert "2 messages released." in page
    assert moved() == 2
    assert OutboxMessage.objects.get(kind="notice").status == "held"


def test_it_asks_first(sam):
    page = cast.client_for(sam).get(URL).content.decode()
    assert "2 messages are on hold" in page
    assert f'href="{reverse("mailroom:kind_list")}">Cancel' in page
    assert moved() == 0


def test_it_requires_signing_in(client):
    assert reverse("account_login") in client.post(URL, WHY).url
    assert moved() == 0


@pytest.mark.parametrize("who", ["gail", "cyrus", "rae", "nora", "mia", "olga"])
def test_nobody_else_may(request, who):
    assert cast.client_for(request.getfixturevalue(who)).post(URL, WHY).status_code == 403
    assert moved() == 0


def test_it_refuses_when_there_is_none(sam):
    browser = cast.client_for(sam)
    browser.post(URL, WHY)
    assert (
        "No message of this kind is on hold."
        in browser.post(URL, WHY, follow=True).content.decode()
    )
    assert moved() == 2


def test_it_wants_a_reason(sam):
    answer = cast.client_for(sam).post(URL, {"reason": ""})
    assert answer.status_code == 422
    assert "Say why it can go out now" in answer.content.decode()
    assert moved() == 0


def test_an_unknown_kind_is_not_found(sam):
    url = reverse("mailroom:kind_release", args=["nothing"])
    assert cast.client_for(sam).post(url, WHY).status_code == 404
