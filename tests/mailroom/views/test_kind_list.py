"""The kinds of message."""

import pytest
from django.urls import reverse

from tests import cast

pytestmark = pytest.mark.django_db
URL = reverse("mailroom:kind_list")


def test_it_counts_what_waits_and_what_is_on_hold(sam, message):
    message()
    message("Cyrus Cole", status="held")
    message("Mia Moss", kind="lead appointed")
    page = cast.client_for(sam).get(URL)
    assert [tuple(kind) for kind in page.context["kinds"]] == [
        ("lead appointed", 1, 0, 1),
        ("notice", 1, 1, 2),
    ]
    words = page.content.decode()
    assert reverse("mailroom:kind_hold", args=["lead appointed"]) in words
    assert reverse("mailroom:kind_release", args=["notice"]) in words
    assert reverse("mailroom:kind_release", args=["lead appointed"]) not in words


def test_an_empty_mailroom_says_so(sam):
    assert "Nothing has been sent yet." in cast.client_for(sam).get(URL).content.decode()


def test_a_visitor_signs_in_first(client):
    assert client.get(URL).url == f"/account/login/?next={URL}"


@pytest.mark.parametrize("who", ["gail", "cyrus", "rae", "nora", "mia", "olga"])
def test_nobody_else_sees_it(request, who):
    assert cast.client_for(request.getfixturevalue(who)).get(URL).status_code == 403


def test_the_queries_do_not_grow_with_the_rows(sam, message):
    cast.assert_same_queries(
        cast.client_for(sam), URL, lambda number: message(kind=f"kind {number}")
    )


def test_kinds_are_called_in_words(sam, message):
    message(kind="follow_request")
    page = cast.client_for(sam).get(URL).content.decode()
    assert "Request to confirm" in page
    assert "?kind=follow_request" in page
