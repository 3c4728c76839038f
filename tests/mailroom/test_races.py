"""Several workers and several planners at once, on PostgreSQL, each with its own connection."""

import threading
from collections import Counter
from collections.abc import Callable
from typing import TypeVar

import pytest
from django.db import connection, transaction

from mailroom import actions
from mailroom.delivery.actions import Status, deliver
from mailroom.letters import Letter
from mailroom.models import OutboxMessage
from ogp_tracker import clock
from tests import cast
from tests.mailroom.services import Broker, MailServer

LETTER = Letter("Progress update for commitment 7 is due in 7 days", "Dear Gail\n")


Answer = TypeVar("Answer")


def at_once(*jobs: Callable[[], Answer]) -> list[Answer]:
    """Run `jobs` side by side; their answers, or the first error, come back."""
    start = threading.Barrier(len(jobs))
    answers: list[Answer] = []
    errors: list[Exception] = []

    def run(job: Callable[[], Answer]) -> None:
        try:
            start.wait(10)
            answers.append(job())
        except Exception as error:
            errors.append(error)
            raise
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not errors
    return answers


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_nothing_twice_and_forget_nothing(
    message: Callable[..., OutboxMessage],
    mail_server: MailServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("mailroom.delivery.actions.BATCH", 20)
    for number in range(60):
        message(f"Person{number}", key=f"race:{number}")
    counts = at_once(*[lambda: deliver(limit=1000)] * 3)
    assert sorted(mail_server.addresses()) == sorted(f"person{n}@example.org" for n in range(60))
    assert sum(counts, Counter()) == {Status.SENT: 60}
    assert sum(bool(count) for count in counts) > 1, "one worker did it all: nothing was raced"


@pytest.mark.django_db(transaction=True)
def test_of_racing_posts_with_one_key_one_wins() -> None:
    gail = cast.person("Gail Green")

    def post() -> OutboxMessage | None:
        with transaction.atomic():
            return actions.post(key="the-same", kind="notice", to=gail, letter=LETTER)

    answers = at_once(*[post] * 6)
    assert sum(answer is not None for answer in answers) == 1
    assert OutboxMessage.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_letter_leaves_only_if_its_change_is_committed(broker: Broker) -> None:
    gail = cast.person("Gail Green")
    with transaction.atomic():
        assert actions.post(key="undone", kind="notice", to=gail, letter=LETTER)
        transaction.set_rollback(True)
    assert OutboxMessage.objects.count() == 0
    assert broker.waiting() == []
    posted = actions.post(key="done", kind="notice", to=gail, letter=LETTER)
    assert broker.waiting() == ["mailroom.deliver"]
    assert posted is not None
    assert (posted.to_email, posted.planned_at <= clock.now()) == ("gail@example.org", True)
    assert actions.post(key="done", kind="notice", to=gail, letter=LETTER) is None
