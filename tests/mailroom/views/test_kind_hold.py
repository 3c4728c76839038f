"""Putting all waiting messages of a kind on hold."""

import pytest
from django.urls import reverse

from tests.mailroom import kind_pages

pytestmark = pytest.mark.django_db
URL = reverse("mailroom:kind_hold", args=[kind_pages.KIND])


@pytest.fixture(autouse=True)
def _letters(message):
    kind_pages.two_of_a_kind(message, "planned")


def test_it_moves_all_of_the_kind_and_no_other(sam):
    kind_pages.assert_moves_all_of_the_kind(sam, URL, "held", "2 messages put on hold.")


def test_it_asks_first(sam):
    kind_pages.assert_asks_first(sam, URL, "2 messages wait.")


def test_it_requires_signing_in():
    kind_pages.assert_requires_signing_in(URL)


@pytest.mark.parametrize("who", ["gail", "cyrus", "rae", "nora", "mia", "olga"])
def test_nobody_else_may(request, who):
    kind_pages.assert_not_for(request.getfixturevalue(who), URL)


def test_it_refuses_when_there_is_none(sam):
    kind_pages.assert_refused_when_there_is_none(sam, URL, "No message of this kind waits.")


def test_it_wants_a_reason(sam):
    kind_pages.assert_wants_a_reason(sam, URL, "Say why it must wait")


def test_an_unknown_kind_is_not_found(sam):
    unknown = reverse("mailroom:kind_hold", args=["nothing"])
    kind_pages.assert_unknown_kind_is_not_found(sam, unknown)
