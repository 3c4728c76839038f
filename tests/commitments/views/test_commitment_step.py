"""Moving a commitment through its life: every line of the table that asks only for a reason."""

import pytest

from commitments.permissions import can_see_commitment
from commitments.workflow import PLAIN_STEPS, STEP_OF, Stage
from tests.cast import TODAY, client_for
from tests.commitments.views.working import (
    WHY,
    assert_refused,
    errors_of,
    recorded,
    send,
    why,
)

pytestmark = pytest.mark.django_db
LINES = [(step, source) for step in PLAIN_STEPS for source in step.sources]


def address(commitment, step) -> str:
    return f"/commitments/{commitment.slug}/{step.address}/"


def put(commitment, stage):
    commitment.stage = stage
    if stage == Stage.EARLY_START:
        commitment.started_early_on = TODAY
    commitment.save()


@pytest.mark.parametrize(("step", "source"), LINES, ids=lambda part: getattr(part, "name", part))
def test_every_line_of_the_table(sam, commitment, step, source):
    put(commitment, source)
    response = send(sam, address(commitment, step), reason=WHY)
    assert response["Location"] == commitment.get_absolute_url()
    commitment.refresh_from_db()
    assert commitment.stage == step.target
    assert why(commitment) == ("Sam Shah", WHY)


@pytest.mark.parametrize("step", PLAIN_STEPS, ids=lambda step: step.name)
def test_it_asks_first_and_says_what_follows(sam, commitment, step):
    put(commitment, step.sources[0])
    page = client_for(sam).get(address(commitment, step)).content.decode()
    assert step.says in page
    commitment.refresh_from_db()
    assert commitment.stage == step.sources[0]


@pytest.mark.parametrize("step", PLAIN_STEPS, ids=lambda step: step.name)
def test_it_asks_the_secretariat_only(commitment, step, rae, others):
    put(commitment, step.sources[0])
    those = [somebody for somebody in (rae, *others) if can_see_commitment(somebody, commitment)]
    assert_refused(address(commitment, step), *those, data={"reason": WHY})


@pytest.mark.parametrize("step", PLAIN_STEPS, ids=lambda step: step.name)
def test_it_refuses_the_wrong_state(sam, commitment, step):
    put(commitment, step.target)
    before = recorded()
    url = address(commitment, step)
    assert "This cannot be done while" in client_for(sam).get(url).content.decode()
    assert (
        "This cannot be done while" in client_for(sam).post(url, {"reason": WHY}).content.decode()
    )
    assert recorded() == before


def test_a_reason_is_asked_for(sam, commitment):
    assert errors_of(send(sam, address(commitment, STEP_OF["withdraw"]))) == {"reason": ["Say why"]}


def test_an_early_start_is_public_from_today_with_its_words(sam, commitment):
    put(commitment, Stage.PROPOSED)
    send(sam, address(commitment, STEP_OF["start_early"]), reason=WHY)
    commitment.refresh_from_db()
    assert commitment.started_early_on == TODAY
    wording = commitment.wordings.last()
    assert (wording.kind, wording.effective_on, wording.reason) == ("published", TODAY, WHY)


def test_an_unknown_step_is_not_found(sam, commitment):
    assert client_for(sam).get(f"/commitments/{commitment.slug}/improve/").status_code == 404
    assert client_for(sam).get("/commitments/nothing/withdraw/").status_code == 404
