"""Saying which commitment came of which."""

import pytest

from commitments.models import Ancestry
from tests.cast import action_plan, assert_same_queries, client_for, commitment_of
from tests.commitments.views.working import WHY, assert_refused, errors_of, send, why

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(commitment):
    return f"/commitments/{commitment.slug}/ancestry/add/"


@pytest.fixture
def older(plan):
    return commitment_of(action_plan("first", number=1, title="The first plan"), "3", "Owners")


@pytest.fixture
def said(older):
    return {"other": older, "order": "earlier", "kind": "promised_before", "reason": WHY}


def test_both_pages_say_so_and_that_it_is_not_verified(sam, client, commitment, older, url, said):
    response = send(sam, url, **said, source="Titles of both", note="Narrower then.")
    assert response["Location"] == commitment.get_absolute_url()
    line = Ancestry.objects.get()
    assert (line.earlier, line.later, line.is_verified) == (older, commitment, False)
    assert why(line) == ("Sam Shah", WHY)
    page = client.get(commitment.get_absolute_url()).content.decode()
    for words in (
        "Promised before",
        "The first plan",
        "Not verified",
        "Titles of both",
        "Narrower",
    ):
        assert words in page
    assert "What became of it" in client.get(older.get_absolute_url()).content.decode()


def test_it_can_be_said_the_other_way_round(sam, commitment, older, url, said):
    send(sam, url, **said | {"order": "later"})
    assert (Ancestry.objects.get().earlier, Ancestry.objects.get().later) == (commitment, older)


def test_what_was_checked_is_not_marked(sam, client, commitment, url, said):
    send(sam, url, **said, is_verified=True, source="Both plans")
    assert "Not verified" not in client.get(commitment.get_absolute_url()).content.decode()


def test_it_shows_what_is_said_already(sam, url, said, older):
    send(sam, url, **said)
    page = client_for(sam).get(url).content.decode()
    assert "Came of “Owners” of The first plan (promised before, not verified)" in page
    assert f"/ancestry/{Ancestry.objects.get().pk}/remove/" in page


def test_it_asks_the_secretariat_only(url, commitment, rae, others):
    assert_refused(url, rae, *others)


def test_nobody_is_their_own_ancestor(sam, commitment, older, plan, url, said):
    send(sam, url, **said)
    child = commitment_of(plan, "8", "Police records")
    send(sam, url, **said | {"other": child, "order": "later"})
    back = f"/commitments/{older.slug}/ancestry/add/"
    errors = errors_of(send(sam, back, **said | {"other": child}))
    assert "it cannot be the other way, too" in errors["other"][0]
    assert Ancestry.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"other": ""}, "other"),
        ({"order": "sideways"}, "order"),
        ({"kind": "cousin"}, "kind"),
        ({"reason": ""}, "reason"),
        ({"is_verified": True}, "source"),
    ],
)
def test_nonsense_is_named(sam, url, said, changes, field):
    assert list(errors_of(send(sam, url, **said | changes))) == [field]
    assert not Ancestry.objects.exists()


def test_a_second_click_is_refused(sam, url, said):
    send(sam, url, **said)
    assert errors_of(send(sam, url, **said)) == {
        "other": ["These two commitments are related already"]
    }


def test_the_queries_do_not_grow(sam, client, commitment, url, said):
    def add_row(number):
        other = commitment_of(action_plan(f"p{number}", 10 + number), "1", f"P {number}")
        send(sam, url, **said | {"other": other, "order": "later"})

    assert_same_queries(client, commitment.get_absolute_url(), add_row)
