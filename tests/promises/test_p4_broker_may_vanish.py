"""P4: the broker goes with all it holds, again and again; no page fails and every mail goes out."""

import datetime as dt
import itertools
import os
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from urllib.parse import urlencode, urlsplit, urlunsplit

import pytest
import redis
from django.db import connection, connections, transaction
from django.db.models import F, Max
from django.urls import reverse

from mailroom import actions
from mailroom.letters import Letter
from mailroom.models import OutboxMessage
from mailroom.wake import _broker
from network.models import Person
from progress.models import DiaryNote
from tests.cast import PASSWORD
from tests.progress.views.pages import address, noted, typed
from tests.promises.sizes import size
from tests.promises.test_p6_over_http import TOKEN, session_of
from tests.promises.tracker import BEAT, WEB, WORKER, Tracker, own_tracker

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS, OUTAGE = size(2, 20), size(2, 30)
EVENTS, WRITES = size(40, 1_000), size(24, 500)
CLIENTS = 2
MOST = dt.timedelta(minutes=3)
MESSAGE_ID = re.compile(rb"^Message-ID: (\S+)", re.MULTILINE | re.IGNORECASE)
SIGN_IN = reverse("account_login")


@pytest.fixture
def tracker(tmp_path: Path, monkeypatch) -> Iterator[Tracker]:
    """Web, worker and timetable on the tests' database, with a Valkey of their own."""
    place = urlsplit(os.environ["DATABASE_URL"])
    path = f"{place.path.rpartition('/')[0]}/{connection.settings_dict['NAME']}"
    more = {"TRACKER_TODAY": "2014-04-14", "TICK_SECONDS": "5"}
    more["DATABASE_URL"] = urlunsplit(place._replace(path=path))
    with own_tracker(tmp_path, "REDIS_URL", **more) as tracker:
        # What this process posts wakes that worker.
        monkeypatch.setenv("CELERY_BROKER_URL", tracker.settings["REDIS_URL"])
        _broker.cache_clear()
        tracker.start(WEB, WORKER, BEAT)
        tracker.wait_until(lambda: tracker.get("/healthz")[0] == 200, 60, "no page")
        tracker.wait_until(lambda: " ready." in tracker.log(WORKER).read_text(), 60, "no worker")
        yield tracker
    _broker.cache_clear()


def vanish(tracker: Tracker) -> None:
    """The broker forgets everything, is killed, and comes back empty."""
    with redis.Redis.from_url(tracker.settings["REDIS_URL"]) as broker:
        broker.flushall()
    tracker.kill("Valkey")
    time.sleep(OUTAGE)
    tracker.start("Valkey")


def make_events(gail: Person, is_over: Event) -> None:
    """Changes that post mail, evenly while the broker comes and goes."""
    letter = Letter("The update was published", "Dear Gail\n")
    pause = ROUNDS * (OUTAGE + 4) / EVENTS
    try:
        for number in range(EVENTS):
            with transaction.atomic():
                actions.post(key=f"event:{number}", kind="notice", to=gail, letter=letter)
            is_over.wait(pause)
    finally:
        connections.close_all()


def writes(commitment, client: int) -> Iterator[tuple[str, dict[str, str]]]:
    """What people send: a note, a draft kept as it is typed, a sign-in, a wrong password."""
    slug, email = commitment.slug, ("gail@example.org", "cyrus@example.org")[client % 2]
    for number in itertools.count():
        words = f"client {client} write {number}"
        yield reverse("progress:note_add", args=[slug]), noted(text=words)
        yield address("update_autosave", commitment), typed(done=words)
        yield SIGN_IN, {"login": email, "password": PASSWORD}
        yield SIGN_IN, {"login": f"nobody{number}@example.org", "password": words}


def write(tracker: Tracker, commitment, person: Person, client: int) -> list[tuple[str, int]]:
    """One browser's writes, evenly while the broker comes and goes; what each was answered."""
    session, answers = session_of(person), []
    pause = ROUNDS * (OUTAGE + 4) * CLIENTS / WRITES
    connections.close_all()
    for url, form in itertools.islice(writes(commitment, client), WRITES // CLIENTS):
        cookie = f"csrf={TOKEN}" if url == SIGN_IN else f"session={session}; csrf={TOKEN}"
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode(form | {"csrfmiddlewaretoken": TOKEN})
        began = time.monotonic()
        answers.append((url, tracker.post(url, body, headers)))
        time.sleep(max(pause - (time.monotonic() - began), 0))
    return answers


def mailed(tracker: Tracker) -> set[str]:
    """The Message-IDs that reached the mail service."""
    files = Path(tracker.folder / "mail").glob("*")
    return {found.decode() for file in files for found in MESSAGE_ID.findall(file.read_bytes())}


def test_p4(tracker, gail, cyrus, commitment, period, capsys):
    for person in (gail, cyrus):
        person.set_password(PASSWORD)
        person.save()
    is_over = Event()
    with ThreadPoolExecutor(CLIENTS + 1) as pool:
        events = pool.submit(make_events, gail, is_over)
        people = [(number, (gail, cyrus)[number % 2]) for number in range(CLIENTS)]
        clients = [pool.submit(write, tracker, commitment, who, n) for n, who in people]
        for _ in range(ROUNDS):
            time.sleep(2)
            vanish(tracker)
            time.sleep(2)
        events.result()
        answers = [answer for client in clients for answer in client.result()]
    unsent = OutboxMessage.objects.exclude(status=OutboxMessage.Status.SENT)
    tracker.wait_until(lambda: not unsent.exists(), MOST.seconds, "mail was lost")
    posted = OutboxMessage.objects.filter(kind="notice")
    lost = set(posted.values_list("message_id", flat=True)) - mailed(tracker)
    slowest = posted.aggregate(slowest=Max(F("sent_at") - F("planned_at")))["slowest"]
    failed = [(url, status) for url, status in answers if status >= 500]
    with capsys.disabled():
        print(
            f"\nP4 {ROUNDS} rounds {posted.count()} events {len(lost)} lost "
            f"slowest {slowest.total_seconds():.0f} s; {len(answers)} writes {len(failed)} failed"
        )
    assert not lost
    assert posted.count() == EVENTS
    assert slowest < MOST
    assert not failed
    statuses = {status for _, status in answers}
    assert statuses <= {200, 302, 429}, statuses
    assert DiaryNote.objects.count() == len([url for url, _ in answers if "diary" in url])
