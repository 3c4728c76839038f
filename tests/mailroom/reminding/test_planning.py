"""A tick with nothing new is left out, and nothing that is new is ever slept through."""

import datetime as dt
import threading

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mailroom.models import OutboxMessage, PlanningPass
from mailroom.reminding.planning import STRETCH, plan
from network.workflow import Side
from ogp_tracker import history
from tests import cast

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("commitment", "period"),
]
IDLE = 2


def queries() -> int:
    with CaptureQueriesContext(connection) as captured:
        plan()
    return len(captured)


@pytest.fixture
def looked(today):
    """Everything was looked at, in a stretch of the hour that will not end during the test."""
    if timezone.now().minute % STRETCH == STRETCH - 1 and timezone.now().second > 45:
        threading.Event().wait(16)
    assert plan() == 2
    plan()


def test_a_tick_with_nothing_new_asks_where_the_record_stands_and_no_more(looked):
    assert queries() == IDLE


def test_a_change_on_record_is_seen_at_the_next_tick(looked, plan_row, bis, mia, involve):
    another = cast.commitment_of(plan_row, "8", "Whistleblowing", bis)
    cast.lead(another, Side.CIVIL_SOCIETY, mia, involve)
    assert plan() == 1
    assert OutboxMessage.objects.filter(recipient=mia).count() == 1
    plan()
    assert queries() == IDLE


def test_another_day_is_seen_at_once(looked, settings, period):
    settings.TRACKER_TODAY = period.due_on
    assert plan() == 2


def test_a_while_later_it_looks_again(looked):
    longer_ago = timezone.now() - dt.timedelta(minutes=STRETCH)
    PlanningPass.objects.update(began_at=longer_ago)
    assert queries() > IDLE
    assert queries() == IDLE


def test_a_change_under_way_is_not_slept_through(looked, plan_row, bis, mia, involve):
    """It takes its place on record first and comes to light last: the place says nothing then."""
    written, may_commit = threading.Event(), threading.Event()

    def slow() -> None:
        try:
            with transaction.atomic():
                another = cast.commitment_of(plan_row, "8", "Whistleblowing", bis)
                cast.lead(another, Side.CIVIL_SOCIETY, mia, involve)
                written.set()
                may_commit.wait(30)
        finally:
            connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    assert written.wait(30)
    plan_row.title = "A later place on record"
    history.save(plan_row, by=None, reason="Measured")
    assert plan() == 0
    may_commit.set()
    thread.join(30)
    assert plan() == 1


@pytest.fixture
def plan_row(commitment):
    return commitment.plan
