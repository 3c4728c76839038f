"""Closing a commitment because a later plan promises it again."""

import pytest

from commitments.workflow import Stage
from tests.cast import action_plan, client_for, commitment_of
from tests.commitments.views.working import WHY, assert_refused, errors_of, recorded, send, why

pytestmark = pytest.mark.django_db
AGREED = {"agreement": "both", "agreed_by": "BIS and Global Witness", "reason": WHY}


@pytest.fixture
def url(commitment):
    return f"/commitments/{commitment.slug}/carry-over/"


@pytest.fixture
def next_plan(plan):
    return action_plan("next", number=3, title="The next plan", published_on=None)


@pytest.fixture
def successor(next_plan):
    return commitment_of(next_plan, "1", "Beneficial ownership")


def test_it_is_closed_and_linked_to_the_next(sam, commitment, successor, url):
    response = send(sam, url, into=successor, **AGREED)
    assert response["Location"] == commitment.get_absolute_url()
    commitment.refresh_from_db()
    assert commitment.stage == Stage.CARRIED_OVER
    assert why(commitment) == ("Sam Shah", WHY)
    assert commitment.descent.get().later == successor


def test_readers_do_not_see_what_is_not_public_yet(sam, commitment, successor, url):
    send(sam, url, into=successor, **AGREED)
    page = client_for().get(commitment.get_absolute_url()).content.decode()
    assert "Carried over" in page
    assert "Beneficial ownership</a>" not in page
    history = client_for().get(f"{commitment.get_absolute_url()}history/").content.decode()
    assert "The next plan" not in history
    assert (
        "Beneficial ownership<"
        in client_for(sam).get(commitment.get_absolute_url()).content.decode()
    )


def test_it_asks_first(sam, commitment, successor, url):
    page = client_for(sam).get(url).content.decode()
    assert "The next plan: 1. Beneficial ownership" in page


def test_without_a_later_plan_it_says_what_to_do_first(sam, commitment, url):
    page = client_for(sam).get(url).content.decode()
    assert "No later plan has an open commitment." in page


def test_it_asks_the_secretariat_only(url, commitment, rae, others):
    assert_refused(url, rae, *others, data=AGREED)


def test_it_refuses_the_wrong_state(sam, commitment, successor, url):
    commitment.stage = Stage.MERGED
    commitment.save()
    before = recorded()
    sent = AGREED | {"into": successor.pk}
    for answer in (client_for(sam).get(url), client_for(sam).post(url, sent)):
        assert "This cannot be done while" in answer.content.decode()
    assert recorded() == before


def test_an_earlier_plan_is_not_on_offer(sam, commitment, successor, url):
    older = commitment_of(action_plan("first", number=1), "3", "Owners")
    assert list(errors_of(send(sam, url, into=older, **AGREED))) == ["into"]


@pytest.mark.parametrize("changes", [{"into": ""}, {"reason": ""}, {"agreed_by": ""}])
def test_nonsense_is_named(sam, commitment, successor, url, changes):
    errors = errors_of(send(sam, url, **AGREED | {"into": successor} | changes))
    assert list(errors) == list(changes)
