"""What holds of both pages on which all messages of a kind are moved at once."""

from collections.abc import Callable

from django.urls import reverse

from mailroom.models import OutboxMessage
from network.models import Person
from tests.cast import client_for

KIND = "lead appointed"
WHY = {"reason": "A mistake in the letter, mended now"}


def two_of_a_kind(message: Callable[..., OutboxMessage], status: str) -> None:
    """Two of the kind, and one of another."""
    message("Gail Green", status=status, kind=KIND)
    message("Cyrus Cole", status=status, kind=KIND)
    message("Mia Moss", status=status)


def statuses() -> list[str]:
    """Those of the two of the kind, and of the one of another."""
    return list(OutboxMessage.objects.order_by("pk").values_list("status", flat=True))


def assert_moves_all_of_the_kind(person: Person, url: str, to: str, told: str) -> None:
    """And no other; the page says how many."""
    *_both, other = statuses()
    page = client_for(person).post(url, WHY, follow=True).content.decode()
    assert told in page
    assert statuses() == [to, to, other]


def assert_asks_first(person: Person, url: str, told: str) -> None:
    """Opening it says how many there are, and does nothing."""
    before = statuses()
    page = client_for(person).get(url).content.decode()
    assert told in page
    assert f'href="{reverse("mailroom:kind_list")}">Cancel' in page
    assert statuses() == before


def assert_requires_signing_in(url: str) -> None:
    """It leads to signing in."""
    before = statuses()
    assert reverse("account_login") in client_for().post(url, WHY)["Location"]
    assert statuses() == before


def assert_not_for(person: Person, url: str) -> None:
    """Who does not keep the mailroom is told so."""
    before = statuses()
    assert client_for(person).post(url, WHY).status_code == 403
    assert statuses() == before


def assert_refused_when_there_is_none(person: Person, url: str, told: str) -> None:
    """A second time nothing is left to move."""
    browser = client_for(person)
    browser.post(url, WHY)
    after = statuses()
    assert told in browser.post(url, WHY, follow=True).content.decode()
    assert statuses() == after


def assert_wants_a_reason(person: Person, url: str, told: str) -> None:
    """Without one it asks again."""
    before = statuses()
    answer = client_for(person).post(url, {"reason": ""})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert statuses() == before


def assert_unknown_kind_is_not_found(person: Person, url: str) -> None:
    """A kind of which there is no message has no page."""
    assert client_for(person).post(url, WHY).status_code == 404
