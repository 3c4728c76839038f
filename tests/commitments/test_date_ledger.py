"""The date ledger is kept by the database: raw SQL cannot move a date silently."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from commitments.actions import add_milestone, change_milestone_date, take_step
from commitments.models import Precision, PrintedDate
from commitments.workflow import Stage
from tests.cast import END_OF_2014, action_plan, commitment_of

pytestmark = pytest.mark.django_db
MARCH = PrintedDate("March 2015", Precision.MONTH, dt.date(2015, 3, 31), dt.date(2015, 3, 31))
ROW = """INSERT INTO commitments_milestonedate
    (milestone_id, number, due_text, due_precision, due_on, reason, asked_by, agreement, source,
     recorded_at)
    VALUES (%s, %s, '2014', 'year', '2014-12-31', '', '', 'unknown', '', now())"""


@pytest.fixture
def milestone(commitment):
    return commitment.milestones.get(ref="7.02")


@pytest.fixture
def draft(commitment):
    """Milestone 7.02 while its plan is being prepared."""
    commitment.plan.published_on = None
    commitment.plan.save()
    return commitment.milestones.get(ref="7.02")


def run(statement, *values):
    """Run raw SQL, and what the database puts off until the end of a transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE commitments_milestonedate SET due_on = '2013-01-01' WHERE milestone_id = %s",
        "UPDATE commitments_milestonedate SET reason = 'Another' WHERE milestone_id = %s",
        "UPDATE commitments_milestonedate SET number = 5 WHERE milestone_id = %s",
        "DELETE FROM commitments_milestonedate WHERE milestone_id = %s",
        "DELETE FROM commitments_milestonedate WHERE milestone_id = %s AND number = 1",
    ],
)
def test_the_ledger_of_a_published_plan_is_permanent(sam, milestone, statement):
    change_milestone_date(by=sam, milestone=milestone, due=MARCH, reason="Late law")
    with pytest.raises(IntegrityError, match=r"permanent|stays_in_its_place"):
        run(statement, milestone.pk)
    assert [row.due.wording for row in milestone.dates.all()] == ["2014", "March 2015"]


def test_a_milestone_of_a_published_plan_goes_only_with_its_ledger_so_it_stays(milestone):
    with pytest.raises(IntegrityError, match="permanent"), transaction.atomic():
        milestone.delete()


@pytest.mark.parametrize(
    "change", ["due_on = '2016-01-31'", "due_text = 'soon'", "due_precision = 'period'"]
)
def test_a_milestone_s_date_does_not_change_without_its_ledger(milestone, change):
    with pytest.raises(IntegrityError, match="milestone_date_is_the_last_of_its_ledger"):
        run(f"UPDATE commitments_milestone SET {change} WHERE id = %s", milestone.pk)  # noqa: S608


def test_the_ledger_does_not_change_without_the_milestone(milestone):
    moved = ROW.replace("2014-12-31", "2015-12-31")
    with pytest.raises(IntegrityError, match="milestone_date_is_the_last_of_its_ledger"):
        run(moved, milestone.pk, 1)
    run(ROW, milestone.pk, 1)  # says the same as the milestone


def test_both_together_may_change(milestone):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE commitments_milestone SET due_on = '2015-12-31' WHERE id = %s", [milestone.pk]
        )
        cursor.execute(ROW.replace("2014-12-31", "2015-12-31"), [milestone.pk, 1])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    milestone.refresh_from_db()
    assert milestone.due_on == dt.date(2015, 12, 31)


def test_a_milestone_opens_its_ledger(commitment):
    statement = """INSERT INTO commitments_milestone
        (commitment_id, ref, "order", title, is_explicit, status, evidence, evidence_url,
         due_text, due_precision)
        VALUES (%s, '7.09', 9, 'A step', true, 'not_reported', '', '', '', 'none')"""
    with pytest.raises(IntegrityError, match="milestone_date_is_the_last_of_its_ledger"):
        run(statement, commitment.pk)


@pytest.mark.parametrize("number", [2, 7])
def test_no_row_is_left_out_of_the_ledger(milestone, number):
    with pytest.raises(IntegrityError, match="date_follows_the_one_before"):
        run(ROW, milestone.pk, number)


def test_before_publication_the_first_date_is_corrected_and_the_history_keeps_it(sam, draft):
    change_milestone_date(by=sam, milestone=draft, due=MARCH, reason="A slip of the pen")
    only = draft.dates.get()
    assert (only.number, only.due.wording, only.recorded_by) == (0, "March 2015", sam)
    after, before = only.history.order_by("-pk")
    assert (before.due_text, after.due_text) == ("2014", "March 2015")
    assert after.history_change_reason == "A slip of the pen"
    draft.refresh_from_db()
    assert draft.due == MARCH


def test_before_publication_nothing_has_moved(draft):
    with pytest.raises(IntegrityError, match="moved_date_needs_a_published_plan"):
        run(ROW, draft.pk, 1)


def test_before_publication_a_milestone_may_still_be_taken_out(commitment, draft):
    draft.delete()
    connection.check_constraints()
    assert not commitment.milestones.filter(ref="7.02").exists()
    add_milestone(by=None, commitment=commitment, due=END_OF_2014, ref="7.02", title="Again")


def test_the_dates_of_an_early_start_are_permanent_before_its_plan_is_public(sam):
    plan = action_plan("next", 3, published_on=None)
    early = commitment_of(plan, "1", "Early promise", stage=Stage.PROPOSED)
    step = add_milestone(by=None, commitment=early, due=END_OF_2014, ref="1.01", title="A step")
    take_step(by=sam, commitment=early, step_name="start_early", reason="Agreed")
    change_milestone_date(by=sam, milestone=step, due=MARCH, reason="Late law")
    assert [row.due.wording for row in step.dates.all()] == ["2014", "March 2015"]
    with pytest.raises(IntegrityError, match="permanent"):
        run("DELETE FROM commitments_milestonedate WHERE milestone_id = %s", step.pk)


def test_the_date_of_a_proposal_is_corrected_where_it_stands_in_a_public_plan(sam, plan):
    proposal = commitment_of(plan, "9", "A proposal", stage=Stage.PROPOSED)
    step = add_milestone(by=None, commitment=proposal, due=END_OF_2014, ref="9.01", title="A step")
    change_milestone_date(by=sam, milestone=step, due=MARCH, reason="A slip of the pen")
    assert step.dates.get().due == MARCH
    with pytest.raises(IntegrityError, match="moved_date_needs_a_published_plan"):
        run(ROW, step.pk, 1)
