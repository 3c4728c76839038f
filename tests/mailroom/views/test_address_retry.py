"""Writing again to an address that was refused."""

import pytest
from django.urls import reverse

from mailroom.delivery.addresses import note_undeliverable
from mailroom.models import UndeliverableAddress
from tests import cast
from tests.records import Watch

pytestmark = pytest.mark.django_db
WHY = {"reason": "A new mail server"}


@pytest.fixture
def dead():
    note_undeliverable("gone@example.org", "550 No such person")
    return UndeliverableAddress.objects.get()


@pytest.fixture
def url(dead):
    return reverse("mailroom:address_retry", args=[dead.pk])


def is_dead() -> bool:
    return UndeliverableAddress.objects.standing().exists()


def test_it_writes_again_and_keeps_who_said_so(sam, url):
    watch = Watch()
    page = cast.client_for(sam).post(url, WHY, follow=True).content.decode()
    assert "gone@example.org gets mail again." in page
    assert not is_dead()
    [record] = watch.records("mailroom_undeliverableaddress")
    assert (record.actor, record.reason) == (sam.pk, "A new mail server")


def test_it_asks_first(sam, url):
    page = cast.client_for(sam).get(url).content.decode()
    assert "550 No such person" in page
    assert "stay unsent" in page
    assert is_dead()


def test_it_requires_signing_in(client, url):
    assert reverse("account_login") in client.post(url, WHY).url
    assert is_dead()


@pytest.mark.parametrize("who", ["gail", "cyrus", "rae", "nora", "mia", "olga"])
def test_nobody_else_may(request, who, url):
    assert cast.client_for(request.getfixturevalue(who)).post(url, WHY).status_code == 403
    assert is_dead()


def test_it_refuses_what_was_tried_again_already(sam, url):
    browser = cast.client_for(sam)
    browser.post(url, WHY)
    page = browser.post(url, WHY, follow=True).content.decode()
    assert "This address gets mail again already." in page


def test_it_wants_a_reason(sam, url):
    answer = cast.client_for(sam).post(url)
    assert answer.status_code == 422
    assert "Say why the address works now" in answer.content.decode()
    assert is_dead()
