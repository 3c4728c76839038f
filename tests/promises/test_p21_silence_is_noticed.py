"""P21: each part is stopped, and /readyz says which; it never fails and never keeps one waiting."""

import signal
import time
from pathlib import Path

import environ
import psycopg
from psycopg.conninfo import make_conninfo

from tests.promises.tracker import BEAT, WEB, WORKER, Tracker, own_tracker

# The part that is stopped, the signal that stops it, and what the line about it begins with.
STOPPED = (
    (BEAT, signal.SIGKILL, "ticker: silent for "),
    (WORKER, signal.SIGKILL, "worker: takes none of the "),
    ("Valkey", signal.SIGKILL, "broker: unreachable"),
    ("PostgreSQL", signal.SIGINT, "database: unreachable"),
)
ROUNDS = tuple(
    f"{part}: "
    for part in (
        *("delivery", "recovery", "news", "forgetting", "circulation"),
        *("periods", "blockers", "signatures", "package", "intakes", "forgotten intakes"),
    )
)
# Lines that may stand beside: what the part that stopped takes with it.
ALONG = {
    BEAT: ROUNDS,
    WORKER: (),
    "Valkey": ("cache: ", "ticker: ", *ROUNDS),
    "PostgreSQL": (),
}
HEARD = (
    "INSERT INTO ogp_tracker_heartbeat (name, beaten_at)"
    " VALUES ('backup', now() - %s * interval '1 hour')"
    " ON CONFLICT (name) DO UPDATE SET beaten_at = EXCLUDED.beaten_at"
)


def lines(tracker: Tracker) -> list[str]:
    began = time.monotonic()
    status, text = tracker.get("/readyz")
    assert time.monotonic() - began < 10, "it kept us waiting"
    assert status == (200 if text == "ok\n" else 503), (status, text)
    return text.splitlines()


def wait_until_well(tracker: Tracker) -> None:
    tracker.wait_until(lambda: lines(tracker) == ["ok"], 90, "it is not well again")
    tracker.wait_until(lambda: tracker.get("/healthz")[0] == 200, 90, "the pages did not recover")


def named(tracker: Tracker, part: str, line: str) -> bool:
    """Whether the line comes, and nothing that it does not take along."""

    def is_named() -> bool:
        return any(found.startswith(line) for found in lines(tracker))

    tracker.wait_until(is_named, 60, f"{part} was not missed")
    time.sleep(1)
    return all(found.startswith((line, *ALONG.get(part, ()))) for found in lines(tracker))


def backup_is(tracker: Tracker, hours: int) -> None:
    place = environ.Env.db_url_config(tracker.settings["DATABASE_URL"])
    names = {"dbname": "NAME", "host": "HOST", "port": "PORT", "user": "USER"}
    parts = {name: place[key] for name, key in names.items() if place[key]}
    with psycopg.connect(make_conninfo(**parts, password=place["PASSWORD"])) as database:
        database.execute(HEARD, [hours])


def test_p21(tmp_path: Path, capsys):
    settings = {"TICK_SECONDS": "1", "BACKUP_MAX_AGE_HOURS": "26"}
    with own_tracker(tmp_path, "DATABASE_URL", "REDIS_URL", **settings) as tracker:
        tracker.manage("migrate", "--no-input")
        backup_is(tracker, hours=1)
        tracker.start(WEB, WORKER, BEAT)
        wait_until_well(tracker)
        time.sleep(6)  # the first start is no alarm; from here on, only who is heard is well
        wait_until_well(tracker)
        right = 0
        for part, number, line in STOPPED:
            tracker.kill(part, number)
            right += named(tracker, part, line)
            tracker.start(part)
            wait_until_well(tracker)
        backup_is(tracker, hours=27)
        right += named(tracker, "backup", "backup: silent for 1 day")
        backup_is(tracker, hours=0)
        wait_until_well(tracker)
    stopped = len(STOPPED) + 1
    with capsys.disabled():
        print(f"\nP21 {stopped} parts stopped {right} named")
    assert right == stopped
