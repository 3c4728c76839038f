"""A decision on the schedule is looked at again: the secretariat hears of it until it is."""

import datetime as dt

import pytest

from progress.models import ReviewReminder, ScheduleDecision
from progress.models.periods import Frequency
from tests import cast
from tests.reminders import plan as plan_on
from tests.reminders import remind, sent

pytestmark = pytest.mark.django_db
REVIEW = dt.date(2014, 9, 8)
DAY = dt.timedelta(days=1)


def decide(plan, sam, number: int = 1, review_on: dt.date = REVIEW) -> ScheduleDecision:
    return ScheduleDecision.objects.create(
        plan=plan, number=number, frequency=Frequency.QUARTERLY, first_due_on=review_on,
        decided_on=cast.TODAY, decided_by="Both sides", reason="Agreed", review_on=review_on,
        recorded_at="2014-04-14T12:00Z", recorded_by=sam,
    )  # fmt: skip


@pytest.fixture
def decision(plan, sam):
    return decide(plan, sam)


def test_the_secretariat_is_reminded_at_each_step(decision, sam, rae, nora):
    found = [
        (ahead, letter.to_email)
        for ahead in range(30, -20, -1)
        if remind(REVIEW - ahead * DAY)
        for letter in [sent().last()]
    ]
    assert found == [(ahead, "sam@example.org") for ahead in (28, 7, 0, -7)]
    assert [letter.subject for letter in sent()] == [
        "Review of the reporting dates is due in 28 days",
        "Review of the reporting dates is due in 7 days",
        "Review of the reporting dates is due today",
        "Review of the reporting dates was due on 8 September 2014",
    ]
    body = " ".join(sent().last().body.split())
    assert "Both sides decided on 14 April 2014 to report every three months" in body
    assert "/plans/uk-nap-2013-15/reporting-dates/decide/" in body


def test_a_later_decision_ends_it(decision, plan, sam):
    decide(plan, sam, number=2, review_on=dt.date(2015, 9, 1))
    assert [remind(REVIEW - ahead * DAY) for ahead in (28, 7, 0, -7)] == [0] * 4


def test_decided_between_plan_and_claim_nobody_is_told(decision, plan, sam):
    plan_on(REVIEW)
    decide(plan, sam, number=2, review_on=dt.date(2015, 9, 1))
    assert remind(REVIEW) == 0
    row = ReviewReminder.objects.get(days_ahead=0)
    assert (row.state, row.why) == (
        "skipped",
        "There was a later decision before the letter went out.",
    )


@pytest.mark.parametrize("field", ["published_on", "ends_on"])
def test_a_plan_that_is_over_or_not_public_needs_none(decision, plan, field):
    setattr(plan, field, {"ends_on": REVIEW - DAY}.get(field))
    plan.save()
    assert remind(REVIEW) == 0


def test_it_comes_in_one_letter_with_late_updates(decision, plan, sam, commitment):
    cast.reporting_period(plan, REVIEW - 14 * DAY)
    remind(REVIEW)
    letter = sent().get(to_email="sam@example.org")
    assert (
        letter.subject == "Progress update for commitment 7 was due on 25 August 2014, and 1 more"
    )
    assert "Reporting dates of UK National Action Plan" in letter.body
