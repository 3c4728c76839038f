"""Who may do what with what was promised: everybody in the cast, every question."""

import pytest
from django.contrib.auth.models import AnonymousUser

from commitments import permissions
from commitments.workflow import STEPS, Stage
from network.workflow import RoleKind, Side
from tests.cast import TODAY, commitment_of, lead, role

pytestmark = pytest.mark.django_db
CAST = ("gail", "cyrus", "rae", "sam", "nora", "mia", "olga", "visitor")

ANSWERS = [
    ("can_edit_plans", (), {"sam"}),
    ("can_see_plan", ("plan",), set(CAST)),
    ("can_see_plan", ("hidden_plan",), {"sam", "nora"}),
    ("can_prepare_plans", (), {"sam", "nora"}),
    ("can_see_commitment", ("commitment",), set(CAST)),
    ("can_see_commitment", ("proposal",), {"sam", "nora"}),
    ("can_update_milestones", ("commitment",), {"sam", "rae"}),
    ("can_see_portfolio", (), {"sam", "rae"}),
    ("can_end_lead", ("government_lead",), {"sam"}),
    ("can_end_lead", ("civil_society_lead",), {"nora"}),
]


@pytest.fixture
def hidden_plan(plan):
    plan.published_on = None
    plan.save()
    return plan


@pytest.fixture
def proposal(plan):
    return commitment_of(plan, "9", "Only proposed", stage=Stage.PROPOSED)


@pytest.fixture
def government_lead(commitment):
    return commitment.leads.get(side=Side.GOVERNMENT)


@pytest.fixture
def civil_society_lead(commitment):
    return commitment.leads.get(side=Side.CIVIL_SOCIETY)


@pytest.fixture
def cast(gail, cyrus, rae, sam, nora, mia, olga, commitment):
    return dict(zip(CAST, (gail, cyrus, rae, sam, nora, mia, olga, AnonymousUser()), strict=True))


def those(cast, question) -> set[str]:
    return {name for name, person in cast.items() if question(person)}


@pytest.mark.parametrize(("question", "about", "may"), ANSWERS)
def test_every_question_for_everybody(request, cast, question, about, may):
    subjects = [request.getfixturevalue(name) for name in about]
    ask = getattr(permissions, question)
    assert those(cast, lambda person: ask(person, *subjects)) == may


def test_each_side_appoints_its_own_leads(cast):
    may = {
        side: those(cast, lambda person, side=side: permissions.can_appoint_lead(person, side))
        for side in Side
    }
    assert may == {Side.GOVERNMENT: {"sam"}, Side.CIVIL_SOCIETY: {"nora"}}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_every_step_of_a_commitment(cast, step):
    assert those(cast, lambda person: permissions.can_take_step(person, step)) == {"sam"}


def test_the_keys_of_commitment_7(cast, commitment):
    keys = {name: permissions.side_led_by(person, commitment) for name, person in cast.items()}
    held = {name: side for name, side in keys.items() if side}
    assert held == {"gail": Side.GOVERNMENT, "cyrus": Side.CIVIL_SOCIETY}


def test_a_key_needs_a_role_on_its_side(gail, commitment):
    gail.roles.update(ends_on=TODAY)
    assert permissions.side_led_by(gail, commitment) is None


def test_a_key_from_the_other_side_opens_nothing(mia, involve, commitment):
    lead(commitment, Side.GOVERNMENT, mia, involve)
    assert permissions.side_led_by(mia, commitment) is None


def test_a_manager_of_two_departments_keeps_both(rae, cabinet_office, commitment):
    commitment.participations.update(organisation=cabinet_office)
    assert not permissions.can_update_milestones(rae, commitment)
    role(rae, RoleKind.RELATIONSHIP_MANAGER, cabinet_office)
    assert permissions.can_update_milestones(rae, commitment)
