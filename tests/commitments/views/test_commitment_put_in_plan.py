"""Making a proposal, or an early start, a part of its plan."""

import datetime as dt

import pytest

from commitments.actions import take_step
from commitments.workflow import Stage
from tests.cast import TODAY, client_for, commitment_of
from tests.commitments.views.working import WHY, assert_refused, errors_of, recorded, send, why

pytestmark = pytest.mark.django_db
AGREED = {"agreement": "both", "agreed_by": "BIS and Global Witness", "reason": WHY}


@pytest.fixture
def proposal(plan):
    return commitment_of(plan, "9", "Open contracting", stage=Stage.PROPOSED)


def address(commitment) -> str:
    return f"/commitments/{commitment.slug}/put-in-plan/"


def test_in_a_public_plan_it_counts_as_added_with_who_agreed(sam, proposal):
    day = dt.date(2014, 4, 1)
    response = send(sam, address(proposal), **AGREED, effective_on=day)
    assert response["Location"] == proposal.get_absolute_url()
    proposal.refresh_from_db()
    assert (proposal.stage, proposal.added_on) == (Stage.IN_PLAN, day)
    assert why(proposal) == ("Sam Shah", WHY)
    wording = proposal.wordings.get()
    assert (wording.kind, wording.effective_on, wording.agreement) == ("published", day, "both")
    assert client_for().get(proposal.get_absolute_url()).status_code == 200


def test_in_a_plan_being_prepared_it_waits_for_the_plan(sam, hidden_plan):
    proposal = commitment_of(hidden_plan, "9", "Open contracting", stage=Stage.PROPOSED)
    send(sam, address(proposal), **AGREED)
    proposal.refresh_from_db()
    assert (proposal.stage, proposal.added_on) == (Stage.IN_PLAN, None)
    assert not proposal.wordings.exists()
    assert client_for().get(proposal.get_absolute_url()).status_code == 404


def test_an_early_start_joins_its_plan_and_stays_public(sam, hidden_plan):
    early = commitment_of(hidden_plan, "9", "Open contracting", stage=Stage.PROPOSED)
    take_step(by=sam, commitment=early, step_name="start_early", reason=WHY)
    send(sam, address(early), **AGREED)
    early.refresh_from_db()
    assert (early.stage, early.started_early_on) == (Stage.IN_PLAN, TODAY)
    assert client_for().get(early.get_absolute_url()).status_code == 200


def test_it_asks_first(sam, proposal):
    page = client_for(sam).get(address(proposal)).content.decode()
    assert "The commitment becomes part of the plan." in page
    proposal.refresh_from_db()
    assert proposal.stage == Stage.PROPOSED


def test_it_asks_the_secretariat_only(commitment, rae, others):
    assert_refused(address(commitment), rae, *others, data=AGREED)


def test_a_proposal_is_not_found_by_others(proposal, gail):
    assert client_for(gail).get(address(proposal)).status_code == 404


def test_it_refuses_the_wrong_state(sam, commitment):
    before = recorded()
    for answer in (
        client_for(sam).get(address(commitment)),
        client_for(sam).post(address(commitment), AGREED),
    ):
        assert "This cannot be done while" in answer.content.decode()
    assert recorded() == before


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"agreed_by": ""}, "agreed_by"),
        ({"effective_on": TODAY + dt.timedelta(days=1)}, "effective_on"),
    ],
)
def test_nonsense_is_named(sam, proposal, changes, field):
    assert list(errors_of(send(sam, address(proposal), **AGREED | changes))) == [field]
