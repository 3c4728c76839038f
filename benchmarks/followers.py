"""Measures planning for followers: against a bare INSERT ... SELECT of as many rows, and idle.

    .venv/bin/python -m ogp_tracker.local.services sh -e -c \
      '.venv/bin/python manage.py migrate -v 0; .venv/bin/python benchmarks/followers.py'

A million subscriptions, 190,000 of them due. Both ways fill the same table, with all its indexes
and constraints, in turns within one run, so what counts is the ratio. It wants servers to throw
away. FOLLOWERS=10000 tries it in small.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ogp_tracker.settings")
django.setup()

from django.db import connection  # noqa: E402 - Django comes first

from mailroom import actions as mailroom  # noqa: E402
from mailroom import planning as letters  # noqa: E402
from mailroom.following import planning  # noqa: E402
from mailroom.models import DigestRound  # noqa: E402
from ogp_tracker import clock  # noqa: E402

FOLLOWERS, ROUNDS = int(os.environ.get("FOLLOWERS", 1_000_000)), 5
DUE = FOLLOWERS * 19 // 100
TICKS = 200
# One in a hundred topics has news; of the subscriptions each topic has as many as another.
TOPICS = 100
FILL = """
INSERT INTO mailroom_follower (id, email, address, token, known_since)
SELECT n, 'f' || n || '@example.org', 'f' || n || '@example.org', md5(n::text), now()
FROM generate_series(1, %(followers)s) AS n;
INSERT INTO mailroom_subscription
    (follower_id, topic, label, path, frequency, asked_at, confirmed_at, hears_from)
SELECT n, CASE WHEN n <= %(due)s THEN 'commitment:due' ELSE 'commitment:' || n %% %(topics)s END,
    'A commitment', '/', CASE WHEN n %% 2 = 0 THEN 'at_once' ELSE 'weekly' END,
    now() - interval '60 days', now() - interval '60 days', now() - interval '60 days'
FROM generate_series(1, %(followers)s) AS n;
"""
# As many rows of the same shape, from a table that holds nothing but them.
PREPARED = """
CREATE TEMPORARY TABLE prepared AS
SELECT * FROM mailroom_outboxmessage WHERE kind IN ('news', 'news_digest')
"""


def emptied() -> None:
    """Start each measurement with an outbox without rows, past the triggers that keep some."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("TRUNCATE mailroom_outboxmessage CASCADE")
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE mailroom_outboxmessage")


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def bare() -> None:
    """The same rows, copied."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO mailroom_outboxmessage SELECT * FROM prepared")


def plan() -> int:
    """Those who hear at once and those who hear on Mondays: half of the due each."""
    return planning.plan_news() + planning.plan_digests()


def announced() -> None:
    """Something is new in the topic that has followers, and in one that has none."""
    number = time.perf_counter_ns()
    facts = {"kind": "update", "headline": "News", "path": "/"}
    mailroom.announce(key=f"measured:{number}", topics=["commitment:due", "plan:none"], **facts)


def forget_rounds() -> None:
    """Let the digests be due again."""
    DigestRound.objects.all().delete()


def main() -> None:
    """Print the ratio of the medians, and the time of a tick with nothing to do."""
    letters.wake_delivery = lambda: None  # nobody is to carry them
    values = {"followers": FOLLOWERS, "due": DUE, "topics": TOPICS}
    with connection.cursor() as cursor:
        cursor.execute(FILL, values)
        cursor.execute("VACUUM ANALYZE mailroom_follower, mailroom_subscription")
    planned, copied = [], []
    for number in range(ROUNDS + 1):
        announced()
        mailroom.Announcement.objects.update(announced_at=_within_the_last_week())
        forget_rounds()
        emptied()
        took = seconds(plan)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM mailroom_outboxmessage")
            assert cursor.fetchone() == (DUE,), "not those who are due"
            if number == 0:
                cursor.execute(PREPARED)
        emptied()
        if number:  # the first fills the caches
            planned.append(took)
            copied.append(seconds(bare))
    ticks = [seconds(plan) for _ in range(TICKS)]
    ratios = [one / other for one, other in zip(planned, copied, strict=True)]
    print(f"{FOLLOWERS:,} subscriptions, {DUE:,} due, {ROUNDS} rounds:")
    print(
        f"  planned in {statistics.median(planned):.2f} s, copied in "
        f"{statistics.median(copied):.2f} s: {statistics.median(ratios):.2f} times as long "
        f"({min(ratios):.2f}-{max(ratios):.2f})"
    )
    print(
        f"  a tick with nothing due: {statistics.median(ticks) * 1000:.1f} ms "
        f"(at most {max(ticks) * 1000:.1f})"
    )


def _within_the_last_week() -> object:
    """A moment that both those who hear at once and the last Monday's digest take in."""
    until = planning.last_due(planning.Frequency.WEEKLY, clock.now() - planning.GRACE)
    return until - planning.GRACE


if __name__ == "__main__":
    main()
