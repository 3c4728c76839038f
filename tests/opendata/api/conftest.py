"""A plan that has something in nearly every dataset, and things that nobody may see."""

from dataclasses import replace

import pytest

from commitments.actions import Decision, amend_commitment
from commitments.models import ActionPlan, Commitment
from commitments.workflow import Stage
from network.workflow import Side
from progress.models import ReportingPeriod
from tests.cast import action_plan, commitment_of, lead, organisation
from tests.progress.blocking import blocker_of
from tests.progress.drafts import TEXT, draft, published
from tests.progress.notes import note_of

SECRET = "Nobody outside may read this"


@pytest.fixture
def rich(
    plan: ActionPlan,
    commitment: Commitment,
    period: ReportingPeriod,
    gail,
    cyrus,
    bis,
) -> ActionPlan:
    """The published plan: an update, a blocker, a note, an amendment; and what is not public."""
    published(gail, cyrus, commitment, period)
    blocker_of(cyrus, commitment)
    note_of(gail, commitment, is_public=True)
    decision = Decision("Too vague", "both", "The department and Global Witness")
    amend_commitment(
        by=None, commitment=commitment, text={"summary": "Say who owns what."}, decision=decision
    )
    commitment.outcomes.create(what="A first list", confidence="high", source="A press release")
    led_by = organisation("Ministry of Justice", "government_department", "MoJ")
    for number in range(8, 13):
        commitment_of(plan, str(number), f"Open records {number}", led_by)
    commitment_of(plan, "99", SECRET, stage=Stage.PROPOSED)
    note_of(gail, commitment, text=SECRET)
    eight = plan.commitments.get(number="8")
    lead(eight, Side.GOVERNMENT, gail, bis)
    draft(gail, Side.GOVERNMENT, eight, period, replace(TEXT, done=SECRET))
    hidden = action_plan("next", number=3, published_on=None, title=SECRET)
    commitment_of(hidden, "1", f"{SECRET}, either")
    return plan
