"""Closing a commitment because it became several."""

import pytest

from commitments.workflow import Stage
from tests.cast import TODAY, action_plan, client_for, commitment_of
from tests.commitments.views.working import WHY, assert_refused, errors_of, recorded, send, why

pytestmark = pytest.mark.django_db
AGREED = {"agreement": "both", "agreed_by": "BIS and Global Witness", "reason": WHY}


@pytest.fixture
def url(commitment):
    return f"/commitments/{commitment.slug}/split/"


@pytest.fixture
def parts(plan):
    return [commitment_of(plan, f"7{letter}", f"Owners, part {letter}") for letter in "ab"]


def test_it_is_closed_and_linked_to_its_parts(sam, client, commitment, parts, url):
    response = send(sam, url, into=[part.pk for part in parts], **AGREED)
    assert response["Location"] == commitment.get_absolute_url()
    commitment.refresh_from_db()
    assert commitment.stage == Stage.SPLIT
    assert why(commitment) == ("Sam Shah", WHY)
    lines = list(commitment.descent.all())
    assert [line.later for line in lines] == parts
    assert {(line.kind, line.agreed_by, line.effective_on) for line in lines} == {
        ("split", "BIS and Global Witness", TODAY)
    }
    page = client.get(commitment.get_absolute_url()).content.decode()
    assert "What became of it" in page
    assert parts[1].get_absolute_url() in page
    assert "Promised before" in client.get(parts[0].get_absolute_url()).content.decode()


def test_it_asks_first(sam, commitment, parts, url):
    page = client_for(sam).get(url).content.decode()
    assert "they are owed on those it was split into" in page
    assert "7a. Owners, part a" in page


def test_without_other_commitments_it_says_what_to_do_first(sam, commitment, plan, url):
    page = client_for(sam).get(url).content.decode()
    assert f"/plans/{plan.slug}/commitments/add/" in page
    assert "<form method" not in page.split("<main")[1]


def test_it_asks_the_secretariat_only(url, commitment, rae, others):
    assert_refused(url, rae, *others, data=AGREED)


def test_it_refuses_the_wrong_state(sam, commitment, parts, url):
    commitment.stage = Stage.WITHDRAWN
    commitment.save()
    before = recorded()
    sent = AGREED | {"into": [part.pk for part in parts]}
    for answer in (client_for(sam).get(url), client_for(sam).post(url, sent)):
        assert "This cannot be done while" in answer.content.decode()
    assert recorded() == before


def test_parts_of_another_plan_are_not_on_offer(sam, parts, url):
    elsewhere = commitment_of(action_plan("next", number=3), "1", "Elsewhere")
    errors = errors_of(send(sam, url, into=[parts[0].pk, elsewhere.pk], **AGREED))
    assert list(errors) == ["into"]


def test_nonsense_is_named(sam, commitment, parts, url):
    both = [part.pk for part in parts]
    for changes, field in (
        ({"into": both[:1]}, "into"),
        ({"into": []}, "into"),
        ({"into": both, "agreed_by": ""}, "agreed_by"),
        ({"into": both, "reason": ""}, "reason"),
    ):
        assert list(errors_of(send(sam, url, **AGREED | changes))) == [field]
    assert not commitment.descent.exists()
