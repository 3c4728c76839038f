"""What each lead owes: the one answer behind their page and the reminders."""

import datetime as dt

import pytest
import time_machine

from commitments.actions import Decision, put_in_plan
from commitments.workflow import Stage
from network.workflow import Side
from progress.reminding.duties import State, owed_by
from progress.schedule.actions import grant_extension
from tests import cast
from tests.progress.drafts import draft, key, published, whole_draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commitment", "period")]


EXTENDED = dt.date(2014, 5, 14)


def extended(sam, period, commitment) -> None:
    facts = {"asked_by": "Both leads", "reason": "Holidays"}
    grant_extension(by=sam, period=period, commitment=commitment, due_on=EXTENDED, **facts)


def states(today=None) -> dict[str, State]:
    return {duty.person.name: duty.state for duty in owed_by(today=today)}


def test_both_leads_owe_an_update_that_nobody_has_begun(commitment, period, gail, cyrus):
    (duty,) = owed_by(gail)
    assert (duty.commitment, duty.period, duty.update, duty.version) == (
        commitment,
        period,
        None,
        None,
    )
    assert (duty.state, duty.days_left, duty.is_late, duty.is_done) == (
        State.NOT_STARTED,
        16,
        False,
        False,
    )
    assert [lead.person for lead in duty.others] == [cyrus]
    assert [duty.person for duty in owed_by()] == [gail, cyrus]


def test_of_some_commitments_only(commitment, plan, bis, gail, cyrus):
    other = cast.commitment_of(plan, "8", "Open policing", bis)
    cast.lead(other, Side.GOVERNMENT, gail, bis)
    assert [duty.person for duty in owed_by(commitments=[commitment])] == [gail, cyrus]
    assert [duty.commitment for duty in owed_by(gail, commitments=[other])] == [other]
    assert owed_by(cyrus, commitments=[other]) == owed_by(commitments=[]) == []


def test_the_state_follows_the_keys(commitment, period, gail, cyrus):
    version = draft(gail, Side.GOVERNMENT, commitment, period)
    assert states() == {"Gail Green": State.DRAFT, "Cyrus Cole": State.DRAFT}
    assert owed_by(cyrus)[0].version == version
    key(gail, Side.GOVERNMENT, whole_draft(gail, cyrus, commitment, period))
    assert states() == {"Gail Green": State.OTHER_SIDE, "Cyrus Cole": State.YOUR_SIGNATURE}
    assert owed_by(gail)[0].is_done
    draft(cyrus, Side.CIVIL_SOCIETY, commitment, period)
    assert states() == {"Gail Green": State.DRAFT, "Cyrus Cole": State.DRAFT}


def test_what_is_published_is_owed_no_more(commitment, period, gail, cyrus):
    published(gail, cyrus, commitment, period)
    assert owed_by() == []


def test_the_key_of_somebody_who_left_no_longer_counts(commitment, period, gail, cyrus):
    key(gail, Side.GOVERNMENT, whole_draft(gail, cyrus, commitment, period))
    gail.roles.update(ends_on=cast.TODAY)
    assert states() == {"Cyrus Cole": State.DRAFT}


def test_a_colleagues_key_is_enough_for_their_side(commitment, period, gail, cyrus, rae, bis):
    cast.lead(commitment, Side.GOVERNMENT, rae, bis)
    key(gail, Side.GOVERNMENT, whole_draft(gail, cyrus, commitment, period))
    assert states()["Rae Reed"] is State.OTHER_SIDE


def test_the_due_day_is_on_time_and_the_next_is_late(gail):
    assert not owed_by(gail, cast.FIRST_DUE)[0].is_late
    late = owed_by(gail, cast.FIRST_DUE + dt.timedelta(days=1))[0]
    assert (late.is_late, late.days_left) == (True, -1)


def test_a_period_is_owed_from_its_opening_on(commitment, gail):
    cast.reporting_period(commitment.plan, dt.date(2014, 9, 30))
    assert len(owed_by(gail, cast.FIRST_DUE)) == 1
    duties = owed_by(gail, cast.FIRST_DUE + dt.timedelta(days=1))
    assert [duty.days_left for duty in duties] == [-1, 152]


def test_each_plan_counts_in_its_own_time_zone(commitment, settings, time_machine_at, gail):
    settings.TRACKER_TODAY = None
    with time_machine_at("2014-04-30T23:30:00+00:00"):  # half past midnight in London
        assert owed_by(gail)[0].days_left == -1
        commitment.plan.time_zone = "America/New_York"
        commitment.plan.save()
        assert owed_by(gail)[0].days_left == 0


def test_an_extension_moves_the_days_that_are_left(commitment, period, gail, sam):
    extended(sam, period, commitment)
    (duty,) = owed_by(gail)
    assert (duty.due_on, duty.days_left, duty.period.due_on) == (EXTENDED, 30, cast.FIRST_DUE)
    assert not owed_by(gail, EXTENDED)[0].is_late
    assert owed_by(gail, EXTENDED + dt.timedelta(days=1))[0].is_late


def test_new_lead_asked_to_acknowledge_all_the_past(commitment, period, gail, cyrus):
    """The trap of that name: duties start on the day of the appointment."""
    commitment.leads.filter(person=gail).update(starts_on=cast.FIRST_DUE + dt.timedelta(days=1))
    assert owed_by(gail, cast.FIRST_DUE + dt.timedelta(days=2)) == []
    assert len(owed_by(cyrus, cast.FIRST_DUE + dt.timedelta(days=2))) == 1


def test_whoever_is_appointed_before_the_day_in_force_owes_it(commitment, period, gail, sam):
    extended(sam, period, commitment)
    commitment.leads.filter(person=gail).update(starts_on=EXTENDED)
    assert len(owed_by(gail, EXTENDED)) == 1


@pytest.mark.parametrize(("day", "owes"), [(cast.FIRST_DUE, 1), (dt.date(2014, 5, 1), 0)])
def test_what_enters_the_plan_after_the_due_day_is_not_owed(
    plan, bis, sam, gail, settings, day, owes
):
    proposal = cast.commitment_of(plan, "9", "Late arrival", bis, stage=Stage.PROPOSED)
    cast.lead(proposal, Side.GOVERNMENT, gail, bis)
    settings.TRACKER_TODAY = day
    put_in_plan(by=sam, commitment=proposal, decision=Decision("Agreed"))
    settings.TRACKER_TODAY = dt.date(2014, 6, 10)
    assert [duty.commitment for duty in owed_by(gail)].count(proposal) == owes


def test_nothing_is_owed_once_the_period_is_over(period, gail):
    last = cast.FIRST_DUE + dt.timedelta(days=60)
    assert owed_by(gail, last)[0].days_left == -60
    assert owed_by(gail, last + dt.timedelta(days=1)) == []


@pytest.fixture
def time_machine_at():
    return lambda moment: time_machine.travel(dt.datetime.fromisoformat(moment), tick=False)
