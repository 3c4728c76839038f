"""Who was heard, how long ago, and who has been silent for too long."""

import datetime as dt
import time

import pytest
from django.utils import timezone

from mailroom import tasks as mailroom
from ogp_tracker.celery import app as celery
from ogp_tracker.models import Heartbeat
from ogp_tracker.outages import pulse
from ogp_tracker.words import how_long

pytestmark = pytest.mark.django_db
FRESH = dict.fromkeys(pulse.ROUNDS, dt.timedelta(0))


def silent(**minutes: float) -> list[str]:
    age_of = FRESH | {part: dt.timedelta(minutes=age) for part, age in minutes.items()}
    return [str(silence) for silence in pulse.silences(age_of)]


@pytest.fixture
def old(monkeypatch):
    """As though the process had been started long ago."""
    monkeypatch.setattr(pulse, "STARTED_AT", time.monotonic() - 3600)


def test_a_beat_is_one_row_by_the_clock_of_the_database(settings):
    settings.TRACKER_TODAY = dt.date(2014, 4, 14)
    for _ in range(3):
        pulse.beat(pulse.DELIVERY)
    heart = Heartbeat.objects.get()
    assert abs(heart.beaten_at - timezone.now()) < dt.timedelta(minutes=1)
    [(name, age)] = pulse.ages()
    assert name == "delivery"
    assert dt.timedelta(0) <= age < dt.timedelta(minutes=1)


def test_five_ticks_may_be_missed(settings):
    settings.TICK_SECONDS = 60
    assert silent(ticker=4.9) == []
    assert silent(ticker=5.1) == ["ticker: silent for 5 minutes"]
    assert silent(ticker=5.1, delivery=130) == [
        "ticker: silent for 5 minutes",
        "delivery: silent for 2 hours",
    ]
    settings.TICK_SECONDS = 10
    assert silent(delivery=1) == ["delivery: silent for 1 minute"]


def test_a_first_start_is_no_alarm_for_the_first_minutes(monkeypatch):
    monkeypatch.setattr(pulse, "STARTED_AT", time.monotonic() - 200)
    assert pulse.silences({}) == []


@pytest.mark.usefixtures("old")
def test_a_part_that_was_never_heard_is_named_when_the_first_minutes_are_over():
    assert [str(silence) for silence in pulse.silences({})] == [
        f"{part}: not heard since the tracker was started" for part in pulse.ROUNDS
    ]


@pytest.mark.usefixtures("old")
def test_the_backup_is_missed_only_where_one_is_taken(settings):
    assert silent() == []
    settings.BACKUP_MAX_AGE_HOURS = 26
    assert silent(backup=25 * 60) == []
    assert silent(backup=27 * 60) == ["backup: silent for 1 day"]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-1, "0 seconds"),
        (1.9, "1 second"),
        (59, "59 seconds"),
        (60, "1 minute"),
        (3_599, "59 minutes"),
        (7_200, "2 hours"),
        (86_400, "1 day"),
        (200_000, "2 days"),
    ],
)
def test_a_stretch_of_time_in_words(seconds, words):
    assert how_long(dt.timedelta(seconds=seconds)) == words


def test_each_task_of_the_timetable_beats_when_it_has_ended():
    celery.loader.import_default_modules()
    celery.finalize()
    heard = []
    for timed in celery.conf.beat_schedule.values():
        celery.tasks[timed["task"]]()
        heard.append(Heartbeat.objects.latest("beaten_at").name)
    assert sorted(heard) == sorted(pulse.ROUNDS)
    assert pulse.RESTS.keys() >= set(pulse.ROUNDS)


def test_a_task_that_fails_does_not_beat(settings):
    settings.REMINDER_SOURCES = ["no.such.module"]
    with pytest.raises(ModuleNotFoundError):
        mailroom.plan_reminders()
    assert not Heartbeat.objects.exists()
