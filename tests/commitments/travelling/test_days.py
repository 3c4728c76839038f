"""Which days of the past can be seen, and on which something changed."""

import datetime as dt

import pytest

from commitments import actions
from commitments.models import ActionPlan
from commitments.travelling.days import past_of_commitment, past_of_plan
from commitments.travelling.snapshots import commitment_then
from tests.cast import TODAY, action_plan, commitment_of

pytestmark = pytest.mark.django_db
EARLIER, LATER = TODAY - dt.timedelta(days=10), TODAY + dt.timedelta(days=10)


def test_a_plan_opens_on_the_day_readers_first_saw_it(settings, today, sam):
    settings.TRACKER_TODAY = EARLIER
    plan = action_plan(published_on=None)
    one = commitment_of(plan, "1", "Promise")
    assert past_of_plan(plan).opens_on is None
    assert not past_of_plan(plan).holds(EARLIER)
    settings.TRACKER_TODAY = TODAY
    actions.publish_plan(by=sam, plan=plan)
    plan.refresh_from_db()
    settings.TRACKER_TODAY = LATER
    for past in (past_of_plan(plan), past_of_commitment(one)):
        assert past.opens_on == TODAY
        seen = [day for day in (EARLIER, TODAY, LATER) if past.holds(day)]
        assert seen == [TODAY, LATER]
        assert past.before(TODAY) is None  # the draft's day is not offered
        assert not past.holds(LATER + dt.timedelta(days=1))


def test_a_commitment_opens_when_it_came(settings, plan):
    settings.TRACKER_TODAY = LATER
    assert past_of_commitment(commitment_of(plan, "1", "Promise")).opens_on == LATER
    assert past_of_plan(plan).opens_on == TODAY


def test_changes_lead_on_from_each_other(settings, commitment, plan):
    for days in (5, 9):
        settings.TRACKER_TODAY = TODAY + dt.timedelta(days=days)
        commitment.government_title = f"Title {days}"
        actions.edit_row(by=None, row=commitment, changed=["government_title"], reason="A test")
    fifth, ninth = TODAY + dt.timedelta(days=5), TODAY + dt.timedelta(days=9)
    for past in (past_of_commitment(commitment), past_of_plan(plan)):
        assert (past.before(ninth), past.after(fifth)) == (fifth, ninth)
        assert (past.before(fifth), past.after(TODAY)) == (TODAY, fifth)
        assert (past.before(TODAY), past.after(ninth)) == (None, None)
        assert past.before(ninth - dt.timedelta(days=1)) == fifth


def test_a_day_is_one_of_the_plan_s_time_zone(settings, sam):
    """On one moment it is the 14th in London and the 15th in Auckland."""
    settings.TRACKER_TODAY = None
    far = ActionPlan(
        slug="nz-1", number=1, title="First plan", country_code="NZL", published_on=TODAY,
        time_zone="Pacific/Auckland",
    )  # fmt: skip
    far._history_date = dt.datetime(2014, 4, 14, 20, 0, tzinfo=dt.UTC)
    far.save()
    assert past_of_plan(far).opens_on == dt.date(2014, 4, 15)


def test_an_early_start_opens_before_its_plan(settings, today, sam):
    plan = action_plan(published_on=None)
    early = commitment_of(plan, "1", "Promise", stage="proposed")
    early = actions.take_step(by=sam, commitment=early, step_name="start_early", reason="Agreed")
    settings.TRACKER_TODAY = LATER
    assert past_of_commitment(early).opens_on == TODAY
    assert commitment_then(early, TODAY).commitment.title == "Promise"
    actions.publish_plan(by=sam, plan=plan)
    assert past_of_commitment(early).opens_on == TODAY
