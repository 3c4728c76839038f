"""The addresses that nothing reaches."""

import pytest
from django.urls import reverse

from mailroom.delivery.actions import forget_undeliverable
from mailroom.delivery.addresses import note_undeliverable
from tests import cast

pytestmark = pytest.mark.django_db
URL = reverse("mailroom:address_list")


def test_it_says_what_the_mail_service_said(sam):
    note_undeliverable("Gone@example.org", "550 No such person")
    words = cast.client_for(sam).get(URL).content.decode()
    assert "gone@example.org" in words
    assert "550 No such person" in words
    assert "Gets nothing" in words


def test_it_says_who_had_an_address_tried_again_and_why(sam):
    note_undeliverable("gone@example.org", "550 No such person")
    forget_undeliverable(by=sam, address="gone@example.org", reason="A new mail server")
    words = cast.client_for(sam).get(URL).content.decode()
    assert "A new mail server" in words
    assert "Sam Shah" in words
    assert "Try again<" not in words


def test_an_empty_list_says_so(sam):
    assert "Every address we wrote to works." in cast.client_for(sam).get(URL).content.decode()


def test_a_visitor_signs_in_first(client):
    assert client.get(URL).url == f"/account/login/?next={URL}"


@pytest.mark.parametrize("who", ["gail", "cyrus", "rae", "nora", "mia", "olga"])
def test_nobody_else_sees_it(request, who):
    assert cast.client_for(request.getfixturevalue(who)).get(URL).status_code == 403


def test_the_queries_do_not_grow_with_the_rows(sam):
    def add(number: int) -> None:
        note_undeliverable(f"gone{number}@example.org", "550 No such person")
        forget_undeliverable(by=sam, address=f"gone{number}@example.org", reason="Mended")

    cast.assert_same_queries(cast.client_for(sam), URL, add)
