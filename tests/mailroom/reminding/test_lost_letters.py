"""A reminder whose letter failed comes again while it is useful; where nothing arrives, none is."""

import datetime as dt

import pytest
from django.utils import timezone

from mailroom.delivery.actions import forget_undeliverable
from mailroom.models import OutboxMessage, UndeliverableAddress
from tests import cast
from tests.reminders import plan, remind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commitment", "period")]
DAY = dt.timedelta(days=1)
WEEK_BEFORE = cast.FIRST_DUE - 7 * DAY


def letters_to(person) -> list[tuple[dt.date | None, str]]:
    rows = OutboxMessage.objects.filter(recipient=person).order_by("pk")
    return list(rows.values_list("useful_until", "status"))


def fail(**facts) -> None:
    OutboxMessage.objects.update(status="failed", sent_at=None, failure="554 Not today", **facts)


@pytest.fixture
def dead(gail):
    """Nothing reaches Gail Green."""
    return UndeliverableAddress.objects.create(
        address=gail.email.lower(), reason="550 No such person", since=timezone.now()
    )


def test_what_failed_is_planned_anew_on_the_next_day(gail, mail_server):
    plan(WEEK_BEFORE)
    fail()
    assert remind(WEEK_BEFORE) == 0, "one letter a day"
    assert remind(WEEK_BEFORE + DAY) == 2
    assert letters_to(gail) == [(WEEK_BEFORE, "failed"), (WEEK_BEFORE + DAY, "sent")]
    assert remind(WEEK_BEFORE + 2 * DAY) == 0


def test_what_may_have_arrived_twice_is_not(gail):
    plan(WEEK_BEFORE)
    fail(maybe_duplicate=True)
    assert plan(WEEK_BEFORE + DAY) == 0


def test_nothing_is_planned_for_whom_no_letter_reaches(gail, cyrus, sam, dead):
    assert remind(WEEK_BEFORE) == 1
    assert plan(WEEK_BEFORE + DAY) == 0
    assert not letters_to(gail)
    assert not gail.reminders.exists()
    forget_undeliverable(by=sam, address=dead.address, reason="She has a new mailbox")
    assert plan(WEEK_BEFORE + 2 * DAY) == 1
    assert letters_to(gail) == [(WEEK_BEFORE + 2 * DAY, "planned")]
    assert set(gail.reminders.values_list("days_ahead", "state")) == {
        (28, "superseded"),
        (14, "superseded"),
        (7, "planned"),
    }
