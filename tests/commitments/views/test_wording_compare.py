"""Two wordings of a commitment, word by word."""

import pytest

from commitments import actions
from commitments.actions import Decision

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(commitment, sam):
    text = {"summary": "What company beneficial ownership information really promises."}
    decision = Decision("Clearer", "one_side", "The Cabinet Office")
    actions.amend_commitment(by=sam, commitment=commitment, text=text, decision=decision)
    return lambda before, after: f"/commitments/{commitment.slug}/wordings/{before}/{after}/"


def test_the_words_that_differ_are_marked(client, address):
    response = client.get(address(1, 2))
    page = response.content.decode()
    assert "<strong> really</strong>" in page or "<strong>really </strong>" in page
    assert "<del>" in page
    assert "<ins>" in page
    assert "No word is different." in page  # the title
    assert "Decided by one side: The Cabinet Office. Reason: Clearer" in page
    assert not response.cookies


def test_a_wording_is_the_same_as_itself(client, address):
    page = client.get(address(2, 2)).content.decode()
    assert "<del>" not in page


def test_what_readers_cannot_see_is_not_found(client, address, hidden_plan):
    assert client.get(address(1, 2)).status_code == 404


def test_nonsense_is_not_found(client, address):
    assert client.get(address(1, 3)).status_code == 404
    assert client.get(address(0, 1)).status_code == 404
    assert client.get(address(1, 99999999999)).status_code == 404
