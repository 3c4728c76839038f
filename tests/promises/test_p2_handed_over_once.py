"""P2: a message is handed to the mail service once, though any worker is killed at any moment."""

import os
import random
import signal
import time

import pytest

from mailroom.delivery.actions import recover
from tests.mailroom.conftest import mail_server, notify  # noqa: F401 - fixtures
from tests.mailroom.fake_notify import FakeNotify
from tests.mailroom.mortal_worker import POINTS
from tests.mailroom.services import MailServer
from tests.promises import mortals
from tests.promises.mortals import Arrived, Mortals
from tests.promises.sizes import size

MAILS = size(1, 50)
KILLS, MANY = size(6, 300), size(60, 2000)
WORKERS = 3
LEASE = 3  # seconds

pytestmark = pytest.mark.django_db(transaction=True)


def die_everywhere(workers: Mortals, server: MailServer | FakeNotify) -> tuple[int, Arrived]:
    """Kill a worker at each point of each mail; returns how many died, and what arrived."""
    died, sums = 0, Arrived(0, 0, 0)
    for point in POINTS:
        mortals.forget(server)
        for number in mortals.plan_mails(MAILS):
            died += workers.once(point, number)
            mortals.let_leases_run_out()
            recover()
        assert not workers.once("-", 0)
        came = mortals.arrived(mortals.copies_at(server))
        sums = Arrived(*(getattr(sums, name) + getattr(came, name) for name in vars(sums)))
    return died, sums


def test_p2_at_each_point(settings, request, capsys):
    server = request.getfixturevalue("mail_server")
    with mortals.running_mortals(**mortals.smtp()) as workers:
        died, by_smtp = die_everywhere(workers, server)
    server = request.getfixturevalue("notify")
    with mortals.running_mortals(**mortals.notify(server)) as workers:
        died_too, by_notify = die_everywhere(workers, server)
    with capsys.disabled():
        print(
            f"\nP2 {died_too} crashes (Notify) {by_notify.lost} lost {by_notify.extra} double; "
            f"{died} (SMTP) {by_smtp.lost} lost {by_smtp.extra} extra copies "
            f"{by_smtp.unflagged} not flagged"
        )
    assert died == died_too == len(POINTS) * MAILS, "some did not die: the test shows nothing"
    assert by_notify == Arrived(0, 0, 0)
    assert (by_smtp.lost, by_smtp.unflagged) == (0, 0)
    assert by_smtp.extra == 2 * MAILS, "one for each that died after the dot and before the record"


def kill_at_random(workers: Mortals, server: MailServer | FakeNotify) -> Arrived:
    """Kill one of several workers again and again while there is mail; returns what arrived."""
    mortals.plan_mails(MANY)
    dice = random.Random(2)  # noqa: S311 - dice
    alive = [workers.tell("for-ever", LEASE) for _ in range(WORKERS)]
    try:
        for kill in range(KILLS):
            deadline = time.monotonic() + 0.5
            while sum(mortals.copies_at(server).values()) < 0.9 * kill * MANY / KILLS:
                if time.monotonic() > deadline:
                    break
                time.sleep(0.01)
            time.sleep(dice.uniform(0, 0.03))
            os.kill(alive.pop(dice.randrange(WORKERS)), signal.SIGKILL)
            alive.append(workers.tell("for-ever", LEASE))
        mortals.wait_until_all_is_sent(seconds=120)
    finally:
        for number in alive:
            os.kill(number, signal.SIGKILL)
    return mortals.arrived(mortals.copies_at(server))


def test_p2_at_random(settings, request, capsys):
    server = request.getfixturevalue("mail_server")
    with mortals.running_mortals(**mortals.smtp()) as workers:
        by_smtp = kill_at_random(workers, server)
    server = request.getfixturevalue("notify")
    with mortals.running_mortals(**mortals.notify(server)) as workers:
        by_notify = kill_at_random(workers, server)
    with capsys.disabled():
        print(
            f"\nP2 {KILLS} kills at random of {WORKERS} workers in {MANY} mails (Notify) "
            f"{by_notify.lost} lost {by_notify.extra} double; (SMTP) {by_smtp.lost} lost "
            f"{by_smtp.extra} extra copies {by_smtp.unflagged} not flagged"
        )
    assert by_notify == Arrived(0, 0, 0)
    assert (by_smtp.lost, by_smtp.unflagged) == (0, 0)
    assert by_smtp.extra <= KILLS
