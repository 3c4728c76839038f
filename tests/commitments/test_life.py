"""What the database insists on about a commitment's life, and who sees what when."""

import itertools

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, transaction

from commitments import actions
from commitments.actions import Decision, appoint_lead, take_step
from commitments.actions.wordings import keep_wording
from commitments.front.figures import next_milestones, plan_in_numbers
from commitments.models import WORDED, Ancestry, Commitment, Wording
from commitments.workflow import OPEN_STAGES, STEPS, Stage
from network.workflow import RoleKind, Side
from progress.reminding.duties import owed_by
from tests import cast
from tests.cast import END_OF_2014, client_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def early(sam, bis, global_witness):
    """An early start of a plan that is still being prepared."""
    plan = cast.action_plan("next", number=3, title="The next plan", published_on=None)
    proposal = cast.commitment_of(plan, "1", "Open contracting", bis, stage=Stage.PROPOSED)
    return take_step(by=sam, commitment=proposal, step_name="start_early", reason="Agreed in May")


def refused(sql, *values) -> str:
    """What the database says to this statement."""
    with (
        pytest.raises((IntegrityError, DataError)) as refusal,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, values)
    return str(refusal.value)


# --- Who sees what --------------------------------------------------------------------------
def test_public_is_one_rule_in_two_places(plan, commitment, early, sam):
    hidden = early.plan
    rows = [
        commitment,
        early,
        cast.commitment_of(plan, "9", "Proposed in public", stage=Stage.PROPOSED),
        cast.commitment_of(hidden, "2", "In the plan to come"),
        cast.commitment_of(hidden, "3", "Proposed for it", stage=Stage.PROPOSED),
        take_step(by=sam, commitment=early, step_name="withdraw", reason="Dropped"),
    ]
    public = set(Commitment.objects.public())
    assert {row for row in rows if row.is_public} == public == {commitment, early}


def test_readers_see_an_early_start_and_only_the_title_of_its_plan(client, early, gail):
    for reader in (client, client_for(gail)):
        page = reader.get(early.get_absolute_url()).content.decode()
        assert "Started early on 14 April 2014" in page
        assert "The next plan, in preparation" in page
        assert early.plan.get_absolute_url() not in page
        assert reader.get(early.plan.get_absolute_url()).status_code == 404
        assert "not yet public" not in page
    listed = client.get("/commitments/").content.decode()
    assert "Open contracting" in listed
    assert client.get(f"{early.get_absolute_url()}history/").status_code == 200
    assert client.get(f"{early.get_absolute_url()}progress/").status_code == 200


def test_a_withdrawn_early_start_stays_public(client, early, sam):
    take_step(by=sam, commitment=early, step_name="withdraw", reason="Dropped")
    assert client.get(early.get_absolute_url()).status_code == 200


def test_leads_of_an_early_start_are_appointed_and_owe_updates(early, sam, gail, bis):
    cast.reporting_period(early.plan)
    appoint_lead(
        by=sam, commitment=early, side=Side.GOVERNMENT, person=gail, organisation=bis
    )  # fmt: skip
    assert [duty.commitment for duty in owed_by(gail)] == [early]
    take_step(by=sam, commitment=early, step_name="withdraw", reason="Dropped")
    assert owed_by(gail) == []


def test_nothing_is_owed_on_what_is_not_public(early, gail, bis):
    hidden = cast.commitment_of(early.plan, "2", "In the plan to come", bis)
    cast.reporting_period(early.plan)
    cast.lead(hidden, Side.GOVERNMENT, gail, bis)
    assert owed_by(gail) == []


def test_a_proposal_is_in_no_number_and_no_forecast(plan, commitment):
    before = plan_in_numbers(plan, cast.TODAY)
    proposal = cast.commitment_of(plan, "9", "Open contracting", stage=Stage.PROPOSED)
    actions.add_milestone(by=None, commitment=proposal, due=END_OF_2014, ref="9.01", title="A step")
    assert plan_in_numbers(plan, cast.TODAY) == before
    assert "9.01" not in {row.ref for row in next_milestones(plan, cast.TODAY, 9)}


def test_a_closed_commitment_announces_no_milestone(plan, commitment, sam):
    assert next_milestones(plan, cast.TODAY)
    take_step(by=sam, commitment=commitment, step_name="withdraw", reason="Dropped")
    assert not next_milestones(plan, cast.TODAY)


# --- The table ------------------------------------------------------------------------------
def test_every_stage_has_a_way_in_and_every_closed_one_a_way_back():
    targets = {step.target for step in STEPS}
    assert targets | {Stage.PROPOSED} == set(Stage)
    back = next(step for step in STEPS if step.name == "reopen")
    assert set(back.sources) == set(Stage) - {Stage.PROPOSED, *OPEN_STAGES}


def test_a_step_with_a_page_of_its_own_is_not_taken_without_it(sam, commitment):
    for name in ("amend", "split", "merge", "carry_over", "nonsense"):
        with pytest.raises(ValidationError):
            take_step(by=sam, commitment=commitment, step_name=name, reason="x")


def test_an_early_start_says_since_when(commitment):
    sql = "UPDATE commitments_commitment SET stage = 'early_start' WHERE id = %s"
    assert "early_start_says_since_when" in refused(sql, commitment.pk)


# --- Wordings -------------------------------------------------------------------------------
def test_publishing_a_plan_keeps_the_words_of_what_it_holds(sam, early):
    plan = early.plan
    held = cast.commitment_of(plan, "2", "In the plan to come")
    proposed = cast.commitment_of(plan, "3", "Proposed for it", stage=Stage.PROPOSED)
    actions.publish_plan(by=sam, plan=plan)
    assert [row.kind for row in held.wordings.all()] == ["published"]
    assert [row.number for row in early.wordings.all()] == [1, 2]
    assert not proposed.wordings.exists()


def test_a_plan_that_holds_only_proposals_is_not_published(sam):
    plan = cast.action_plan("next", number=3, published_on=None)
    cast.commitment_of(plan, "3", "Proposed for it", stage=Stage.PROPOSED)
    with pytest.raises(ValidationError, match="at least one commitment"):
        actions.publish_plan(by=sam, plan=plan)


def test_a_wording_is_permanent(commitment):
    wording = commitment.wordings.get()
    sql = "UPDATE commitments_wording SET title = 'x' WHERE id = %s"
    assert "wording_is_permanent" in refused(sql, wording.pk)
    sql = "DELETE FROM commitments_wording WHERE id = %s"
    assert "wording_is_permanent" in refused(sql, wording.pk)


def test_public_words_change_by_an_amendment_only(commitment, sam):
    for column in WORDED:
        with pytest.raises(IntegrityError, match="by_amendment"), transaction.atomic():
            Commitment.objects.filter(pk=commitment.pk).update(**{column: "x"})
    sql = "UPDATE commitments_commitment SET number = '8' WHERE id = %s"
    with connection.cursor() as cursor:
        cursor.execute(sql, [commitment.pk])


def test_wordings_are_numbered_in_order(commitment):
    row = commitment.wordings.get()
    row.pk, row.number = None, 3
    with pytest.raises(IntegrityError, match="wordings_are_numbered_in_order"):
        row.save(force_insert=True)


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        ({"agreement": "both"}, "wording_names_who_agreed"),
        ({"kind": "agreed"}, "agreed_wording_is_agreed_by_both"),
        ({"effective_on": None}, "public_wording_says_since_when"),
    ],
)
def test_a_wording_says_what_it_must(commitment, columns, name):
    row = commitment.wordings.get()
    row.pk, row.number = None, 2
    for column, value in columns.items():
        setattr(row, column, value)
    with pytest.raises(IntegrityError, match=name):
        row.save(force_insert=True)


def test_only_the_wording_is_amended(sam, commitment):
    with pytest.raises(ValidationError, match="Only the wording"):
        actions.amend_commitment(
            by=sam, commitment=commitment, text={"number": "8"}, decision=Decision("x")
        )


def test_words_that_are_there_already_are_no_amendment(sam, commitment):
    with pytest.raises(ValidationError, match="the words already"):
        actions.amend_commitment(
            by=sam,
            commitment=commitment,
            text={"title": commitment.title},
            decision=Decision("x"),
        )


def test_a_long_reason_of_an_import_is_cut_not_refused(commitment):
    wording = keep_wording(
        by=None, commitment=commitment, kind=Wording.Kind.AMENDED, decision=Decision("x" * 900)
    )
    assert len(wording.reason) == 500


# --- Ancestry -------------------------------------------------------------------------------
def test_no_commitment_comes_of_itself(commitment):
    with pytest.raises(IntegrityError, match="no_commitment_comes_of_itself"):
        Ancestry.objects.create(earlier=commitment, later=commitment, kind="split")


def test_circles_are_refused_at_any_distance(plan, commitment, sam):
    chain = [commitment, *(cast.commitment_of(plan, f"8{n}", f"Promise {n}") for n in range(3))]
    for earlier, later in itertools.pairwise(chain):
        actions.add_ancestry(by=sam, earlier=earlier, later=later, kind="promised_before")
    for later in chain:
        with pytest.raises(ValidationError):
            actions.add_ancestry(by=sam, earlier=chain[-1], later=later, kind="promised_before")


def test_what_is_verified_names_its_source(plan, commitment):
    other = cast.commitment_of(plan, "8", "Police records")
    with pytest.raises(IntegrityError, match="verified_ancestry_names_its_source"):
        Ancestry.objects.create(
            earlier=commitment, later=other, kind="promised_before", is_verified=True
        )


def test_a_manager_sees_no_proposal_in_the_portfolio(client, bis, plan, commitment, rae):
    cast.commitment_of(plan, "9", "Only proposed", bis, stage=Stage.PROPOSED)
    assert RoleKind.RELATIONSHIP_MANAGER in {role.kind for role in rae.current_roles}
    page = client_for(rae).get("/portfolio/").content.decode()
    assert commitment.title in page
    assert "Only proposed" not in page
