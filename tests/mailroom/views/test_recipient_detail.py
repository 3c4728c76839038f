"""Everything that was sent to one person."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import cast

pytestmark = pytest.mark.django_db
URL = reverse("mailroom:recipient_detail")
GAIL = f"{URL}?address=gail@example.org"


def subjects(response) -> list[str]:
    return sorted(letter.subject for letter in response.context["letters"])


def test_it_lists_what_went_to_the_address_whatever_its_capitals(sam, message):
    message(subject="One")
    message(subject="Two", status="sent", sent_at=timezone.now(), to_email="Gail@example.org")
    message("Cyrus Cole", subject="Three")
    page = cast.client_for(sam).get(GAIL)
    assert subjects(page) == ["One", "Two"]
    assert "Messages to Gail Green" in page.content.decode()


def test_it_lists_what_went_to_an_earlier_address_of_the_person(sam, gail, message):
    message(subject="Before", recipient=gail, to_email="gail.green@example.org")
    message(subject="Now", recipient=gail)
    assert subjects(cast.client_for(sam).get(GAIL)) == ["Before", "Now"]


def test_a_visitor_signs_in_first(client):
    assert client.get(URL).url == f"/account/login/?next={URL}"


@pytest.mark.parametrize("who", ["gail", "cyrus", "rae", "nora", "mia", "olga"])
def test_nobody_else_sees_it(request, who, message):
    message()
    assert cast.client_for(request.getfixturevalue(who)).get(GAIL).status_code == 403


@pytest.mark.parametrize("query", ["", "?address=", "?address=nobody@example.org", "?address=%00"])
def test_an_address_without_messages_is_not_found(sam, query):
    assert cast.client_for(sam).get(f"{URL}{query}").status_code == 404


def test_the_queries_do_not_grow_with_the_rows(sam, message):
    cast.assert_same_queries(
        cast.client_for(sam), GAIL, lambda number: message(subject=f"Letter {number}")
    )
