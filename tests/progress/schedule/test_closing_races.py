"""Several closers at once, and closers against those who publish or extend."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from mailroom.models import OutboxMessage
from network.workflow import Side
from progress.models import Extension, ProgressUpdate, Publication
from progress.schedule.actions import grant_extension
from progress.schedule.closing import close_periods
from progress.workflow import Status
from tests import cast
from tests.progress.drafts import key, whole_draft

pytestmark = pytest.mark.django_db(transaction=True)

CLOSED = cast.FIRST_DUE + dt.timedelta(days=61)


def at_once(*jobs: Callable[[], Any]) -> list[Any]:
    """Run the jobs at one moment, each on a connection of its own; what they answered."""
    start = Barrier(len(jobs))

    def run(job: Callable[[], Any]) -> Any:
        try:
            start.wait(10)
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [future.result(60) for future in [pool.submit(run, job) for job in jobs]]


def close() -> int:
    return close_periods(CLOSED)


def test_three_closers_at_once_close_once(plan, commitment, period, gail, bis):
    for number in range(8, 14):
        another = cast.commitment_of(plan, str(number), f"Promise {number}", bis)
        cast.lead(another, Side.GOVERNMENT, gail, bis)
    assert sum(at_once(close, close, close)) == 7
    assert ProgressUpdate.objects.filter(status=Status.NOT_REPORTED).count() == 7
    assert ProgressUpdate.history.count() == 14  # made, then closed
    assert OutboxMessage.objects.filter(kind="update closed").count() == 8


@pytest.mark.parametrize("attempt", range(5))
def test_published_or_not_reported_never_both(gail, cyrus, commitment, period, attempt):
    version = whole_draft(gail, cyrus, commitment, period)
    key(gail, Side.GOVERNMENT, version)

    def publish() -> bool:
        with suppress(Exception):  # whichever says no: the action or the database
            return key(cyrus, Side.CIVIL_SOCIETY, version) is not None
        return False

    is_published, closed = at_once(publish, close)
    status = ProgressUpdate.objects.get().status
    assert (status == Status.PUBLISHED) == is_published == Publication.objects.exists()
    assert (status == Status.NOT_REPORTED) == bool(closed)


@pytest.mark.parametrize("attempt", range(5))
def test_extended_or_not_reported_never_both(sam, commitment, period, settings, attempt):
    settings.TRACKER_TODAY = CLOSED - dt.timedelta(days=1)  # to the one who extends
    due_on = CLOSED + dt.timedelta(days=7)

    def extend() -> bool:
        facts = {"asked_by": "Both leads", "reason": "Holidays"}
        with suppress(ValidationError):
            grant_extension(by=sam, period=period, commitment=commitment, due_on=due_on, **facts)
            return True
        return False

    is_extended, closed = at_once(extend, close)
    assert is_extended != bool(closed)
    assert Extension.objects.exists() == is_extended
