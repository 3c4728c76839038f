"""The next due day of a commitment, as lists show it."""

import datetime as dt

import pytest

from commitments.models import Commitment
from progress.due_days import refresh_due_days
from progress.schedule.actions import grant_extension
from tests import cast
from tests.progress.drafts import published

pytestmark = pytest.mark.django_db

SECOND_DUE = dt.date(2014, 9, 30)


@pytest.fixture
def second(plan, commitment, period):
    return cast.reporting_period(plan, SECOND_DUE)


def shown(commitment) -> dt.date | None:
    return Commitment.objects.get(pk=commitment.pk).update_due_on


def refresh(commitment) -> None:
    rows = Commitment.objects.filter(pk=commitment.pk).select_related("plan")
    refresh_due_days(rows, reason="Looked again")


def test_it_is_the_earliest_period_that_is_owed(commitment, period, second):
    assert shown(commitment) == cast.FIRST_DUE


def test_after_publication_it_is_the_next(commitment, period, second, gail, cyrus):
    published(gail, cyrus, commitment, period)
    assert shown(commitment) == SECOND_DUE


def test_extensions_count(commitment, period, sam):
    due_on = dt.date(2014, 5, 14)
    facts = {"asked_by": "Both leads", "reason": "Holidays"}
    grant_extension(by=sam, period=period, commitment=None, due_on=due_on, **facts)
    assert shown(commitment) == due_on


def test_overdue_it_stays_until_the_period_closes(commitment, period, second, settings):
    settings.TRACKER_TODAY = dt.date(2014, 6, 29)
    refresh(commitment)
    assert shown(commitment) == cast.FIRST_DUE
    settings.TRACKER_TODAY = dt.date(2014, 6, 30)
    refresh(commitment)
    assert shown(commitment) == SECOND_DUE


def test_when_nothing_is_owed_it_is_empty(commitment, period, gail, cyrus):
    published(gail, cyrus, commitment, period)
    assert shown(commitment) is None


def test_a_closed_commitment_owes_nothing(commitment, period):
    commitment.stage = "completed"
    commitment.save()
    refresh(commitment)
    assert shown(commitment) is None


def test_what_is_already_there_is_not_recorded_again(commitment, period, settings):
    before = Commitment.history.count()
    refresh(commitment)
    assert Commitment.history.count() == before
    settings.TRACKER_TODAY = dt.date(2014, 6, 30)
    refresh(commitment)
    last = Commitment.history.latest()
    assert (last.history_user, last.history_change_reason) == (None, "Looked again")


def test_the_queries_do_not_grow(plan, commitment, period, bis, django_assert_num_queries):
    rows = plan.commitments.select_related("plan")
    for number in ("8", "9"):
        cast.commitment_of(plan, number, f"Promise {number}", bis)
    refresh_due_days(rows.all(), reason="Looked again")
    with django_assert_num_queries(5):
        refresh_due_days(rows.all(), reason="Looked again")
