"""The worker: all or nothing, once, and nothing is lost when it dies."""

import datetime as dt
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.utils import timezone

from commitments.models import ActionPlan, Commitment
from ogp_tracker.models import AuditRecord
from opendata.intake import heartbeat, running
from opendata.intake.actions import confirm
from opendata.intake.readers import plans
from opendata.intake.running import OUR_FAULT, STOPPED, claim, run, run_intakes
from opendata.models import Intake
from opendata.workflow import IntakeStatus
from tests.mailroom.test_races import at_once
from tests.mailroom.worker import running_worker, same_servers
from tests.opendata.intakes import confirmed, handed_in, imported, plan_json

pytestmark = pytest.mark.django_db(transaction=True)


def fresh(intake):
    return Intake.objects.get(pk=intake.pk)


def test_it_works_under_the_name_of_who_confirmed_it(sam):
    intake = imported(sam)
    assert (intake.status, intake.failure) == (IntakeStatus.DONE, "")
    assert intake.added.startswith("1 plan, ")
    plan = ActionPlan.objects.get()
    assert intake.plan_slugs == [plan.slug]
    assert {row.history_user for row in Commitment.history.all()} == {sam}
    assert intake.percent == 100


def test_a_second_time_it_changes_nothing(sam):
    imported(sam)
    before = Commitment.history.count()
    again = imported(sam)
    assert (again.status, again.added) == (IntakeStatus.DONE, "")
    assert Commitment.history.count() == before


def test_what_goes_wrong_changes_nothing_and_can_be_tried_again(sam, monkeypatch):
    def fail(*args, **named):
        load(*args, **named)
        raise RuntimeError("a full disk, say")

    load = plans.load_with_reporting_dates
    intake = confirmed(sam)
    monkeypatch.setattr(plans, "load_with_reporting_dates", fail)
    run_intakes()
    intake = fresh(intake)
    assert (intake.status, intake.failure) == (IntakeStatus.FAILED, OUR_FAULT)
    assert not ActionPlan.objects.exists()
    monkeypatch.undo()
    confirm(by=sam, intake=intake)
    run_intakes()
    assert fresh(intake).status == IntakeStatus.DONE


def test_two_people_and_two_workers_import_it_once(sam, nora):
    intake = handed_in(sam)
    at_once(lambda: confirm(by=sam, intake=intake), lambda: confirm(by=nora, intake=intake))
    numbers = at_once(run_intakes, run_intakes, run_intakes)
    assert sorted(numbers) == [0, 0, 1]
    assert ActionPlan.objects.count() == 1


def test_a_worker_that_lost_its_claim_takes_everything_back(sam):
    confirmed(sam)
    slow = claim()
    Intake.objects.update(claimed_until=timezone.now() - dt.timedelta(seconds=1))
    quick = claim()
    run(slow)
    assert not ActionPlan.objects.exists()
    run(quick)
    assert ActionPlan.objects.count() == 1
    assert fresh(quick).status == IntakeStatus.DONE


def test_a_file_that_stops_two_workers_is_given_up(sam):
    intake = confirmed(sam)
    for _ in range(2):
        assert claim() is not None
        assert claim() is None
        Intake.objects.update(claimed_until=timezone.now() - dt.timedelta(seconds=1))
    assert claim() is None
    intake = fresh(intake)
    assert (intake.status, intake.failure) == (IntakeStatus.STOPPED, STOPPED)
    confirm(by=sam, intake=intake)
    run_intakes()
    assert fresh(intake).status == IntakeStatus.DONE


def test_the_heart_says_how_far_it_is_while_nobody_sees_the_rest(sam, monkeypatch):
    monkeypatch.setattr(heartbeat, "EVERY", 0.05)
    confirmed(sam)
    intake = claim()
    seen = []

    class Slow:
        def load(self, upload, *, by, reason, progress):
            progress(1, 3)
            ActionPlan.objects.update(title="Not seen")
            seen.extend(at_once(wait_for_a_third))
            raise running.IntakeRefusedError(["enough"])

    def wait_for_a_third():
        deadline = time.monotonic() + 10
        while fresh(intake).percent != 33 and time.monotonic() < deadline:
            time.sleep(0.02)
        return fresh(intake).percent

    monkeypatch.setitem(running.READERS, "plan_file", Slow())
    run(intake)
    assert seen == [33]
    assert fresh(intake).failure == "enough"


def bytes_of_files():
    """How much room the large columns take, old copies of them included."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_relation_size(reltoastrelid) FROM pg_class WHERE oid = %s::regclass",
            ["opendata_intake"],
        )
        return cursor.fetchone()[0]


def test_a_beat_leaves_no_record_and_no_other_copy_of_the_file(sam):
    """It is said each second: how far a worker is, is no news, and the file is large."""
    confirmed(sam, plan_json() + b" " * 5_000_000)
    intake = claim()
    records, stored = AuditRecord.objects.count(), bytes_of_files()
    assert stored > 0
    heart = heartbeat.Heart(intake, running.LEASE)
    for done in range(1, 6):
        heart.tell(done, 5)
        heart._beat()
    assert fresh(intake).done == 5
    assert AuditRecord.objects.count() == records
    assert bytes_of_files() == stored
    for record in AuditRecord.objects.filter(table_name="opendata_intake"):
        assert "content" not in (record.before or {})
        assert "content" not in (record.after or {})


@pytest.mark.parametrize(
    ("done", "total", "percent"), [(0, 0, 0), (0, 3, 0), (1, 3, 33), (299, 300, 99), (3, 3, 100)]
)
def test_the_arithmetic_of_progress(done, total, percent):
    assert Intake(done=done, total=total).percent == percent


KILLED = """
import os, signal, django
django.setup()
from opendata.intake import running
def die(*given):
    os.kill(os.getpid(), signal.SIGKILL)
running._finish = die
running.run_intakes()
"""


def test_a_worker_that_is_killed_in_the_middle_leaves_nothing_and_another_takes_it_up(sam):
    intake = confirmed(sam)
    environment = same_servers() | {
        "DJANGO_SETTINGS_MODULE": "ogp_tracker.settings",
        "PYTHONPATH": str(django_settings.BASE_DIR),
    }
    child = subprocess.run([sys.executable, "-c", KILLED], env=environment, timeout=60)
    assert child.returncode == -signal.SIGKILL
    assert not ActionPlan.objects.exists()
    assert fresh(intake).status == IntakeStatus.RUNNING
    assert run_intakes() == 0
    Intake.objects.update(claimed_until=timezone.now() - dt.timedelta(seconds=1))
    assert run_intakes() == 1
    assert fresh(intake).status == IntakeStatus.DONE
    assert ActionPlan.objects.count() == 1


def test_a_real_worker_is_woken_by_the_confirmation(sam, tmp_path):
    with running_worker(tmp_path) as worker:
        intake = confirmed(sam)
        worker.wait_until(lambda: fresh(intake).status == IntakeStatus.DONE)
    assert ActionPlan.objects.count() == 1
