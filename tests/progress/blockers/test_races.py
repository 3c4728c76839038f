"""Several at once, each with a connection of its own."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from mailroom.models import Announcement, OutboxMessage
from progress.blockers.actions import BlockerRefusedError, answer_blocker, close_blocker
from progress.blockers.rising import raise_silent_blockers
from progress.models import Blocker, BlockerStep
from tests import cast
from tests.progress.blocking import answered, blocker_of, log_of

pytestmark = pytest.mark.django_db(transaction=True)
RISES = cast.TODAY + dt.timedelta(days=10)


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


def went_through(act: Callable[[], Any]) -> bool:
    with suppress(BlockerRefusedError):
        act()
        return True
    return False


def test_four_schedulers_at_once_raise_each_once(cyrus, rae, commitment):
    for number in range(6):
        blocker_of(cyrus, commitment, title=f"Blocker {number}")
    assert sum(at_once(*[lambda: raise_silent_blockers(RISES)] * 4)) == 6
    assert BlockerStep.objects.filter(kind="rise").count() == 6
    assert OutboxMessage.objects.filter(kind="blocker waits", recipient=rae).count() == 6
    assert Announcement.objects.filter(headline__contains="unanswered").count() == 6


@pytest.mark.parametrize("attempt", range(4))
def test_two_answers_at_once_are_one(gail, cyrus, commitment, attempt):
    blocker = blocker_of(cyrus, commitment)
    jobs = [lambda n=n: went_through(lambda: answered(gail, blocker, f"Answer {n}")) for n in "ab"]
    assert sorted(at_once(*jobs)) == [False, True]
    assert [kind for kind, _status, _rung in log_of(blocker)] == ["raise", "answer"]


@pytest.mark.parametrize("attempt", range(4))
def test_answered_or_risen_the_log_says_in_which_order(gail, cyrus, rae, commitment, attempt):
    blocker = blocker_of(cyrus, commitment)
    is_answered, risen = at_once(
        lambda: went_through(lambda: answered(gail, blocker)),
        lambda: raise_silent_blockers(RISES),
    )
    now = Blocker.objects.get()
    assert is_answered != bool(risen)
    assert (now.status == "answered") == is_answered


@pytest.mark.parametrize("attempt", range(4))
def test_closed_at_once_by_two_it_is_closed_once(cyrus, sam, commitment, attempt):
    blocker = blocker_of(cyrus, commitment)
    jobs = [
        lambda who=who: went_through(lambda: close_blocker(by=who, blocker=blocker, words="Done."))
        for who in (cyrus, sam)
    ]
    assert sorted(at_once(*jobs)) == [False, True]
    assert BlockerStep.objects.filter(kind="close").count() == 1


@pytest.mark.parametrize("attempt", range(2))
def test_a_double_click_is_one_answer_and_no_refusal(gail, cyrus, commitment, attempt):
    blocker = blocker_of(cyrus, commitment)
    facts = {"words": "The department pays.", "after": blocker.steps.get().pk}
    jobs = [lambda: went_through(lambda: answer_blocker(by=gail, blocker=blocker, **facts))] * 2
    assert at_once(*jobs) == [True, True]
    assert [kind for kind, _status, _rung in log_of(blocker)] == ["raise", "answer"]
