"""Granting more time: to one commitment or to all, in time or late."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mailroom.models import OutboxMessage
from network.workflow import Side
from progress.models import Extension
from progress.schedule.actions import grant_extension
from progress.schedule.closing import close_periods
from progress.standings import standing_of
from tests import cast
from tests.progress.drafts import published

pytestmark = pytest.mark.django_db

MAY_14 = dt.date(2014, 5, 14)


def granted(by, period, commitment, due_on=MAY_14) -> Extension:
    return grant_extension(
        by=by,
        period=period,
        commitment=commitment,
        due_on=due_on,
        asked_by="Both leads",
        reason="The bill is in committee.",
    )


def refusal(by, period, commitment, due_on=MAY_14) -> str:
    with pytest.raises(ValidationError) as refused:
        granted(by, period, commitment, due_on)
    return " ".join(refused.value.messages)


@pytest.fixture
def other(plan, commitment, period, bis):
    return cast.commitment_of(plan, "8", "Whistleblowing", bis)


def test_in_time_it_leaves_no_lateness(sam, commitment, period, settings):
    extension = granted(sam, period, commitment)
    assert (extension.previous_due_on, extension.granted_on) == (cast.FIRST_DUE, cast.TODAY)
    assert extension.is_in_time
    settings.TRACKER_TODAY = MAY_14
    standing = standing_of(commitment, period)
    assert (standing.days_late, standing.is_overdue, standing.is_awaited) == (0, False, True)
    settings.TRACKER_TODAY = MAY_14 + dt.timedelta(days=1)
    assert standing_of(commitment, period).days_late == 1


def test_late_it_takes_no_lateness_away(sam, commitment, period, settings):
    settings.TRACKER_TODAY = dt.date(2014, 5, 5)
    assert not granted(sam, period, commitment).is_in_time
    standing = standing_of(commitment, period)
    assert (standing.days_late, standing.is_overdue) == (5, False)


def test_one_commitments_is_its_own(sam, commitment, other, period):
    granted(sam, period, commitment)
    commitment.refresh_from_db()
    other.refresh_from_db()
    assert commitment.update_due_on == MAY_14
    assert standing_of(other, period).deadline.due_on == cast.FIRST_DUE


def test_for_all_it_is_everybodys_but_for_a_later_day_of_ones_own(
    sam, commitment, other, period, gail, bis
):
    cast.lead(other, Side.GOVERNMENT, gail, bis)
    granted(sam, period, other, dt.date(2014, 5, 20))
    OutboxMessage.objects.all().delete()
    granted(sam, period, None)
    assert standing_of(commitment, period).deadline.due_on == MAY_14
    assert standing_of(other, period).deadline.due_on == dt.date(2014, 5, 20)
    other.refresh_from_db()
    assert other.update_due_on == dt.date(2014, 5, 20)
    body = OutboxMessage.objects.get(recipient=gail).body
    assert "Commitment 7, " in body
    assert "Commitment 8, " not in body


def test_the_leads_are_told_once(sam, commitment, period, gail, cyrus):
    granted(sam, period, commitment)
    messages = OutboxMessage.objects.order_by("to_email")
    assert [row.to_email for row in messages] == ["cyrus@example.org", "gail@example.org"]
    assert messages[0].subject == "New due day for commitment 7: 14 May 2014"
    assert "from 30 April 2014 to 14 May 2014" in messages[0].body
    assert "granted in time" in messages[0].body
    assert "The bill is in committee." in messages[0].body


def test_one_letter_a_person_for_all_they_lead(sam, commitment, other, period, gail, bis):
    cast.lead(other, Side.GOVERNMENT, gail, bis)
    granted(sam, period, None)
    message = OutboxMessage.objects.get(recipient=gail)
    assert message.subject == "New due day for 2 progress updates: 14 May 2014"
    assert "Commitment 8, Whistleblowing" in message.body


def test_whose_update_is_published_is_not_written_to(sam, commitment, other, period, gail, cyrus):
    published(gail, cyrus, commitment, period)
    granted(sam, period, None)
    assert not OutboxMessage.objects.filter(kind="extension granted").exists()


def test_a_second_one_begins_at_the_day_in_force(sam, commitment, period):
    granted(sam, period, commitment)
    assert "after the one in force, 14 May 2014" in refusal(sam, period, commitment)
    again = granted(sam, period, commitment, dt.date(2014, 5, 21))
    assert again.previous_due_on == MAY_14


@pytest.mark.parametrize(
    ("day", "due_on", "words"),
    [
        (dt.date(2014, 4, 20), cast.FIRST_DUE, "after the one in force, 30 April 2014"),
        (dt.date(2014, 5, 14), MAY_14, "after today, 14 May 2014"),
        (dt.date(2014, 4, 20), dt.date(9999, 12, 31), "by 30 April 2015"),
        (dt.date(2014, 6, 30), dt.date(2014, 7, 14), "The period closed on 29 June 2014"),
    ],
)
def test_a_wrong_day_is_refused(sam, commitment, period, settings, day, due_on, words):
    settings.TRACKER_TODAY = day
    assert words in refusal(sam, period, commitment, due_on)
    assert not Extension.objects.exists()


def test_until_the_last_day_of_the_period_it_can_be_granted(sam, commitment, period, settings):
    settings.TRACKER_TODAY = dt.date(2014, 6, 29)
    granted(sam, period, commitment, dt.date(2014, 7, 14))
    settings.TRACKER_TODAY = dt.date(2014, 6, 30)
    assert close_periods() == 0


def test_what_is_published_needs_no_more_time(sam, commitment, period, gail, cyrus):
    published(gail, cyrus, commitment, period)
    assert "The update was published on 14 April 2014" in refusal(sam, period, commitment)


def test_what_is_not_owed_needs_no_more_time(sam, commitment, period):
    commitment.stage = "withdrawn"
    commitment.save()
    assert "No update is owed any more" in refusal(sam, period, commitment)


def test_the_commitment_of_another_plan_is_refused(sam, commitment, bis):
    elsewhere = cast.reporting_period(cast.action_plan("uk-nap-3", 3))
    assert "No commitment reports for this period" in refusal(sam, elsewhere, commitment)


def test_the_database_keeps_extensions_for_ever(sam, commitment, period):
    extension = granted(sam, period, commitment)
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.filter(pk=extension.pk).update(reason="Other")
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.filter(pk=extension.pk).delete()
