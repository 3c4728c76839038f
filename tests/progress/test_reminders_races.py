"""Several planners at once: one mail a person, one row a lead time."""

import datetime as dt
import threading
import time
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from mailroom.models import OutboxMessage
from mailroom.reminding.planning import plan
from network.workflow import RoleKind, Side
from ogp_tracker import clock
from progress.models import Reminder
from tests import cast

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("commitment", "period"),
]


def beside(job: Callable[[], int], answers: list[int]) -> threading.Thread:
    """Start `job` on a connection of its own; its answer is added to `answers`."""

    def run() -> None:
        try:
            answers.append(job())
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_three_planners_at_once_plan_once(commitment, global_witness):
    for number in range(20):
        member = cast.person(f"Member{number} Moss", RoleKind.NETWORK_MEMBER, global_witness)
        cast.lead(commitment, Side.CIVIL_SOCIETY, member, global_witness)
    start, planned = threading.Barrier(3), []

    def run() -> int:
        start.wait(10)
        return plan()

    for thread in [beside(run, planned) for _ in range(3)]:
        thread.join(60)
    assert len(planned) == 3
    assert sum(planned) == 22
    assert OutboxMessage.objects.values("recipient").distinct().count() == 22
    assert OutboxMessage.objects.count() == 22
    # 14 April is sixteen days ahead: one lead time for each of them, and the mail that holds it.
    assert Reminder.objects.filter(days_ahead=28, state="planned").count() == 22
    assert Reminder.objects.count() == 22


def test_a_planner_held_up_over_midnight_mails_nobody_again(gail, today):
    """It looked when nothing was planned; while it waits for a row, the next day's planner runs."""
    slow: list[int] = []
    with transaction.atomic():
        OutboxMessage.objects.create(
            key=f"reminders:{gail.pk}:{today}", to_email=gail.email, planned_at=clock.now()
        )
        thread = beside(plan, slow)
        wait_for_a_lock()
        quick: list[int] = []
        beside(lambda: plan(today + dt.timedelta(days=1)), quick).join(30)
        assert quick == [2]
        transaction.set_rollback(True)
    thread.join(30)
    assert slow == [0]
    assert OutboxMessage.objects.filter(recipient=gail).count() == 1


def wait_for_a_lock() -> None:
    """Until another connection waits for a row of ours."""
    deadline = time.monotonic() + 20
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
            time.sleep(0.02)
    pytest.fail("the planner never waited")
