"""What the calendar does: silence, an outage, and commitments that close and come back."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection

from commitments.actions import end_lead, take_step
from mailroom.models import OutboxMessage
from progress.blockers.actions import (
    BlockerRefusedError,
    close_blocker,
    pass_blocker_up,
    reopen_blocker,
)
from progress.blockers.rising import raise_silent_blockers
from progress.models import Blocker, BlockerParty, BlockerStatus, Rung
from progress.tasks import raise_silent_blockers as task
from tests import cast
from tests.progress.blocking import answered, blocker_of, log_of, silent_until, text_of

pytestmark = pytest.mark.django_db


def later(days: int) -> dt.date:
    return cast.TODAY + dt.timedelta(days=days)


def test_silence_brings_it_up_the_ladder(cyrus, rae, sam, commitment, settings):
    blocker = blocker_of(cyrus, commitment)
    assert silent_until(settings, later(9), blocker).rung == Rung.LEADS
    blocker = silent_until(settings, later(10), blocker)
    assert (blocker.rung, blocker.rises_on) == (Rung.RELATIONSHIP_MANAGER, later(20))
    blocker = silent_until(settings, later(20), blocker)
    assert (blocker.rung, blocker.rises_on) == (Rung.SECRETARIAT, later(34))
    blocker = silent_until(settings, later(34), blocker)
    assert (blocker.rung, blocker.rises_on) == (Rung.COMMITTEE, None)
    assert silent_until(settings, later(400), blocker).rung == Rung.COMMITTEE
    assert blocker.days_open(later(43)) == 43
    assert blocker.days_on_rung(later(43)) == 9
    step = blocker.steps.last()
    assert (step.kind, step.by, step.party) == ("rise", None, BlockerParty.CALENDAR)
    assert (step.words, step.taken_on) == ("No answer in 14 days.", later(34))


def test_done_twice_on_a_day_it_rises_once(cyrus, rae, commitment):
    blocker_of(cyrus, commitment)
    assert [raise_silent_blockers(later(10)) for _time in range(3)] == [1, 0, 0]


def test_after_an_outage_the_next_rung_has_all_its_days(cyrus, rae, sam, commitment, settings):
    blocker = silent_until(settings, later(60), blocker_of(cyrus, commitment))
    assert (blocker.rung, blocker.came_on) == (Rung.RELATIONSHIP_MANAGER, later(60))
    assert blocker.rises_on == later(70)
    assert len(log_of(blocker)) == 2


def test_nobody_on_the_next_rung_is_said(cyrus, sam, commitment, settings):
    blocker = silent_until(settings, later(10), blocker_of(cyrus, commitment))
    assert blocker.rung == Rung.SECRETARIAT
    words = "No answer in 10 days. Nobody is relationship manager of this commitment."
    assert blocker.steps.last().words == words


def test_what_is_answered_or_closed_does_not_rise(gail, cyrus, rae, commitment):
    answered(gail, blocker_of(cyrus, commitment))
    close_blocker(by=cyrus, blocker=blocker_of(cyrus, commitment, title="Two"), words="Gone.")
    assert raise_silent_blockers(later(99)) == 0


def test_passed_up_early_it_has_its_days_from_then_on(cyrus, rae, sam, commitment, settings):
    blocker = blocker_of(cyrus, commitment)
    settings.TRACKER_TODAY = later(4)
    blocker = pass_blocker_up(by=cyrus, blocker=blocker, words="They cannot.")
    assert blocker.rises_on == later(14)
    assert silent_until(settings, later(13), blocker).rung == Rung.RELATIONSHIP_MANAGER


def test_a_closed_commitment_stops_the_clock(cyrus, rae, sam, commitment, settings):
    blocker = blocker_of(cyrus, commitment)
    take_step(by=sam, commitment=commitment, step_name="withdraw", reason="Overtaken")
    blocker = silent_until(settings, later(30), blocker)
    assert (blocker.status, blocker.rung, blocker.rises_on) == (
        BlockerStatus.PAUSED,
        Rung.LEADS,
        None,
    )
    assert "“withdrawn”" in blocker.steps.last().words
    assert Blocker.objects.open().exists()
    take_step(by=sam, commitment=commitment, step_name="reopen", reason="After all")
    settings.TRACKER_TODAY = later(31)
    blocker = silent_until(settings, later(31), blocker)
    assert (blocker.status, blocker.came_on, blocker.rises_on) == (
        BlockerStatus.WAITING,
        later(31),
        later(41),
    )
    assert [kind for kind, _status, _rung in log_of(blocker)] == ["raise", "pause", "resume"]


def test_the_secretariat_may_close_what_is_paused(cyrus, sam, commitment, settings):
    blocker = blocker_of(cyrus, commitment)
    take_step(by=sam, commitment=commitment, step_name="withdraw", reason="Overtaken")
    blocker = silent_until(settings, later(1), blocker)
    assert close_blocker(by=sam, blocker=blocker, words="Withdrawn.").closed_by == sam


def test_those_it_comes_to_are_told_once(cyrus, rae, sam, commitment, settings):
    silent_until(settings, later(10), blocker_of(cyrus, commitment))
    raise_silent_blockers(later(10))
    letter = OutboxMessage.objects.get(kind="blocker waits", recipient=rae)
    assert "Please answer by 3 May 2014. If nobody answers, it goes up on 4 May 2014." in " ".join(
        text_of(letter).split()
    )


def test_the_timetable_asks_for_it(cyrus, rae, commitment, settings):
    blocker_of(cyrus, commitment)
    settings.TRACKER_TODAY = later(10)
    task()
    assert Blocker.objects.get().rung == Rung.RELATIONSHIP_MANAGER


FAULT = """
CREATE FUNCTION pg_temp.fault() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a fault in one row'; END $$;
CREATE TRIGGER fault BEFORE UPDATE ON progress_blocker FOR EACH ROW WHEN (OLD.title = 'Broken')
    EXECUTE FUNCTION pg_temp.fault();
"""


def test_one_that_fails_holds_up_no_other(cyrus, rae, commitment, settings):
    broken = blocker_of(cyrus, commitment, title="Broken")
    blocker = blocker_of(cyrus, commitment)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(FAULT)
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    with pytest.raises(DatabaseError, match="a fault in one row"):
        silent_until(settings, dt.date(2014, 4, 24), blocker)
    rungs = Blocker.objects.order_by("pk").values_list("pk", "rung")
    assert list(rungs) == [(broken.pk, "leads"), (blocker.pk, "relationship_manager")]


def test_what_is_opened_again_passes_over_a_rung_nobody_stands_on(
    cyrus, gail, rae, sam, commitment
):
    blocker = close_blocker(by=cyrus, blocker=blocker_of(cyrus, commitment), words="Solved.")
    end_lead(by=sam, lead=commitment.leads.get(person=gail), reason="Left.")
    blocker = reopen_blocker(by=cyrus, blocker=blocker, words="It is back.")
    assert blocker.rung == "relationship_manager"


def test_the_answer_is_not_refused_on_a_commitment_that_is_closed(cyrus, gail, sam, commitment):
    blocker = answered(gail, blocker_of(cyrus, commitment))
    take_step(by=sam, commitment=commitment, step_name="withdraw", reason="It is dropped.")
    with pytest.raises(BlockerRefusedError, match="Nothing more is owed"):
        pass_blocker_up(by=cyrus, blocker=blocker, words="Not solved.")


def test_a_day_that_is_over_is_said_so(client, cyrus, commitment, settings):
    blocker_of(cyrus, commitment)
    settings.TRACKER_TODAY = dt.date(2014, 5, 20)
    page = client.get("/blockers/").content.decode()
    assert "Nobody answered by 23 April 2014: it goes up now." in page
