"""What waits for whom, and when they are reminded of it."""

import datetime as dt

import pytest

from commitments.actions import appoint_lead, end_lead
from mailroom.models import OutboxMessage
from mailroom.owing import everything_owed
from mailroom.reminding import planning
from network.workflow import RoleKind, Side
from ogp_tracker import clock
from progress.blockers.actions import close_blocker, pass_blocker_up
from progress.holders import holders
from progress.models import Blocker, BlockerReminder, Rung
from progress.reminding import blockers
from tests import cast
from tests.progress.blocking import SECRET, answered, blocker_of
from tests.reminders import plan, remind, sent

pytestmark = pytest.mark.django_db


def later(days: int) -> dt.date:
    return cast.TODAY + dt.timedelta(days=days)


def ledger() -> list[tuple[str, int, str]]:
    rows = BlockerReminder.objects.order_by("pk").values_list("person__name", "days_ahead", "state")
    return [(name.split()[0], days, state) for name, days, state in rows]


def test_the_holder_owes_an_answer_and_the_raiser_a_word(gail, cyrus, commitment):
    blocker = blocker_of(cyrus, commitment)
    (line,) = everything_owed(gail, cast.TODAY)
    assert (line.due_on, line.days_left, line.action) == (later(9), 9, "Answer the blocker")
    assert "goes up on 24 April 2014" in line.detail
    assert not everything_owed(cyrus, cast.TODAY)
    blocker = answered(gail, blocker)
    assert not everything_owed(gail, cast.TODAY)
    (line,) = everything_owed(cyrus, cast.TODAY)
    assert (line.path, line.days_left) == (blocker.get_absolute_url(), 10)
    close_blocker(by=cyrus, blocker=blocker, words="Solved.")
    assert not everything_owed(cyrus, cast.TODAY)


def test_the_secretariat_owes_the_committees_answer(gail, cyrus, rae, sam, commitment):
    blocker = blocker_of(cyrus, commitment)
    for name, rung in (("gail", "leads"), ("rae", "relationship_manager"), ("sam", "secretariat")):
        people = {"gail": gail, "rae": rae, "sam": sam}
        owing = {key for key, one in people.items() if everything_owed(one, cast.TODAY)}
        assert (blocker.rung, owing) == (rung, {name})
        blocker = pass_blocker_up(by=cyrus, blocker=blocker, words="Up.")
    (line,) = everything_owed(sam, cast.TODAY)
    assert "Nobody is further up" in line.detail
    assert plan(later(60)) == 0  # nothing goes up from there


def test_another_lead_owes_the_word_once_the_raiser_is_gone(
    gail, cyrus, mia, nora, involve, commitment
):
    cast.lead(commitment, Side.CIVIL_SOCIETY, mia, involve)
    answered(gail, blocker_of(cyrus, commitment))
    assert not everything_owed(mia, cast.TODAY)
    end_lead(by=nora, lead=commitment.leads.get(person=cyrus), reason="Gone")
    assert not everything_owed(cyrus, cast.TODAY)
    assert len(everything_owed(mia, cast.TODAY)) == 1
    assert remind(later(6)) == 1
    assert ledger() == [("Mia", 3, "planned")]
    assert "Say whether that solves it." in sent().get(recipient=mia).body


def test_another_lead_is_not_reminded_while_the_raiser_leads(gail, cyrus, mia, involve, commitment):
    cast.lead(commitment, Side.CIVIL_SOCIETY, mia, involve)
    answered(gail, blocker_of(cyrus, commitment))
    assert plan(later(6)) == 1
    assert ledger() == [("Cyrus", 3, "planned")]


def test_who_stands_on_a_rung_is_answered_alike_both_ways(gail, cyrus, rae, sam, mia, commitment):
    for by in (cyrus, gail):
        blocker = blocker_of(by, commitment)
        for rung in Rung:
            people = set(holders(blocker, rung, cast.TODAY))
            asked = {
                one
                for one in (gail, cyrus, rae, sam, mia)
                if Blocker.objects.filter(pk=blocker.pk).waiting_for(one, cast.TODAY).exists()
            }
            assert people == asked
            if not rung.is_top:
                blocker = pass_blocker_up(by=by, blocker=blocker, words="Up.")


def test_the_holder_is_reminded_three_days_before_and_on_the_last_day(gail, cyrus, commitment):
    blocker_of(cyrus, commitment)
    assert [remind(later(day)) for day in (5, 6, 7, 8, 9)] == [0, 1, 0, 0, 1]
    assert remind(later(9)) == 0
    assert ledger() == [("Gail", 3, "planned"), ("Gail", 0, "planned")]
    first, last = sent()
    assert first.subject == "Answer to a blocker on commitment 7 is due in 3 days"
    assert "Nobody pays for the register" in first.body
    assert f"{blocker_path()}answer/" in first.body
    assert SECRET not in first.body
    assert last.subject.endswith("is due today")


def blocker_path() -> str:
    return Blocker.objects.get().get_absolute_url()


def test_a_missed_night_loses_nothing(gail, cyrus, commitment):
    blocker_of(cyrus, commitment)
    assert remind(later(8)) == 1
    assert ledger() == [("Gail", 3, "planned")]


def test_an_answer_before_the_letter_goes_out_makes_it_needless(gail, cyrus, commitment, settings):
    blocker = blocker_of(cyrus, commitment)
    assert plan(later(6)) == 1
    settings.TRACKER_TODAY = later(6)
    answered(gail, blocker)
    assert remind(later(6)) == 0
    assert ledger() == [("Gail", 3, "skipped")]
    assert BlockerReminder.objects.get().why.endswith("went out: answered.")


def test_the_raiser_is_reminded_of_an_answer(gail, cyrus, commitment):
    answered(gail, blocker_of(cyrus, commitment))
    assert remind(later(5)) == 0
    assert remind(later(6)) == 1  # the seventh day is Easter Monday
    assert ledger() == [("Cyrus", 3, "planned")]
    assert "Say whether that solves it." in sent().get().body


@pytest.mark.parametrize("rung", ["relationship_manager", "secretariat"])
def test_each_rung_has_its_own_day(gail, cyrus, rae, sam, commitment, rung):
    blocker = blocker_of(cyrus, commitment)
    while blocker.rung != rung:
        blocker = pass_blocker_up(by=cyrus, blocker=blocker, words="Up.")
    days = {"relationship_manager": 9, "secretariat": 13}[rung]
    assert [remind(later(day)) for day in (days - 4, days - 3, days)] == [0, 1, 1]
    name = {"relationship_manager": "Rae", "secretariat": "Sam"}[rung]
    assert ledger() == [(name, 3, "planned"), (name, 0, "planned")]


def test_nobody_is_reminded_on_a_closed_commitment(gail, cyrus, commitment):
    blocker_of(cyrus, commitment)
    commitment.stage = "withdrawn"
    commitment.save()
    assert plan(later(6)) == 0
    assert not OutboxMessage.objects.filter(kind="reminder").exists()


def test_a_new_lead_is_not_late_with_what_was_due_before_they_came(
    cyrus, sam, bis, commitment, settings
):
    blocker_of(cyrus, commitment)
    settings.TRACKER_TODAY = dt.date(2014, 4, 28)
    hal = cast.person("Hal New", RoleKind.OFFICIAL, bis)
    appoint_lead(by=sam, commitment=commitment, side=Side.GOVERNMENT, person=hal, organisation=bis)
    (line,) = blockers.owed(hal, settings.TRACKER_TODAY)
    assert line.days_left == 0
    assert line.when == "It was due before you became lead, on 23 April 2014."
    assert "it goes up now" in line.detail


def test_the_letter_is_of_the_day_of_the_site_wherever_the_plan_is(
    settings, gail, cyrus, bis, global_witness
):
    """At one moment it is two days at most in the world, and one letter's day."""
    for number, zone in enumerate(("Pacific/Kiritimati", "Etc/GMT+12"), 5):
        plan_there = cast.action_plan(f"plan-{number}", number, country_code="ZZZ", time_zone=zone)
        commitment = cast.commitment_of(plan_there, "1", f"Promise {number}", bis)
        cast.lead(commitment, Side.GOVERNMENT, gail, bis)
        cast.lead(commitment, Side.CIVIL_SOCIETY, cyrus, global_witness)
        settings.TRACKER_TODAY = None
        # One day is left to answer it, where the plan is.
        settings.TRACKER_TODAY = plan_there.today() - dt.timedelta(days=9)
        blocker_of(cyrus, commitment)
    settings.TRACKER_TODAY = None
    planning.plan()
    letter = OutboxMessage.objects.get(kind="reminder")
    assert letter.useful_until == clock.today()
    assert letter.blockerreminders.count() == 2


def test_a_letter_without_updates_says_nothing_of_when_those_stop(gail, cyrus, commitment):
    blocker_of(cyrus, commitment)
    remind(later(6))
    assert "We stop writing" not in sent().get(recipient=gail).body
