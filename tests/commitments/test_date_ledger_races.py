"""Two at once: a date is moved or corrected while somebody publishes the plan or moves it, too."""

import datetime as dt
import threading
import time
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from commitments.actions import change_milestone_date, publish_plan
from commitments.models import MilestoneDate, Precision, PrintedDate
from ogp_tracker.overtaking import latest_change

pytestmark = pytest.mark.django_db(transaction=True)
MARCH = PrintedDate("March 2015", Precision.MONTH, dt.date(2015, 3, 31), dt.date(2015, 3, 31))
APRIL = PrintedDate("April 2015", Precision.MONTH, dt.date(2015, 4, 30), dt.date(2015, 4, 30))


def beside(job: Callable[[], object], outcome: list[object]) -> threading.Thread:
    """Start `job` on a connection of its own; what it raises, or None, is added to `outcome`."""

    def run() -> None:
        try:
            job()
            outcome.append(None)
        except (IntegrityError, ValidationError) as error:
            outcome.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def wait_for_a_lock() -> None:
    """Until another connection waits for a row of ours."""
    deadline = time.monotonic() + 20
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
            time.sleep(0.02)
    pytest.fail("the other never waited")


@pytest.fixture
def draft(commitment):
    """Milestone 7.02 while its plan is being prepared."""
    commitment.plan.published_on = None
    commitment.plan.save()
    return commitment.milestones.get(ref="7.02")


def correct(milestone):
    """Raw SQL that rewrites the first date, and the milestone with it."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, column in (("milestone", "id"), ("milestonedate", "milestone_id")):
            cursor.execute(
                f"UPDATE commitments_{table} SET due_text = 'soon' WHERE {column} = %s",  # noqa: S608
                [milestone.pk],
            )


def test_the_plan_is_published_while_a_date_is_changed(sam, plan, draft):
    outcome: list[object] = []
    with transaction.atomic():
        publish_plan(by=sam, plan=draft.commitment.plan)
        thread = beside(
            lambda: change_milestone_date(by=sam, milestone=draft, due=MARCH, reason="Late"),
            outcome,
        )
        wait_for_a_lock()
    thread.join(30)
    assert outcome == [None]
    assert [row.due.wording for row in draft.dates.all()] == ["2014", "March 2015"]


def test_the_plan_is_published_while_raw_sql_corrects_a_date(sam, plan, draft):
    outcome: list[object] = []
    with transaction.atomic():
        publish_plan(by=sam, plan=draft.commitment.plan)
        thread = beside(lambda: correct(draft), outcome)
        wait_for_a_lock()
    thread.join(30)
    assert "date_of_a_published_plan_is_permanent" in str(outcome[0])
    assert draft.dates.get().due.wording == "2014"


def test_two_move_the_same_date_at_once(sam, commitment):
    milestone = commitment.milestones.get(ref="7.02")
    began = latest_change(MilestoneDate.objects.get(milestone=milestone)).pk
    outcome: list[object] = []
    with transaction.atomic():
        change_milestone_date(by=sam, milestone=milestone, due=MARCH, reason="Late")
        thread = beside(
            lambda: change_milestone_date(
                by=sam, milestone=milestone, due=APRIL, reason="Later", began_from=began
            ),
            outcome,
        )
        wait_for_a_lock()
    thread.join(30)
    assert "Sam Shah moved this date" in str(outcome[0])
    assert [row.due.wording for row in milestone.dates.all()] == ["2014", "March 2015"]
