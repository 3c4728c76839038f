"""Deciding how often a plan is reported on."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import InternalError, transaction
from django.db.utils import IntegrityError

from network.workflow import Side
from ogp_tracker import clock
from progress.models import Frequency, PrivateDraft, ReportingPeriod, ScheduleDecision
from progress.schedule.actions import decide_schedule, grant_extension
from progress.schedule.actions.deciding import foresee_schedule
from tests.cast import FIRST_DUE, reporting_period
from tests.progress.drafts import draft

pytestmark = pytest.mark.django_db

JULY = dt.date(2014, 7, 31)
FACTS = {
    "decided_on": dt.date(2014, 2, 28),
    "decided_by": "Cabinet Office and network",
    "reason": "So that both sides keep up",
    "review_on": dt.date(2015, 2, 28),
}


def decided(sam, plan, **changes) -> ScheduleDecision:
    facts = {"frequency": Frequency.QUARTERLY, "first_due_on": JULY, **FACTS, **changes}
    return decide_schedule(by=sam, plan=plan, **facts)


def due(plan) -> list[str]:
    return [day.isoformat() for day in plan.periods.values_list("due_on", flat=True)]


def as_stored(period: ReportingPeriod) -> tuple:
    return ReportingPeriod.objects.filter(pk=period.pk).values_list().get()


def refusal(sam, plan, **changes) -> dict[str, list[str]]:
    before = due(plan)
    with pytest.raises(ValidationError) as refused, transaction.atomic():
        decided(sam, plan, **changes)
    assert due(plan) == before
    assert not ScheduleDecision.objects.exists()
    return refused.value.message_dict


def test_the_dates_follow_to_the_end_of_the_plan(sam, plan, period):
    decision = decided(sam, plan, silence_days=10, closing_days=45)
    assert due(plan) == [
        "2014-04-30", "2014-07-31", "2014-10-31", "2015-01-31", "2015-04-30", "2015-07-31",
        "2015-10-31",
    ]  # fmt: skip
    assert (decision.number, decision.recorded_by, decision.first_due_on) == (1, sam, JULY)
    second = plan.periods.get(due_on=JULY)
    assert (second.number, second.opens_on, second.decision) == (2, dt.date(2014, 5, 1), decision)
    assert (second.silence_days, second.closes_on) == (10, JULY + dt.timedelta(days=45))
    record = second.history.get()
    assert (record.history_user, record.history_change_reason) == (sam, FACTS["reason"])


def test_what_has_opened_stays_to_the_letter(sam, plan, commitment, period):
    before = as_stored(period)
    decided(sam, plan)
    decided(sam, plan, frequency=Frequency.SIX_MONTHLY, silence_days=20, closing_days=90)
    assert as_stored(period) == before
    assert period.history.count() == 1


def test_changing_the_decision_changes_only_what_has_not_begun(sam, plan, period, settings):
    decided(sam, plan)
    settings.TRACKER_TODAY = dt.date(2014, 8, 15)  # the period to 31 October has opened
    old = list(plan.periods.filter(opens_on__lte=settings.TRACKER_TODAY))
    before = [as_stored(row) for row in old]
    second = decided(
        sam,
        plan,
        frequency=Frequency.SIX_MONTHLY,
        first_due_on=dt.date(2015, 4, 30),
        reason="Quarterly was too often",
    )
    assert [as_stored(row) for row in old] == before
    assert due(plan) == ["2014-04-30", "2014-07-31", "2014-10-31", "2015-01-31", "2015-04-30",
                         "2015-10-31"]  # fmt: skip
    assert list(second.periods.values_list("number", flat=True)) == [5, 6]
    gone = ReportingPeriod.history.filter(history_type="-")
    assert {row.history_change_reason for row in gone} == {"Quarterly was too often"}
    assert {row.history_user for row in gone} == {sam}


def test_a_period_before_the_first_new_date_stays(sam, plan, period):
    reporting_period(plan, dt.date(2014, 9, 30))
    decided(sam, plan, first_due_on=dt.date(2015, 1, 31), until=dt.date(2015, 3, 1))
    assert due(plan) == ["2014-04-30", "2014-09-30", "2015-01-31"]


def test_a_later_period_that_somebody_has_typed_for_stays(sam, gail, plan, commitment, period):
    later = reporting_period(plan, dt.date(2014, 9, 30))
    typed = {"fields": {"done": "Typed ahead"}, "base": 0, "kept_at": clock.now()}
    PrivateDraft.objects.create(person=gail, commitment=commitment, period=later, **typed)
    assert "holds an update, draft" in refusal(sam, plan)["first_due_on"][0]
    assert PrivateDraft.objects.get().period == later


def test_a_later_period_that_holds_an_extension_stays_and_is_named(sam, plan, commitment, period):
    later = reporting_period(plan, dt.date(2014, 9, 30))
    grant_extension(
        by=sam,
        period=later,
        commitment=commitment,
        due_on=dt.date(2014, 10, 10),
        asked_by="Both leads",
        reason="An election",
    )
    [said] = refusal(sam, plan)["first_due_on"]
    assert said.startswith("31 July 2014 is too early. The period due on 30 September 2014 holds")
    decided(sam, plan, first_due_on=dt.date(2014, 12, 31), until=dt.date(2015, 1, 31))
    assert due(plan) == ["2014-04-30", "2014-09-30", "2014-12-31"]


def test_own_dates(sam, plan, period):
    days = [dt.date(2015, 1, 31), dt.date(2014, 9, 30), dt.date(2014, 9, 30)]
    decision = decided(sam, plan, frequency=Frequency.OWN_DATES, first_due_on=None, own_days=days)
    assert due(plan) == ["2014-04-30", "2014-09-30", "2015-01-31"]
    assert decision.first_due_on == dt.date(2014, 9, 30)


def test_the_same_decision_twice_is_one(sam, plan, period):
    first = decided(sam, plan)
    before = [as_stored(row) for row in plan.periods.all()]
    assert decided(sam, plan) == first
    assert [as_stored(row) for row in plan.periods.all()] == before


def test_the_next_due_day_is_copied_down(sam, plan, commitment):
    decided(sam, plan)
    commitment.refresh_from_db()
    assert commitment.update_due_on == JULY


def test_looking_ahead_saves_nothing(sam, plan, period):
    reporting_period(plan, dt.date(2014, 9, 30))
    reporting_period(plan, dt.date(2014, 10, 31))
    seen = foresee_schedule(
        plan=plan, frequency=Frequency.QUARTERLY, first_due_on=JULY, **FACTS,
        until=dt.date(2014, 12, 1),
    )  # fmt: skip
    assert [row.due_on for row in seen.kept] == [FIRST_DUE]
    assert len(seen.going) == 2
    assert [row.due_on.isoformat() for row in seen.lost] == ["2014-09-30"]
    assert seen.coming == [JULY, dt.date(2014, 10, 31)]
    assert due(plan) == ["2014-04-30", "2014-09-30", "2014-10-31"]


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"first_due_on": None}, "first_due_on", "Enter the first date"),
        ({"first_due_on": dt.date(2014, 4, 30)}, "first_due_on", "has begun, so it stays"),
        ({"first_due_on": dt.date(2014, 5, 1)}, "first_due_on", "leaves the period no time"),
        ({"first_due_on": dt.date(2014, 4, 1)}, "first_due_on", "is in the past"),
        ({"first_due_on": dt.date(2016, 1, 1)}, "first_due_on", "before the end, 31 December 2015"),
        ({"until": dt.date(2025, 1, 1)}, "first_due_on", "This makes 42 dates: 40 are the most"),
        ({"frequency": Frequency.OWN_DATES}, "own_days", "Enter at least one date"),
        (
            {"frequency": Frequency.OWN_DATES, "own_days": [dt.date(2104, 7, 31)]},
            "own_days",
            "31 July 2104 is more than 10 years ahead: check the year.",
        ),
        ({"decided_on": dt.date(2014, 4, 15)}, "decided_on", "must be today or in the past"),
        ({"review_on": dt.date(2014, 2, 28)}, "review_on", "after the day of the decision"),
        ({"silence_days": 0}, "silence_days", "at least 1 day"),
        ({"silence_days": 30, "closing_days": 30}, "closing_days", "enter 31 days or more"),
    ],
)
def test_each_refusal_names_the_thing_and_the_mend(sam, plan, period, changes, field, words):
    said = refusal(sam, plan, **changes)
    assert list(said) == [field]
    assert words in said[field][0]


def test_a_plan_without_an_end_asks_for_one(sam, plan, period):
    plan.ends_on = None
    plan.save()
    assert "the plan has no end" in refusal(sam, plan)["until"][0]


def test_schedule_date_keeps_moving(sam, plan, commitment, period, gail, settings):
    """The trap of that name: a due day is stored once and no later day works it out again."""
    decided(sam, plan)
    before = due(plan)
    draft(gail, Side.GOVERNMENT, commitment, period)
    for day in (dt.date(2014, 5, 1), dt.date(2014, 8, 1), dt.date(2016, 1, 1)):
        settings.TRACKER_TODAY = day
        assert due(plan) == before


def test_the_database_keeps_decisions_for_ever(sam, plan, period):
    decision = decided(sam, plan)
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        ScheduleDecision.objects.filter(pk=decision.pk).update(reason="Other")
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        ScheduleDecision.objects.filter(pk=decision.pk).delete()
