"""What a commitment owes: only what it was there for, and no closing wipes it out."""

import datetime as dt

import pytest

from commitments.actions import Decision, publish_plan, put_in_plan, take_step
from commitments.models import Commitment
from commitments.workflow import Stage
from network.workflow import Side
from progress.models import ProgressUpdate
from progress.schedule.actions import grant_extension
from progress.schedule.closing import close_periods
from progress.standings import Standing, standing_of, standings
from progress.workflow import Status
from tests import cast
from tests.progress.drafts import published

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
BEFORE = dt.date(2014, 4, 29)
DUE = cast.FIRST_DUE
JUNE_10 = dt.date(2014, 6, 10)
LAST_DAY = DUE + 60 * DAY


@pytest.fixture
def proposal(plan, bis) -> Commitment:
    return cast.commitment_of(plan, "9", "Late arrival", bis, stage=Stage.PROPOSED)


@pytest.fixture
def step(sam, settings):
    """Take a step on a day."""

    def take(commitment, name, day) -> None:
        settings.TRACKER_TODAY = day
        commitment.refresh_from_db()
        if name == "put_in_plan":
            put_in_plan(by=sam, commitment=commitment, decision=Decision("Agreed"))
        else:
            take_step(by=sam, commitment=commitment, step_name=name, reason="Agreed")

    return take


@pytest.fixture
def on(settings):
    """How a commitment, read afresh, stands with a period on a day."""

    def look(day, commitment, period) -> Standing:
        settings.TRACKER_TODAY = day
        return standing_of(Commitment.objects.select_related("plan").get(pk=commitment.pk), period)

    return look


def not_reported() -> int:
    return ProgressUpdate.objects.filter(status=Status.NOT_REPORTED).count()


# --- What it was there for ------------------------------------------------------------------
@pytest.mark.parametrize("name", ["put_in_plan", "start_early"])
@pytest.mark.parametrize(
    ("day", "late", "closed"), [(BEFORE, 41, 1), (DUE, 41, 1), (DUE + DAY, 0, 0), (JUNE_10, 0, 0)]
)
def test_what_comes_after_the_due_day_owes_none_for_it(
    proposal, period, step, on, name, day, late, closed
):
    step(proposal, name, day)
    standing = on(JUNE_10, proposal, period)
    assert (standing.is_overdue, standing.days_late) == (late > 0, late)
    on(LAST_DAY + DAY, proposal, period)
    assert close_periods() == not_reported() == closed


@pytest.mark.parametrize(("day", "late", "closed"), [(DUE, 41, 1), (DUE + DAY, 0, 0)])
def test_a_plan_published_after_the_due_day_owes_none_for_it(
    sam, bis, settings, today, on, day, late, closed
):
    plan = cast.action_plan("next", 3, published_on=None)
    commitment = cast.commitment_of(plan, "1", "Prepared", bis)
    period = cast.reporting_period(plan)
    settings.TRACKER_TODAY = day
    publish_plan(by=sam, plan=plan, reason="Agreed")
    assert on(JUNE_10, commitment, period).days_late == late
    on(LAST_DAY + DAY, commitment, period)
    assert close_periods() == not_reported() == closed


def test_an_early_start_owes_before_its_plan_is_public(sam, bis, today, step, on):
    plan = cast.action_plan("next", 3, published_on=None)
    early = cast.commitment_of(plan, "1", "Prepared", bis, stage=Stage.PROPOSED)
    period = cast.reporting_period(plan)
    step(early, "start_early", BEFORE)
    assert on(DUE + 3 * DAY, early, period).days_late == 3


def test_published_all_the_same_it_is_not_late(
    proposal, period, gail, cyrus, bis, global_witness, step, on
):
    """The commitment's own page says the same."""
    cast.lead(proposal, Side.GOVERNMENT, gail, bis)
    cast.lead(proposal, Side.CIVIL_SOCIETY, cyrus, global_witness)
    step(proposal, "put_in_plan", JUNE_10)
    proposal.refresh_from_db()
    published(gail, cyrus, proposal, period)
    proposal.refresh_from_db()
    assert (on(JUNE_10, proposal, period).days_late, proposal.latest.days_late) == (0, 0)


def test_withdrawn_in_time_and_put_back_later_it_owes_none(commitment, period, step, on):
    step(commitment, "withdraw", BEFORE)
    step(commitment, "reopen", JUNE_10)
    assert not on(JUNE_10, commitment, period).is_owed
    on(LAST_DAY + DAY, commitment, period)
    assert close_periods() == not_reported() == 0


def test_more_time_granted_late_calls_nobody_in_for_the_days_before(
    sam, commitment, proposal, period, step, on
):
    """Added after the due day, but in time for the one in force: only that one counts for it."""
    step(proposal, "put_in_plan", DUE + 5 * DAY)
    facts = {"asked_by": "Both leads", "reason": "Holidays", "due_on": DUE + 14 * DAY}
    grant_extension(by=sam, period=period, commitment=None, **facts)
    day = DUE + 16 * DAY
    assert on(day, proposal, period).days_late == 2
    assert on(day, commitment, period).days_late == 5 + 2


# --- What no closing wipes out --------------------------------------------------------------
@pytest.mark.parametrize("name", ["withdraw", "complete", "close_incomplete"])
def test_closed_while_late_the_days_stop_and_stay(commitment, period, step, on, name):
    assert on(LAST_DAY - DAY, commitment, period).days_late == 59
    step(commitment, name, LAST_DAY - DAY)
    for day in (LAST_DAY - DAY, LAST_DAY + DAY, LAST_DAY + 400 * DAY):
        standing = on(day, commitment, period)
        assert (standing.days_late, standing.closed_on) == (59, LAST_DAY - DAY)
        assert (standing.was_closed_overdue, standing.is_owed) == (True, False)
    assert close_periods() == not_reported() == 0


def test_put_back_before_the_period_is_over_it_is_owed_again(commitment, period, step, on):
    step(commitment, "withdraw", DUE + 5 * DAY)
    step(commitment, "reopen", DUE + 8 * DAY)
    standing = on(DUE + 9 * DAY, commitment, period)
    assert (standing.is_overdue, standing.days_late, standing.closed_on) == (True, 9, None)


def test_put_back_after_the_period_is_over_nothing_is_made_worse(commitment, period, step, on):
    step(commitment, "withdraw", DUE + 5 * DAY)
    step(commitment, "reopen", LAST_DAY + DAY)
    assert on(LAST_DAY + 9 * DAY, commitment, period).days_late == 5
    assert close_periods() == not_reported() == 0


@pytest.mark.parametrize(("day", "closed"), [(LAST_DAY, 0), (LAST_DAY + DAY, 1)])
def test_closed_after_the_last_day_it_is_not_reported(commitment, period, step, day, closed):
    """Even when the tracker looks only afterwards."""
    step(commitment, "complete", day)
    assert close_periods(LAST_DAY + 2 * DAY) == not_reported() == closed


def test_more_time_for_the_others_does_not_help_what_was_closed(
    sam, plan, bis, commitment, period, step, on
):
    cast.commitment_of(plan, "8", "Other promise", bis)
    step(commitment, "withdraw", DUE + 5 * DAY)
    on(DUE + 6 * DAY, commitment, period)
    facts = {"asked_by": "Both leads", "reason": "Holidays", "due_on": DUE + 14 * DAY}
    grant_extension(by=sam, period=period, commitment=None, **facts)
    for after in (6, 20):
        assert on(DUE + after * DAY, commitment, period).days_late == 5


def test_what_was_published_late_stays_so_when_it_is_closed(
    commitment, period, gail, cyrus, step, on, settings
):
    settings.TRACKER_TODAY = DUE + 3 * DAY
    published(gail, cyrus, commitment, period)
    step(commitment, "complete", DUE + 4 * DAY)
    standing = on(DUE + 9 * DAY, commitment, period)
    assert (standing.days_late, standing.was_closed_overdue) == (3, False)


def test_however_many_there_are_it_takes_three_queries(
    plan, commitment, period, bis, django_assert_num_queries
):
    for number in ("8", "9"):
        cast.commitment_of(plan, number, f"Promise {number}", bis)
    rows = list(plan.commitments.select_related("plan"))
    periods = [period, cast.reporting_period(plan, dt.date(2014, 9, 30))]
    with django_assert_num_queries(3):
        assert len(standings(rows, periods)) == 6
