"""Every wording of a commitment, for everybody to read."""

import pytest

from commitments import actions
from commitments.actions import Decision
from tests.cast import assert_same_queries, client_for, commitment_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(commitment):
    return f"/commitments/{commitment.slug}/wordings/"


def amend(commitment, by, title, **decision):
    actions.amend_commitment(
        by=by,
        commitment=commitment,
        text={"title": title},
        decision=Decision("Clearer", **decision),
    )


def test_each_is_there_with_who_agreed_latest_first(client, commitment, url, sam):
    amend(
        commitment, sam, "Who owns companies", agreement="both", agreed_by="BIS and civil society"
    )
    response = client.get(url)
    page = response.content.decode()
    assert page.index("2. Amended, 14 April 2014") < page.index("1. Published, 31 October 2013")
    assert "Agreed by both sides: BIS and civil society. Reason: Clearer" in page
    assert "Whether both sides agreed was not recorded." in page
    assert f"/commitments/{commitment.slug}/wordings/1/2/" in page
    assert not response.cookies


def test_without_words_it_says_that_they_were_not_found(client, plan, sam):
    bare = commitment_of(plan, "9", "Open contracting", summary="")
    page = client.get(f"/commitments/{bare.slug}/wordings/").content.decode()
    assert "The wording of this commitment has not been found yet." in page


def test_keepers_are_led_on(client, commitment, url, sam, gail):
    door = f"/commitments/{commitment.slug}/amend/"
    assert door in client_for(sam).get(url).content.decode()
    for reader in (client, client_for(gail)):
        assert door not in reader.get(url).content.decode()


def test_what_readers_cannot_see_is_not_found(client, commitment, hidden_plan, url, sam):
    assert client.get(url).status_code == 404
    assert "wordings/record/" in client_for(sam).get(url).content.decode()


def test_the_queries_do_not_grow(client, commitment, url, sam):
    assert_same_queries(client, url, lambda number: amend(commitment, sam, f"Title {number}"))
