"""What the demonstration leaves unfinished: something of each kind for the oversight page."""

import datetime as dt

import pytest
from django.core.management import call_command

from commitments.models import HandOver
from mailroom.models import OutboxMessage
from network.models import Person
from ogp_tracker.local.demonstration import BEGAN_ON, not_after
from progress.demonstration.unfinished import load_unfinished
from progress.models import ProgressUpdate
from progress.oversight.gathering import gather
from progress.oversight.ground import ground_of
from progress.oversight.matters import Kind
from progress.schedule.closing import close_periods
from tests.cast import client_for
from tests.plan_files import REAL

pytestmark = pytest.mark.django_db


@pytest.fixture
def autumn(settings, db, capsys):
    """The demonstration on 12 October 2014, set to that day from scratch."""
    settings.DEMONSTRATION = True
    settings.TRACKER_TODAY = dt.date(2014, 10, 12)
    with not_after(BEGAN_ON):
        call_command("import_action_plan", str(REAL))
    call_command("load_demonstration")
    close_periods()


def somebody(first: str) -> Person:
    return Person.objects.get(email=f"{first}@example.org")


def kinds_for(first: str) -> set[Kind]:
    return {matter.kind for matter in gather(ground_of(somebody(first)))}


def test_the_secretariat_sees_each_kind(autumn):
    # No decision on the reporting dates is made up: they came with the plan's file.
    assert kinds_for("sam") == set(Kind) - {Kind.REVIEW}


def test_a_relationship_manager_and_the_coordinator_see_theirs(autumn):
    assert kinds_for("rae") >= {Kind.UPDATE, Kind.VACANCY, Kind.BLOCKER, Kind.MILESTONE}
    assert Kind.MILESTONE not in kinds_for("nora")
    page = client_for(somebody("rae")).get("/oversight/").content.decode()
    assert "Una Ulm (HMT) led until 25 March 2014." in page


def test_the_half_signed_draft_is_not_public(autumn, client):
    update = ProgressUpdate.objects.get(closed_at=None)
    assert client.get(update.get_absolute_url()).status_code == 404
    assert "met and wrote this draft" not in client.get("/updates/").content.decode()


def test_done_twice_it_is_there_once(autumn):
    before = OutboxMessage.objects.count()
    load_unfinished()
    assert ProgressUpdate.objects.filter(closed_at=None).count() == 1
    assert HandOver.history.count() == 1
    assert OutboxMessage.objects.count() == before


def test_a_clock_that_stands_earlier_or_runs_is_left_alone(settings):
    for today in (dt.date(2014, 2, 1), None):
        settings.TRACKER_TODAY = today
        with not_after(BEGAN_ON):
            assert today == settings.TRACKER_TODAY
