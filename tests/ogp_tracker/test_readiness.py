"""The page that names the part that stopped; nothing it asks shares a line with the pages."""

import datetime as dt
import time
from collections.abc import Generator

import psycopg
import pytest
import redis
from django.conf import settings as site
from django.db import connection

from mailroom.delivery.addresses import note_undeliverable
from mailroom.models import OutboxMessage
from ogp_tracker import clock
from ogp_tracker.models import Heartbeat
from ogp_tracker.outages import pulse, readiness

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _all_is_well():
    for part in pulse.ROUNDS:
        pulse.beat(part)


@pytest.fixture
def broker() -> Generator[redis.Redis]:
    """The real broker with an empty queue."""
    with redis.Redis.from_url(site.CELERY_BROKER_URL) as broker:
        broker.delete("celery")
        yield broker
        broker.delete("celery")


def wait_for(minutes: int, **facts: object) -> None:
    """A message has waited for so long."""
    key, moment = f"waits:{minutes}", clock.now() - dt.timedelta(minutes=minutes)
    OutboxMessage.objects.create(
        key=key, kind="reminder", to_email="gail@example.org", planned_at=moment, **facts
    )


def lines(client) -> list[str]:
    answer = client.get("/readyz")
    assert answer.status_code in {200, 503}
    assert answer["Content-Type"] == "text/plain"
    assert not answer.cookies
    found = answer.content.decode().splitlines()
    assert (answer.status_code == 200) == (found == ["ok"])
    return found


def silence(*parts: str, minutes: int = 6) -> None:
    earlier = clock.now() - dt.timedelta(minutes=minutes)
    Heartbeat.objects.filter(name__in=parts).update(beaten_at=earlier)


def test_all_is_well(client):
    assert lines(client) == ["ok"]


def test_one_silent_part_is_named(client):
    silence("delivery")
    assert lines(client) == ["delivery: silent for 6 minutes"]


def test_when_nothing_is_heard_and_nothing_waits_no_task_is_sent(client, broker):
    silence(*pulse.ROUNDS)
    assert "ticker: silent for 6 minutes" in lines(client)
    assert "worker" not in "".join(lines(client))


def test_when_nothing_is_heard_and_tasks_wait_nobody_takes_them(client, broker):
    broker.lpush("celery", "a task", "another")
    silence(*pulse.ROUNDS)
    assert lines(client) == ["worker: takes none of the 2 tasks that wait"]


def test_tasks_that_wait_are_no_alarm_while_something_is_heard(client, broker):
    broker.lpush("celery", "a task")
    assert lines(client) == ["ok"]


def test_a_broker_that_is_gone(client, settings):
    settings.CELERY_BROKER_URL = "redis://:s3cret@127.0.0.1:1/0"
    assert lines(client) == ["broker: unreachable"]


def test_a_cache_that_is_gone(client, settings):
    default = {**settings.CACHES["default"], "LOCATION": "redis://:s3cret@127.0.0.1:1/0"}
    settings.CACHES = {**settings.CACHES, "default": default}
    assert lines(client) == ["cache: unreachable"]


def test_a_database_that_is_gone_is_named_at_once_and_without_secrets(client, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "NAME", "nowhere")
    monkeypatch.setitem(connection.settings_dict, "PASSWORD", "s3cret")
    began = time.monotonic()
    assert lines(client) == ["database: unreachable"]
    assert time.monotonic() - began < 5


def test_a_database_that_does_not_answer_is_given_up_on(client):
    with psycopg.connect(**_plain(connection.get_connection_params())) as other:
        other.execute("LOCK TABLE ogp_tracker_heartbeat IN ACCESS EXCLUSIVE MODE")
        began = time.monotonic()
        assert lines(client) == ["database: unreachable"]
        assert time.monotonic() - began < 5


def test_mail_that_has_waited_for_too_long(client):
    wait_for(29)
    assert lines(client) == ["ok"]
    wait_for(40)
    assert lines(client) == ["mail: the oldest message has waited for 40 minutes"]


@pytest.mark.parametrize("fact", [{"status": "held"}, {"attempts": 2}])
def test_mail_that_waits_for_its_own_reasons(client, fact):
    wait_for(40, **fact)
    assert lines(client) == ["ok"]


def tried(number: int, minutes: int, **facts: object) -> None:
    """As many messages were planned some minutes ago, each to another reader, and tried."""
    for reader in range(number):
        moment = clock.now() - dt.timedelta(minutes=minutes)
        facts = {"status": "planned", "attempts": 2} | facts
        OutboxMessage.objects.create(
            key=f"{minutes}:{reader}",
            kind="news",
            to_email=f"reader{reader}@example.org",
            planned_at=moment,
            **facts,
        )


@pytest.mark.parametrize("fact", [{}, {"status": "failed", "failure": "554 5.7.1 No"}])
def test_when_no_try_succeeds_delivery_is_dead(client, fact):
    tried(2, 40, **fact)
    assert lines(client) == ["ok"]
    tried(3, 50, **fact)
    assert lines(client) == ["mail: 3 readers in turn got nothing for 50 minutes"]
    wait_for(41, status="sent", sent_at=clock.now() - dt.timedelta(minutes=45))
    assert lines(client) == ["ok"]


def test_readers_whose_addresses_are_gone_are_no_alarm(client):
    tried(4, 40, status="failed", failure="550 5.1.1 No")
    for number in range(2):
        note_undeliverable(f"reader{number}@example.org", "550 5.1.1 No")
    assert lines(client) == ["ok"]


@pytest.mark.parametrize("status", ["planned", "handing"])
def test_a_message_that_never_comes_to_an_end(client, status):
    facts = {"status": status, "attempts": 3}
    if status == "handing":
        facts["claimed_until"] = clock.now()
    wait_for(11 * 60, **facts)
    assert lines(client) == ["ok"]
    wait_for(13 * 60, **facts)
    assert lines(client) == ["mail: the oldest message has been on its way for 13 hours"]


def test_mail_on_hold_is_no_alarm_however_old(client, settings):
    settings.MAIL_HOLD = True
    wait_for(13 * 60, attempts=3)
    tried(4, 40)
    assert lines(client) == ["ok"]


def test_a_stopped_business_clock_tells_no_age_of_mail(client, settings):
    wait_for(40)
    settings.TRACKER_TODAY = dt.date(2014, 4, 14)
    assert lines(client) == ["ok"]


def test_the_line_of_its_own_leaves_nothing_behind(client):
    asking = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    with connection.cursor() as cursor:
        cursor.execute(asking)
        (before,) = cursor.fetchone()
        for _ in range(5):
            assert readiness.problems() == []
        time.sleep(0.2)
        cursor.execute(asking)
        assert cursor.fetchone() == (before,)
    assert redis.Redis.from_url(site.CELERY_BROKER_URL).ping()


def _plain(parameters):
    return {
        name: parameters[name]
        for name in ("dbname", "user", "host", "port", "password")
        if name in parameters
    }
