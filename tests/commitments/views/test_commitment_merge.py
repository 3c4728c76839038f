"""Closing a commitment because another one takes it in."""

import pytest

from commitments.workflow import Stage
from tests.cast import client_for, commitment_of
from tests.commitments.views.working import WHY, assert_refused, errors_of, recorded, send, why

pytestmark = pytest.mark.django_db
AGREED = {"agreement": "one_side", "agreed_by": "The Cabinet Office", "reason": WHY}


@pytest.fixture
def url(commitment):
    return f"/commitments/{commitment.slug}/merge/"


@pytest.fixture
def other(plan):
    return commitment_of(plan, "8", "Police records")


def test_it_is_closed_and_linked_to_the_other(sam, client, commitment, other, url):
    response = send(sam, url, into=other, **AGREED)
    assert response["Location"] == commitment.get_absolute_url()
    commitment.refresh_from_db()
    assert commitment.stage == Stage.MERGED
    assert why(commitment) == ("Sam Shah", WHY)
    assert [(line.later, line.kind) for line in commitment.descent.all()] == [(other, "merged")]
    page = client.get(commitment.get_absolute_url()).content.decode()
    assert "Decided by one side: The Cabinet Office." in page


def test_it_asks_first(sam, commitment, other, url):
    assert "8. Police records" in client_for(sam).get(url).content.decode()


def test_without_another_commitment_there_is_nothing_to_send(sam, commitment, url):
    assert "no other open commitment" in client_for(sam).get(url).content.decode()


def test_it_asks_the_secretariat_only(url, commitment, rae, others):
    assert_refused(url, rae, *others, data=AGREED)


def test_it_refuses_the_wrong_state(sam, commitment, other, url):
    commitment.stage = Stage.COMPLETED
    commitment.save()
    before = recorded()
    for answer in (
        client_for(sam).get(url),
        client_for(sam).post(url, AGREED | {"into": other.pk}),
    ):
        assert "This cannot be done while" in answer.content.decode()
    assert recorded() == before


def test_nobody_is_merged_into_what_came_of_them(sam, commitment, other, url):
    send(sam, f"/commitments/{other.slug}/merge/", into=commitment, **AGREED)
    other.stage = Stage.IN_PLAN
    other.save()
    errors = errors_of(send(sam, url, into=other, **AGREED))
    assert "it cannot be the other way, too" in errors["into"][0]
    commitment.refresh_from_db()
    assert commitment.stage == Stage.IN_PLAN


@pytest.mark.parametrize("changes", [{"into": ""}, {"reason": ""}, {"agreed_by": ""}])
def test_nonsense_is_named(sam, commitment, other, url, changes):
    errors = errors_of(send(sam, url, **AGREED | {"into": other} | changes))
    assert list(errors) == list(changes)
