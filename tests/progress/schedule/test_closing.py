"""Closing: what was owed and not published is "not reported", once and in public."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.actions import take_step
from commitments.models import Commitment
from mailroom.models import OutboxMessage
from network.workflow import Side
from progress.models import ProgressUpdate
from progress.reminding.duties import owed_by
from progress.schedule.actions import grant_extension
from progress.schedule.closing import close_periods
from progress.workflow import Status
from tests import cast
from tests.progress.drafts import draft, published

pytestmark = pytest.mark.django_db

LAST_DAY = cast.FIRST_DUE + dt.timedelta(days=60)
DAY = dt.timedelta(days=1)


def statuses() -> list[str]:
    return list(ProgressUpdate.objects.order_by("pk").values_list("status", flat=True))


def letters() -> list[str]:
    rows = OutboxMessage.objects.filter(kind="update closed").order_by("to_email")
    return list(rows.values_list("to_email", flat=True))


def test_what_nobody_wrote_is_closed_the_day_after_the_last(commitment, period):
    assert close_periods(LAST_DAY) == 0
    assert statuses() == []
    assert close_periods(LAST_DAY + DAY) == 1
    update = ProgressUpdate.objects.get()
    assert (update.status, update.commitment, update.period) == (
        Status.NOT_REPORTED,
        commitment,
        period,
    )
    assert update.closed_at is not None
    last = update.history.latest()
    assert last.history_user is None
    assert last.history_change_reason == (
        "The period closed on 29 June 2014 and no update had been published"
    )


def test_done_again_it_changes_nothing(commitment, period):
    close_periods(LAST_DAY + DAY)
    before = ProgressUpdate.history.count()
    assert close_periods(LAST_DAY + DAY) == 0
    assert close_periods(LAST_DAY + 10 * DAY) == 0
    assert ProgressUpdate.history.count() == before
    assert letters() == ["cyrus@example.org", "gail@example.org"]


def test_after_days_of_silence_nothing_is_lost(commitment, period):
    assert close_periods(LAST_DAY + 40 * DAY) == 1


def test_a_draft_closes_as_well_and_is_kept(commitment, period, gail):
    version = draft(gail, Side.GOVERNMENT, commitment, period)
    assert close_periods(LAST_DAY + DAY) == 1
    version.update.refresh_from_db()
    assert version.update.is_closed
    assert version.update.latest_version() == version


def test_what_is_published_stays_published(commitment, period, gail, cyrus):
    update = published(gail, cyrus, commitment, period)
    assert close_periods(LAST_DAY + DAY) == 0
    update.refresh_from_db()
    assert update.is_published
    assert letters() == []


def test_an_extension_moves_the_last_day(commitment, period, sam):
    grant_extension(
        by=sam,
        period=period,
        commitment=commitment,
        due_on=cast.FIRST_DUE + 14 * DAY,
        asked_by="Both leads",
        reason="Holidays",
    )
    assert close_periods(LAST_DAY + 14 * DAY) == 0
    assert close_periods(LAST_DAY + 15 * DAY) == 1


def test_a_closed_commitment_owes_nothing(commitment, period, sam):
    take_step(by=sam, commitment=commitment, step_name="withdraw", reason="Overtaken by the law")
    assert close_periods(LAST_DAY + DAY) == 0


def test_what_was_added_after_the_due_day_owes_nothing_for_it(plan, period, bis, settings):
    settings.TRACKER_TODAY = cast.FIRST_DUE
    in_time = cast.commitment_of(plan, "8", "Whistleblowing", bis)
    settings.TRACKER_TODAY = cast.FIRST_DUE + DAY
    cast.commitment_of(plan, "9", "Open contracting", bis)
    assert close_periods(LAST_DAY + DAY) == 1
    assert ProgressUpdate.objects.get().commitment == in_time


def test_a_lead_appointed_after_the_due_day_is_not_written_to(commitment, period, mia, involve):
    late = cast.lead(commitment, Side.CIVIL_SOCIETY, mia, involve)
    late.starts_on = cast.FIRST_DUE + DAY
    late.save()
    close_periods(LAST_DAY + DAY)
    assert letters() == ["cyrus@example.org", "gail@example.org"]


def test_the_letter_says_what_happened(commitment, period, gail):
    close_periods(LAST_DAY + DAY)
    message = OutboxMessage.objects.get(recipient=gail)
    assert message.subject == "Commitment 7: no update was published to 30 April 2014"
    assert "“Not reported”" in message.body
    assert "/lateness/" in message.body


def test_a_plan_that_is_not_public_closes_nothing(commitment, period, plan):
    plan.published_on = None
    plan.save()
    assert close_periods(LAST_DAY + DAY) == 0


def test_each_plan_closes_by_its_own_day(commitment, period, plan, settings, time_machine):
    settings.TRACKER_TODAY = None
    plan.time_zone = "America/Bogota"
    plan.save()
    time_machine.move_to("2014-06-30T04:59:59+00:00", tick=False)
    assert close_periods() == 0
    time_machine.move_to("2014-06-30T05:00:00+00:00", tick=False)
    assert close_periods() == 1


def test_nobody_owes_or_is_reminded_of_what_is_closed(commitment, period, settings):
    assert len(owed_by(today=LAST_DAY)) == 2
    assert owed_by(today=LAST_DAY + DAY) == []
    close_periods(LAST_DAY + DAY)
    assert owed_by(today=LAST_DAY) == []


def test_the_next_due_day_moves_on(commitment, period, plan, settings):
    cast.reporting_period(plan, dt.date(2014, 9, 30))
    commitment.refresh_from_db()
    assert commitment.update_due_on == cast.FIRST_DUE
    settings.TRACKER_TODAY = LAST_DAY + DAY
    close_periods()
    commitment.refresh_from_db()
    assert commitment.update_due_on == dt.date(2014, 9, 30)


def test_the_timetable_mends_what_cannot_call_up(commitment, period, plan, sam, bis):
    take_step(by=sam, commitment=commitment, step_name="withdraw", reason="Overtaken by the law")
    added = cast.commitment_of(plan, "8", "Whistleblowing", bis)
    close_periods()
    commitment.refresh_from_db()
    added.refresh_from_db()
    assert (commitment.update_due_on, added.update_due_on) == (None, cast.FIRST_DUE)
    before = Commitment.history.count()
    close_periods()
    assert Commitment.history.count() == before


def test_an_idle_tick_takes_the_same_queries_however_many_there_are(commitment, period, plan, bis):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert close_periods(LAST_DAY) == 0
        return len(captured)

    close_periods(LAST_DAY)
    with_one = queries()
    for number in ("8", "9", "10"):
        cast.commitment_of(plan, number, f"Promise {number}", bis)
    for day in (dt.date(2014, 9, 30), dt.date(2015, 1, 31)):
        cast.reporting_period(plan, day)
    close_periods(LAST_DAY)
    assert queries() == with_one <= 10
