"""Steps of a blocker: what each does, who takes it, and when it is refused."""

import datetime as dt

import pytest

from commitments.actions import end_lead
from network.workflow import RoleKind, Side
from progress.blockers.actions import (
    BlockerRefusedError,
    answer_blocker,
    close_blocker,
    comment_on_blocker,
    pass_blocker_up,
    raise_blocker,
    reopen_blocker,
)
from progress.models import Blocker, BlockerParty, BlockerStatus, Rung
from tests import cast
from tests.progress.blocking import WORDS, answered, blocker_of, log_of, silent_until

pytestmark = pytest.mark.django_db


def later(days: int) -> dt.date:
    return cast.TODAY + dt.timedelta(days=days)


def test_a_blocker_says_who_for_whom_and_until_when(cyrus, global_witness, commitment):
    blocker = blocker_of(cyrus, commitment, milestone=commitment.milestones.first())
    assert (blocker.side, blocker.raised_by) == (Side.CIVIL_SOCIETY, cyrus)
    assert blocker.organisation == global_witness
    assert (blocker.rung, blocker.raised_on, blocker.came_on) == (
        Rung.LEADS,
        cast.TODAY,
        cast.TODAY,
    )
    assert (blocker.rises_on, blocker.answer_by) == (later(10), later(9))
    assert log_of(blocker) == [("raise", "waiting", "leads")]
    assert Blocker.objects.public().open().get() == blocker


def test_sent_twice_it_is_one_blocker(cyrus, commitment):
    assert blocker_of(cyrus, commitment) == blocker_of(cyrus, commitment)
    assert blocker_of(cyrus, commitment, title="Another") != blocker_of(cyrus, commitment)
    assert Blocker.objects.count() == 2


def test_a_rung_on_which_nobody_stands_is_passed_over(cyrus, gail, sam, rae, commitment):
    end_lead(by=sam, lead=commitment.leads.get(person=gail), reason="Gone")
    assert blocker_of(cyrus, commitment).rung == Rung.RELATIONSHIP_MANAGER


def test_without_a_relationship_manager_it_goes_to_the_secretariat(cyrus, gail, sam, commitment):
    blocker = pass_blocker_up(by=gail, blocker=blocker_of(cyrus, commitment), words="Not ours.")
    assert blocker.rung == Rung.SECRETARIAT


@pytest.mark.parametrize("name", ["rae", "sam", "nora", "mia", "olga"])
def test_only_leads_raise(request, name, commitment):
    with pytest.raises(BlockerRefusedError, match="Only the leads"):
        blocker_of(request.getfixturevalue(name), commitment)
    assert not Blocker.objects.exists()


def test_nothing_is_raised_on_a_closed_commitment(cyrus, commitment):
    commitment.stage = "withdrawn"
    commitment.save()
    with pytest.raises(BlockerRefusedError, match="while updates are owed"):
        blocker_of(cyrus, commitment)


def test_an_answer_stops_the_clock_and_waits_for_the_raiser(gail, cyrus, commitment, settings):
    blocker = answered(gail, blocker_of(cyrus, commitment))
    assert (blocker.status, blocker.rises_on) == (BlockerStatus.ANSWERED, None)
    assert blocker.answered_on == cast.TODAY
    step = blocker.steps.last()
    assert (step.by, step.party, step.organisation.slug) == (
        gail,
        BlockerParty.GOVERNMENT_LEAD,
        "bis",
    )
    assert silent_until(settings, later(100), blocker).status == BlockerStatus.ANSWERED


def test_only_those_it_is_with_answer(gail, cyrus, rae, sam, nora, mia, olga, commitment):
    blocker = blocker_of(cyrus, commitment)
    for stranger in (cyrus, rae, sam, nora, mia, olga):
        with pytest.raises(BlockerRefusedError, match="waits for somebody else"):
            answered(stranger, blocker)
    blocker = pass_blocker_up(by=cyrus, blocker=blocker, words="They cannot decide.")
    assert blocker.rung == Rung.RELATIONSHIP_MANAGER
    for stranger in (cyrus, gail, sam):
        with pytest.raises(BlockerRefusedError):
            answered(stranger, blocker)
    assert answered(rae, blocker).status == BlockerStatus.ANSWERED


def test_the_secretariat_answers_for_the_committee(cyrus, gail, rae, sam, commitment):
    blocker = blocker_of(cyrus, commitment)
    for _rung in range(3):
        blocker = pass_blocker_up(by=cyrus, blocker=blocker, words="Still there.")
    assert (blocker.rung, blocker.rises_on) == (Rung.COMMITTEE, None)
    with pytest.raises(BlockerRefusedError, match="cannot be done now"):
        pass_blocker_up(by=cyrus, blocker=blocker, words="Higher!")
    blocker = answered(sam, blocker)
    assert blocker.steps.last().party == BlockerParty.COMMITTEE
    back = pass_blocker_up(by=cyrus, blocker=blocker, words="That is no decision.")
    assert (back.rung, back.status) == (Rung.COMMITTEE, BlockerStatus.WAITING)


def test_not_solved_goes_up_at_once_with_all_the_days(gail, cyrus, rae, commitment, settings):
    blocker = answered(gail, blocker_of(cyrus, commitment))
    settings.TRACKER_TODAY = later(3)
    with pytest.raises(BlockerRefusedError):
        pass_blocker_up(by=gail, blocker=blocker, words="It is.")
    blocker = pass_blocker_up(by=cyrus, blocker=blocker, words="It is not.")
    assert log_of(blocker)[-1] == ("not_solved", "waiting", "relationship_manager")
    assert (blocker.came_on, blocker.rises_on) == (later(3), later(13))


def test_a_comment_changes_nothing_but_the_log(gail, cyrus, rae, sam, mia, commitment):
    blocker = blocker_of(cyrus, commitment)
    for person in (gail, cyrus, rae, sam):
        comment_on_blocker(by=person, blocker=blocker, words=f"{person} adds this.")
    with pytest.raises(BlockerRefusedError):
        comment_on_blocker(by=mia, blocker=blocker, words="Me, too")
    again = Blocker.objects.get()
    assert (again.status, again.rises_on) == (blocker.status, blocker.rises_on)
    assert [step.party for step in again.steps.filter(kind="comment")] == [
        "government_lead",
        "civil_society_lead",
        "relationship_manager",
        "secretariat",
    ]


@pytest.mark.parametrize(
    ("action", "kind", "actor", "before"),
    [
        (answer_blocker, "answer", "gail", ()),
        (comment_on_blocker, "comment", "cyrus", ()),
        (pass_blocker_up, "pass_up", "cyrus", ()),
        (pass_blocker_up, "not_solved", "cyrus", ("answer",)),
        (close_blocker, "close", "cyrus", ()),
        (reopen_blocker, "reopen", "cyrus", ("close",)),
    ],
)
def test_a_step_sent_twice_is_taken_once(
    request, gail, cyrus, commitment, action, kind, actor, before
):
    blocker = blocker_of(cyrus, commitment)
    if "answer" in before:
        blocker = answered(gail, blocker)
    if "close" in before:
        blocker = close_blocker(by=cyrus, blocker=blocker, words="Done.")
    seen, by = blocker.steps.latest("pk").pk, request.getfixturevalue(actor)
    as_seen = Blocker.objects.get()
    for read in (as_seen, as_seen, action(by=by, blocker=as_seen, words="So it is.", after=seen)):
        action(by=by, blocker=read, words="So it is.", after=seen)
    assert [step for step, _status, _rung in log_of(blocker)] == ["raise", *before, kind]


def test_the_raiser_closes_and_the_days_stay_on_record(gail, cyrus, commitment, settings):
    blocker = answered(gail, blocker_of(cyrus, commitment))
    settings.TRACKER_TODAY = later(43)
    blocker = close_blocker(by=cyrus, blocker=blocker, words="They pay.")
    assert (blocker.closed_by, blocker.closed_on) == (cyrus, later(43))
    assert blocker.days_open(later(400)) == 43
    assert not Blocker.objects.open().exists()


def test_nobody_it_concerns_closes_it(gail, cyrus, rae, sam, nora, commitment):
    blocker = blocker_of(cyrus, commitment)
    for concerned in (gail, rae, nora):
        with pytest.raises(BlockerRefusedError):
            close_blocker(by=concerned, blocker=blocker, words="Done.")
    blocker = pass_blocker_up(by=cyrus, blocker=blocker, words="Up.")
    blocker = pass_blocker_up(by=cyrus, blocker=blocker, words="Up.")
    with pytest.raises(BlockerRefusedError):  # it waits for them
        close_blocker(by=sam, blocker=blocker, words="Done.")
    blocker = answered(sam, blocker)
    with pytest.raises(BlockerRefusedError):  # they answered it
        close_blocker(by=sam, blocker=blocker, words="Done.")


def test_the_secretariat_closes_what_is_not_theirs(gail, cyrus, sam, commitment):
    blocker = blocker_of(cyrus, commitment)
    assert close_blocker(by=sam, blocker=blocker, words="Said twice.").closed_by == sam


def test_another_member_of_the_secretariat_closes_what_one_answered(
    cyrus, sam, cabinet_office, commitment
):
    blocker = blocker_of(cyrus, commitment)
    for _rung in range(2):
        blocker = pass_blocker_up(by=cyrus, blocker=blocker, words="Up.")
    sue = cast.person("Sue Sim", RoleKind.SECRETARIAT, cabinet_office)
    assert close_blocker(by=sue, blocker=answered(sam, blocker), words="Solved.").closed_by == sue


def test_another_lead_speaks_once_the_raiser_is_gone(gail, cyrus, mia, nora, involve, commitment):
    cast.lead(commitment, Side.CIVIL_SOCIETY, mia, involve)
    blocker = answered(gail, blocker_of(cyrus, commitment))
    with pytest.raises(BlockerRefusedError):
        close_blocker(by=mia, blocker=blocker, words="Solved.")
    end_lead(by=nora, lead=commitment.leads.get(person=cyrus), reason="Gone")
    with pytest.raises(BlockerRefusedError):
        close_blocker(by=cyrus, blocker=blocker, words="Solved.")
    assert close_blocker(by=mia, blocker=blocker, words="Solved.").closed_by == mia


def test_opened_again_the_closed_days_do_not_count(gail, cyrus, commitment, settings):
    settings.TRACKER_TODAY = later(0)
    blocker = blocker_of(cyrus, commitment)
    settings.TRACKER_TODAY = later(5)
    blocker = close_blocker(by=cyrus, blocker=blocker, words="Solved.")
    settings.TRACKER_TODAY = later(25)
    with pytest.raises(BlockerRefusedError):
        reopen_blocker(by=gail, blocker=blocker, words="No.")
    blocker = reopen_blocker(by=cyrus, blocker=blocker, words="It is back.")
    assert (blocker.rung, blocker.came_on, blocker.rises_on) == (Rung.LEADS, later(25), later(35))
    assert blocker.days_open(later(27)) == 7
    assert blocker.closing_words == ""


def test_a_closed_one_is_neither_answered_nor_closed_again(gail, cyrus, commitment):
    blocker = close_blocker(by=cyrus, blocker=blocker_of(cyrus, commitment), words="Solved.")
    for act, by in (
        (answer_blocker, gail),
        (close_blocker, cyrus),
        (pass_blocker_up, cyrus),
        (comment_on_blocker, gail),
    ):
        with pytest.raises(BlockerRefusedError, match="cannot be done now"):
            act(by=by, blocker=blocker, words="Again")


def test_contact_between_the_sides_is_kept(gail, cyrus, commitment, settings):
    blocker = blocker_of(cyrus, commitment)
    comment_on_blocker(by=cyrus, blocker=blocker, words="By the raiser’s own side")
    commitment.refresh_from_db()
    assert commitment.last_contact_on is None
    settings.TRACKER_TODAY = later(2)
    answered(gail, blocker)
    commitment.refresh_from_db()
    assert commitment.last_contact_on == later(2)


def test_raising_needs_every_public_word(cyrus, commitment):
    with pytest.raises(Exception, match="blocker_says_what"):
        raise_blocker(by=cyrus, commitment=commitment, **WORDS | {"would_help": ""})


def test_a_clock_that_was_set_back_leaves_the_days_in_order(gail, cyrus, commitment, settings):
    settings.TRACKER_TODAY = later(9)
    blocker = blocker_of(cyrus, commitment)
    settings.TRACKER_TODAY = later(0)
    blocker = answered(gail, blocker)
    blocker = close_blocker(by=cyrus, blocker=blocker, words="Solved.")
    blocker = reopen_blocker(by=cyrus, blocker=blocker, words="It is back.")
    assert (blocker.came_on, blocker.rises_on) == (later(9), later(19))
    assert blocker.days_open(later(0)) == 0
